import type { Alternative } from '#shared/domain/brief/alternative.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import type { Basis, BriefVerdict, Relaxation } from '#shared/domain/brief/verdict.ts'
import type { ResolvedAlternative } from '#shared/domain/brief/resolveBrief.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { MEETS, type Drawn } from '#shared/verdict/brief/draws.ts'
import { judge } from '#shared/verdict/brief/judge.ts'
import type { PreparedAlternative } from '#shared/verdict/brief/prepared.ts'
import type { DrawnInput, Study } from '#shared/verdict/brief/worth.ts'
import type { Columns } from '../analysis/points/columns.ts'
import type { CAPACITY_FIELDS } from '../analysis/points/drawnCapacities.ts'
import { changedBy } from './changed.ts'
import { servedAtStart } from './costOf.ts'
import { CENTRAL, createDealer, fixed, type Dealer, type DrawnFigure } from './drawnFigures.ts'
import { drawnPools } from './drawnPools.ts'
import { bridgePerMonth, drawnLosses, riskEffects, type Bridge, type PaidAlternative } from './losses.ts'
import { moneyFigures } from './offerFigures.ts'
import {
  centralLead,
  HOSTED_BOUNDARY,
  prepareAlternative,
  type JudgedInput,
  type Prepared,
} from './preparedAlternative.ts'
import { sizeMachines, type Sized } from './sizeMachines.ts'
import { drawnPeak, type DecideQuestion, type NarrowedPool } from './stages.ts'
import { drawnInputs, studiesOf } from './studies.ts'
import { flipsBetween, type BridgeFor } from './turns.ts'

/** Months of a brief whose alternative is there already: nothing has to be delivered. */
function isThere({ kind }: Alternative): boolean {
  return kind === 'owned' || kind === 'statusQuo'
}

/** Why an alternative may not serve, whatever it costs and however many there are. */
function refused({ constraints }: Brief, { alternative }: ResolvedAlternative): readonly Wording[] {
  const found: Wording[] = []
  if (alternative.kind === 'hosted') {
    if (constraints.ownPremises) found.push({ code: 'brief.limit.ownPremises' })
    if ((alternative.offer.hosted?.evidence ?? null) === null) found.push({ code: 'brief.limit.noEvidence' })
  }
  return found
}

const seconds = (needed: number, allowed: number) =>
  ({
    needed: { value: needed, dimension: 'seconds' },
    allowed: { value: allowed, dimension: 'seconds' },
  }) as const

/** An interface is not sized: it serves what it is asked for, up to its rate, within the times its evidence shows. */
function sizeHosted(brief: Brief, { alternative }: ResolvedAlternative, peak: DrawnFigure, dealer: Dealer): Sized {
  const { hosted } = alternative.offer
  if (hosted === null) return { limits: [{ code: 'brief.limit.nothingServes' }] }
  const limits: Wording[] = []
  const { timeToFirstToken, timePerToken } = brief.promise
  if (hosted.rateLimit !== null && hosted.rateLimit < peak.now) {
    limits.push({ code: 'brief.limit.rateLimit', parameters: { needed: peak.now, allowed: hosted.rateLimit } })
  }
  const { evidence } = hosted
  if (evidence !== null && timeToFirstToken !== null && evidence.timeToFirstToken > timeToFirstToken) {
    const parameters = seconds(evidence.timeToFirstToken, timeToFirstToken)
    limits.push({ code: 'brief.limit.timeToFirstToken', parameters })
  }
  if (evidence !== null && timePerToken !== null && evidence.timePerToken > timePerToken) {
    limits.push({ code: 'brief.limit.timePerToken', parameters: seconds(evidence.timePerToken, timePerToken) })
  }
  const { offer, kind, id } = alternative
  const unknown = hosted.input.value === null || hosted.output.value === null
  const figures = moneyFigures(brief, dealer, { kind, offer, machine: id, profilePrice: null })
  const floor = (figure: DrawnFigure): DrawnFigure => (Number.isNaN(figure.now) ? fixed(0) : figure)
  const paid: PaidAlternative = {
    id,
    main: null,
    kept: null,
    hosted: {
      offer,
      figures: { ...figures, hostedInput: floor(figures.hostedInput), hostedOutput: floor(figures.hostedOutput) },
    },
    oneMore: null,
    effects: riskEffects(alternative.risks),
    vendor: id,
    needs: new Float64Array(dealer.draws),
    mostNeeded: Infinity,
    systems: 0,
    exitFee: offer.exitFee,
  }
  return {
    input: {
      paid,
      pool: null,
      sized: null,
      kept: null,
      boundary: HOSTED_BOUNDARY,
      unknown: unknown ? { code: 'reason.costUnknown' } : null,
      limits,
    },
  }
}

/** What serves until others are delivered, and its draws. */
interface Bridging {
  readonly input: JudgedInput
  readonly states: Drawn['states']
}

/** What serves until others are delivered: the one the brief names, else what is there. */
function bridgingOf(brief: Brief, inputs: readonly JudgedInput[], dealer: Dealer): Bridging | null {
  const named = brief.bridge
  const input = inputs.find(({ paid, pool }) =>
    named === null ? pool !== null && isThere(pool.alternative) : paid.id === named,
  )
  if (input === undefined || centralLead(input.paid) > brief.neededBy) return null
  return { input, states: drawnLosses(brief, input.paid, dealer, null).states }
}

