import type { Alternative } from './brief/alternative.ts'
import type { HardwareProfile } from './hardware.ts'
import type { ModelProfile } from './model.ts'
import { applyHardwareOverrides, applyHardwareRanges } from './overrides.ts'
import { activePrefill, type PrefillPlace, type ResolvedPrefill } from './prefillPlace.ts'
import type { ResolvedScenario, Scenario } from './scenario.ts'
import type { Workload } from './workload.ts'
import type { Workspace } from './workspace.ts'

/** The entry of a record under a key that a file may have chosen: never what every object inherits. */
function own<Entry>(record: Readonly<Record<string, Entry>>, key: string): Entry | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** The profiles a scenario names, as they are embedded; null when the workspace lacks one. */
export function profilesOf(
  { profiles }: Workspace,
  scenario: Scenario,
): { readonly hardware: HardwareProfile; readonly model: ModelProfile } | null {
  const hardware = own(profiles.hardware, scenario.hardware)
  const model = own(profiles.models, scenario.model)
  return hardware && model ? { hardware: hardware.profile, model: model.profile } : null
}

/** The device of a scenario's prefill pool as it is embedded; null: it has none of its own, or the workspace lacks it. */
export function prefillProfileOf(
  { profiles }: Pick<Workspace, 'profiles'>,
  { prefill }: Pick<Scenario, 'prefill'>,
): HardwareProfile | null {
  return prefill === null ? null : profileIn({ profiles }, prefill.hardware)
}

/** The device a workspace embeds under an id; null: none. */
export function profileIn({ profiles }: Pick<Workspace, 'profiles'>, id: string): HardwareProfile | null {
  return own(profiles.hardware, id)?.profile ?? null
}

/** Ids of every device a scenario names. */
export function hardwareIdsOf({ hardware, prefill }: Pick<Scenario, 'hardware' | 'prefill'>): readonly string[] {
  return prefill === null ? [hardware] : [hardware, prefill.hardware]
}

/** Ids of every device an alternative of the brief names: its own, where prompts are read, and what it keeps. */
export function hardwareIdsOfAlternative({
  hardware,
  prefill,
  keeps,
}: Pick<Alternative, 'hardware' | 'prefill' | 'keeps'>): readonly string[] {
  return [hardware, prefill?.hardware ?? null, keeps].filter((id) => id !== null)
}

/** Ids of the profiles a workspace rests on: those its scenarios and its brief name. All others may be forgotten. */
export function usedProfileIds({ scenarios, brief }: Pick<Workspace, 'scenarios' | 'brief'>): {
  readonly hardware: ReadonlySet<string>
  readonly models: ReadonlySet<string>
} {
  return {
    hardware: new Set([...scenarios.flatMap(hardwareIdsOf), ...brief.alternatives.flatMap(hardwareIdsOfAlternative)]),
    models: new Set([...scenarios.map(({ model }) => model), brief.model]),
  }
}

/** A scenario's load: the shared one with what the scenario overrides. */
export function workloadOf(workspace: Workspace, scenario: Scenario): Workload {
  return { ...workspace.workload, ...scenario.workloadOverrides }
}

/**
 * Joins a stored scenario with its embedded profiles and the shared workload.
 * @returns null when the workspace does not embed a profile the scenario names
 */
export function resolveScenario(workspace: Workspace, scenario: Scenario): ResolvedScenario | null {
  const profiles = profilesOf(workspace, scenario)
  const place = activePrefill(scenario)
  const placeProfile = place && prefillProfileOf(workspace, scenario)
  if (!profiles || (place !== null && placeProfile === null)) return null
  const { id, deployment, economics, ranges } = scenario
  const hardware = applyHardwareRanges(applyHardwareOverrides(profiles.hardware, scenario.hardwareOverrides), ranges)
  return {
    id,
    hardware,
    model: profiles.model,
    workload: workloadOf(workspace, scenario),
    deployment,
    prefill: place && placeProfile && resolvePrefill(scenario, place, placeProfile, hardware),
    economics,
    ranges,
  }
}

/** One device with the same changes is one device: then both pools have the same profile, to the object. */
function resolvePrefill(
  scenario: Scenario,
  place: PrefillPlace,
  profile: HardwareProfile,
  hardware: HardwareProfile,
): ResolvedPrefill {
  const same = place.hardware === scenario.hardware && sameFigures(place.hardwareOverrides, scenario.hardwareOverrides)
  return { ...place, hardware: same ? hardware : applyHardwareOverrides(profile, place.hardwareOverrides) }
}

function sameFigures(one: Readonly<Record<string, number>>, two: Readonly<Record<string, number>>): boolean {
  const paths = Object.keys(one)
  return paths.length === Object.keys(two).length && paths.every((path) => one[path] === own(two, path))
}
