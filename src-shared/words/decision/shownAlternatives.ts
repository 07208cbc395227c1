import type { Alternative } from '../../domain/brief/alternative.ts'
import type { Brief } from '../../domain/brief/brief.ts'
import type { BriefVerdict, JudgedAlternative, Sizing } from '../../domain/brief/verdict.ts'
import type { Deployment } from '../../domain/deployment.ts'
import type { SystemKind } from '../../domain/systemUnit.ts'
import { slotLetter, type Workspace } from '../../domain/workspace.ts'
import { formatNumber } from '../../units/format.ts'
import { precisionName, softwareName } from '../labels.ts'
import { degreeWords } from '../layoutWords.ts'
import { say } from '../say.ts'
import { calledMachine, machineName } from './alternativeName.ts'
import { withCommas } from '../joined.ts'

/** An alternative as table, charts and headline show it: what the brief says of it, and how it was judged. */
export interface ShownAlternative {
  readonly id: string
  /** Colour and letter, 0 = A. */
  readonly slot: number
  readonly letter: string
  /** "48 × B200", "H100 + 48 × B200", or the name it was given. */
  readonly name: string
  /** "Buy, 6 nodes". */
  readonly offer: string
  /** Two lines: how the model is laid out, and the load a copy carries. */
  readonly configuration: readonly [string, string]
  readonly alternative: Alternative
  /** Null: it has not been judged yet. */
  readonly judged: JudgedAlternative | null
}

type Profiles = Workspace['profiles']

/**
 * Alternatives in the order in which they are shown: by rank, then those without one as the verdict lists them, last
 * those that nobody has priced. Without a verdict, as the brief lists them.
 */
export function shownAlternatives(
  brief: Brief,
  profiles: Profiles,
  verdict: Pick<BriefVerdict, 'table'> | null,
): readonly ShownAlternative[] {
  const placeOf = new Map(verdict?.table.map(({ id }, place) => [id, place]))
  const judgedOf = new Map(verdict?.table.map((judged) => [judged.id, judged]))
  const order = (judged: JudgedAlternative | undefined): readonly [number, number, number] => [
    judged === undefined ? 3 : judged.rank !== null ? 0 : judged.unpriced === null ? 1 : 2,
    judged?.rank ?? 0,
    placeOf.get(judged?.id ?? '') ?? 0,
  ]
  return brief.alternatives
    .map((alternative) => ({ alternative, judged: judgedOf.get(alternative.id) }))
    .toSorted((one, two) => {
      const other = order(two.judged)
      return order(one.judged).reduce((difference, value, index) => difference || value - (other[index] ?? 0), 0)
    })
    .map(({ alternative, judged }) => shown(alternative, judged ?? null, profiles))
}

function shown(alternative: Alternative, judged: JudgedAlternative | null, profiles: Profiles): ShownAlternative {
  const sizing = judged?.sizing ?? null
  return {
    id: alternative.id,
    slot: alternative.slot,
    letter: slotLetter(alternative.slot),
    name: countedName(alternative, profiles, sizing),
    offer: offerText(alternative, profiles, sizing),
    configuration: alternative.kind === 'hosted' ? [say('decide.configuration.hosted'), ''] : configurationText(sizing),
    alternative,
    judged,
  }
}

/** What an alternative is called with the devices it takes ("48 × B200"); how it is paid for stands beside it. */
function countedName(alternative: Alternative, profiles: Profiles, sizing: Pick<Sizing, 'devices'> | null): string {
  const { name, kind, hardware, keeps } = alternative
  const machine = machineName({ profiles }, alternative)
  if (name !== null || hardware === null || sizing === null) return machine
  if (kind === 'statusQuo') return say('decide.kind', { kind })
  const counted = say('decide.name.counted', { devices: sizing.devices, name: machine })
  return kind === 'add' && keeps !== null
    ? say('decide.name.added', { kept: calledMachine({ profiles }, keeps), machine: counted })
    : counted
}

function offerText(alternative: Alternative, profiles: Profiles, sizing: Sizing | null): string {
  const { kind } = alternative
  if (kind === 'hosted') return say('decide.offer.tokens')
  if (sizing === null) return say('decide.kind', { kind })
  const profile = alternative.hardware === null ? undefined : profiles.hardware[alternative.hardware]?.profile
  const unit = unitWord(profile?.system?.kind ?? (sizing.devicesPerSystem === 1 ? 'device' : 'system'))
  const offer = say('decide.offer.systems', { kind: say('decide.kind', { kind }), count: sizing.systems, unit })
  if (sizing.kept !== null) return say('decide.offer.keeps', { offer, kept: sizing.kept.systems })
  const grows = sizing.byQuarter.findIndex((count) => count > sizing.systems)
  const count = sizing.byQuarter[grows]
  return count === undefined ? offer : say('decide.offer.grows', { offer, count, quarter: grows + 1 })
}

/** The unit as a message selects it: a selector holds no hyphen. */
function unitWord(unit: SystemKind | 'device' | 'system'): string {
  return unit === 'cloud-instance' ? 'instance' : unit
}

function configurationText(sizing: Sizing | null): readonly [string, string] {
  if (sizing === null) return ['', '']
  const { deployment, copiesPerSystem, systems } = sizing
  return [layoutText(deployment, copiesPerSystem, systems), loadText(sizing)]
}

function layoutText(deployment: Deployment, copiesPerSystem: number, systems: number): string {
  const precision = precisionName(deployment.weightPrecision)
  const { pools } = deployment
  if (deployment.serving === 'disaggregated' && pools !== null) {
    return say('decide.configuration.pools', {
      prefill: pools.prefill.workers,
      decode: pools.decode.workers,
      precision,
    })
  }
  const layout = withCommas([...degreeWords(deployment), precision])
  return copiesPerSystem < 1
    ? say('decide.configuration.span', { systems: Math.round(1 / copiesPerSystem), layout: [layout] })
    : say('decide.configuration.copies', { copies: Math.round(copiesPerSystem * systems), layout: [layout] })
}

function loadText({ load, most, deployment }: Sizing): string {
  return say('decide.configuration.load', {
    load: formatNumber(load, { trim: true }),
    most: formatNumber(most, { trim: true }),
    software: deployment.software === null ? 'none' : softwareName(deployment.software),
  })
}
