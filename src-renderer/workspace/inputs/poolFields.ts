import { poolDevices, type Deployment, type Pool } from '#shared/domain/deployment.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { LIMITS } from '#shared/domain/limits.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { PrefillPlace } from '#shared/domain/prefillPlace.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { Software } from '#shared/domain/software.ts'
import { say } from '#shared/words/say.ts'
import { snapCount } from '../../ui/sliderScale.ts'
import { onScenario, prefillRecipe } from '../recipes.ts'
import { dimensionText } from './dimensionText.ts'
import type { ChoiceInput, FieldInput, QuantityInput } from './fields.ts'
import { figureInput, sketches } from './hardwareFields.ts'
import { precisionOptions } from './precisions.ts'
import { BEST, softwareOptions, versionField } from './softwareFields.ts'
import { measuredVersions, type StackChoices } from './stackChoices.ts'

const POOL_FIELDS: readonly {
  readonly field: keyof Pool
  readonly label: string
  readonly detail?: boolean
  readonly least?: 0
}[] = [
  { field: 'workers', label: 'workers' },
  { field: 'tensorParallel', label: 'tensor parallel' },
  { field: 'pipelineParallel', label: 'pipeline parallel', detail: true },
  { field: 'dataParallel', label: 'data parallel' },
  { field: 'expertParallel', label: 'expert parallel', detail: true },
  {
    field: 'redundantExperts',
    get label() {
      return say('layout.redundantExpertsWithin')
    },
    detail: true,
    least: 0,
  },
  { field: 'contextParallel', label: 'context parallel', detail: true },
  { field: 'batch', label: 'requests per worker' },
]

/** Inputs of one pool. The devices of the deployment are those of both pools together. */
function onePool(scenario: Scenario, name: 'prefill' | 'decode', pool: Pool): readonly QuantityInput[] {
  return POOL_FIELDS.map(({ field, label, detail, least = 1 }) => ({
    kind: 'quantity',
    id: `deployment.pools.${name}.${field}`,
    group: 'Deployment',
    label: `${name === 'prefill' ? 'Prefill' : 'Decode'}: ${label}`,
    detail: detail === true,
    overridden: false,
    grade: null,
    value: pool[field] ?? 0,
    base: null,
    text: dimensionText(LIMITS[`deployment.pools.${field}`]),
    scale: { minimum: least, maximum: Math.max(512, pool[field] ?? 0), logarithmic: least > 0, snap: snapCount },
    set: (next) =>
      onScenario(scenario.id, ({ deployment }) => {
        const { pools } = deployment
        if (!pools) return
        pools[name][field] = Math.max(least, Math.round(next))
        deployment.devices = poolDevices(pools.prefill) + poolDevices(pools.decode)
      }),
    reset: null,
  }))
}

function precision(
  scenario: Scenario,
  place: PrefillPlace,
  hardware: HardwareProfile,
  field: 'weightPrecision' | 'activationPrecision' | 'kvPrecision',
  label: string,
): ChoiceInput {
  return {
    kind: 'choice',
    id: `prefill.${field}`,
    group: 'Deployment',
    label,
    detail: field === 'activationPrecision',
    overridden: false,
    grade: null,
    value: place[field],
    options: precisionOptions(hardware, place[field], field !== 'kvPrecision'),
    as: 'segment',
    set: (next) => prefillRecipe(scenario.id, { [field]: next as Precision }),
  }
}

/** Inputs of a prefill pool on another device: its formats, its stack and the figures of that device. */
function placeFields(
  scenario: Scenario,
  place: PrefillPlace,
  hardware: HardwareProfile,
  choices: StackChoices,
): readonly FieldInput[] {
  const { software, softwareVersion } = place
  const own = {
    overrides: place.hardwareOverrides,
    id: 'prefill.hardware.',
    put: (path: string, value: number | undefined) =>
      onScenario(scenario.id, ({ prefill }) => {
        if (prefill === null) return
        if (value === undefined) delete prefill.hardwareOverrides[path]
        else prefill.hardwareOverrides[path] = value
      }),
  }
  const price = scenario.economics.mode === 'own' ? 'price.purchase' : 'price.rental'
  const priceLabel = say(scenario.economics.mode === 'own' ? 'pools.pricePerDevice' : 'pools.rentPerDevice')
  return [
    precision(scenario, place, hardware, 'weightPrecision', say('pools.prefillWeights')),
    precision(scenario, place, hardware, 'activationPrecision', say('pools.prefillActivations')),
    precision(scenario, place, hardware, 'kvPrecision', say('pools.prefillKv')),
    {
      kind: 'choice',
      id: 'prefill.software',
      group: 'Deployment',
      label: say('pools.prefillStack'),
      overridden: false,
      grade: null,
      value: software ?? BEST,
      as: 'select',
      options: [
        { value: BEST, label: say('calibration.bestCalibrated') },
        ...softwareOptions(choices, hardware, choices.offeredForPrefill, software),
      ],
      set: (next) =>
        prefillRecipe(scenario.id, { software: next === BEST ? null : (next as Software), softwareVersion: null }),
    },
    versionField(
      { id: 'prefill.softwareVersion', label: say('calibration.versionFieldPrefill') },
      softwareVersion,
      measuredVersions(choices, hardware, software),
      (next) => prefillRecipe(scenario.id, { softwareVersion: next }),
    ),
    ...[...sketches(hardware, null), { path: price, label: priceLabel }].flatMap(
      (sketch) =>
        figureInput(
          scenario,
          hardware,
          { ...sketch, label: say('pools.ofPrefill', { figure: sketch.label }), detail: true },
          {
            ...own,
            group: 'Deployment',
          },
        ) ?? [],
    ),
  ]
}

/**
 * Inputs of the pools of a deployment that has them.
 * @param prefill the device of a prefill pool of its own; null: it has none
 */
export function poolFields(
  scenario: Scenario,
  pools: NonNullable<Deployment['pools']>,
  prefill: HardwareProfile | null,
  choices: StackChoices,
): readonly FieldInput[] {
  return [
    ...onePool(scenario, 'prefill', pools.prefill),
    ...(prefill === null || scenario.prefill === null ? [] : placeFields(scenario, scenario.prefill, prefill, choices)),
    ...onePool(scenario, 'decode', pools.decode),
  ]
}