/** A bridge at its own money. @param paid its money as it is, or as it would be */
function bridgeAt(brief: Brief, { input, states }: Bridging, paid: PaidAlternative): Bridge {
  const known = new Map<number, number>()
  return {
    id: paid.id,
    perMonth(draw) {
      const dollars = known.get(draw) ?? bridgePerMonth(brief, paid, draw)
      known.set(draw, dollars)
      return dollars
    },
    serves: (draw) => input.limits.length === 0 && states[draw] === MEETS,
  }
}

/** Dollars that a month costs in which something else serves instead of the leader. Null: nothing does, or it is that. */
function waitingFor(brief: Brief, leader: Prepared | undefined, bridge: Bridge | null, id: string): number | null {
  const costing = leader?.alternative.costing ?? null
  if (bridge === null || bridge.id === id || costing === null) return null
  return Math.max(0, bridge.perMonth(CENTRAL) - costing.presentValue / Math.max(1, brief.horizon))
}

/** Nothing of an alternative serves: it has no size, no cost and no draws. */
function nothingOf(
  { alternative: { id, kind } }: ResolvedAlternative,
  limits: readonly Wording[],
): PreparedAlternative {
  return {
    id,
    kind,
    limits,
    sizing: null,
    costing: null,
    accrued: null,
    drawn: null,
    edge: null,
    weak: [],
    item: null,
    energy: null,
    carbon: null,
    weakest: null,
    unpriced: null,
  }
}

/**
 * The verdict of a brief: every alternative sized for the demand and in its best configuration, priced at one boundary, drawn
 * together, and judged. The same question gives the same verdict to the last bit.
 * @param narrowed what the first two questions led to @param columns answers of the third; null: nothing was left to ask
 * @param hash of all it rests on
 */
export function decideBrief(
  question: DecideQuestion,
  narrowed: readonly NarrowedPool[],
  columns: Columns<(typeof CAPACITY_FIELDS)[number]> | null,
  hash: string,
): BriefVerdict {
  const { resolved, draws, seed } = question
  const { brief, alternatives } = resolved
  const dealer = createDealer(seed, draws)
  const peak = drawnPeak(brief, dealer)
  const pools = drawnPools(question, narrowed, columns)
  const sized = alternatives.map((each): Sized => {
    if (peak === null) return { limits: [] }
    const found =
      each.alternative.kind === 'hosted'
        ? sizeHosted(brief, each, peak, dealer)
        : sizeMachines(
            brief,
            each,
            pools.filter(({ pool }) => pool.alternative.id === each.alternative.id),
            peak,
            dealer,
          )
    const barred = refused(brief, each)
    if (!('input' in found)) return { limits: [...barred, ...found.limits] }
    return { input: { ...found.input, limits: [...barred, ...found.input.limits] } }
  })
  const inputs = sized.flatMap((each) => ('input' in each ? [each.input] : []))
  const bridging = bridgingOf(brief, inputs, dealer)
  const bridge = bridging === null ? null : bridgeAt(brief, bridging, bridging.input.paid)
  const bridgeFor: BridgeFor = (id, changed) => {
    if (bridging === null || bridge === null || bridge.id === id) return null
    const paid = changed?.(bridging.input) ?? bridging.input.paid
    return paid === bridging.input.paid ? bridge : bridgeAt(brief, bridging, paid)
  }
  const prepared = new Map<string, Prepared>()
  for (const input of inputs) {
    prepared.set(input.paid.id, prepareAlternative(brief, input, dealer, bridgeFor(input.paid.id)))
  }
  const basis: Basis = { hash, draws, seed }
  const relaxations: Relaxation[] = [...prepared.values()].flatMap((each) => each.relaxations)
  const known: readonly DrawnInput[] = drawnInputs(brief, inputs, dealer)
  const studies: readonly Study[] = studiesOf(brief, inputs, bridge !== null)
  return judge({
    criterion: brief.criterion,
    second: brief.second,
    thresholds: brief.thresholds,
    dissent: brief.dissent,
    basis,
    promise: brief.promise,
    demandKnown: peak !== null && servedAtStart(brief).requests > 0,
    setAside: brief.setAside.map(({ alternative }) => alternative),
    alternatives: alternatives.map((each, at) => {
      const found = sized[at]
      const limits = found !== undefined && !('input' in found) ? found.limits : []
      return prepared.get(each.alternative.id)?.alternative ?? nothingOf(each, limits)
    }),
    inputs: known,
    studies,
    flips: (leader, rival) =>
      flipsBetween({ brief, inputs, dealer, bridgeFor, prepared: [...prepared.values()] }, leader, rival),
    waiting: (leader) => waitingFor(brief, prepared.get(leader), bridge, leader),
    relaxations,
    ...changedBy({ brief, inputs, dealer, bridgeFor, prepared: [...prepared.values()] }),
    constraints: brief.constraints,
  }).verdict
}
