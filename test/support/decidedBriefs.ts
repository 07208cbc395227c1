import { pointsHere } from '#main/engine/analysis/points/work.ts'
import { CAPACITY_FIELDS, type DrawnCapacitiesQuestion } from '#main/engine/analysis/points/drawnCapacities.ts'
import { LOAD_CURVE_FIELDS } from '#main/engine/decide/curveColumns.ts'
import { decideBrief } from '#main/engine/decide/decideBrief.ts'
import { narrowPools } from '#main/engine/decide/narrow.ts'
import { comparedQuestion, curvesQuestion, restQuestion, screenPools } from '#main/engine/decide/stages.ts'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import type { Assumed } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { CHOSEN_NOTHING, DEFAULT_BRIEF, DEFAULT_OFFER } from '#shared/domain/brief/defaults.ts'
import type { BriefHolder } from '#shared/domain/brief/embedded.ts'
import type { Offer } from '#shared/domain/brief/offer.ts'
import { resolveBrief } from '#shared/domain/brief/resolveBrief.ts'
import type { BriefVerdict, JudgedAlternative } from '#shared/domain/brief/verdict.ts'
import type { Deployment } from '#shared/domain/deployment.ts'
import { HARDWARE, MODELS } from './engineScenarios.ts'

/*
 * Briefs with the machines of the library, decided by the real engine in this thread: what fleet, thread and window add is
 * carrying alone.
 */

/** The whole library, as a workspace embeds it. */
const EVERYTHING: BriefHolder['profiles'] = {
  hardware: Object.fromEntries([...HARDWARE].map(([id, profile]) => [id, { profile }])),
  models: Object.fromEntries([...MODELS].map(([id, profile]) => [id, { profile }])),
}

/** A figure with its p10 and p90 at so many times itself. @param spread logarithm of that */
export function spread(value: number, logarithm: number): Assumed {
  const times = Math.exp(logarithm)
  return { value, low: value / times, high: value * times, grade: 'own', source: '', date: null }
}

/** An offer of which everything is nothing, on purpose, but for what is given. */
export function offer(given: Partial<Offer> = {}): Offer {
  const nothing = CHOSEN_NOTHING
  return { ...DEFAULT_OFFER, lead: nothing, residual: nothing, maintenance: nothing, migration: nothing, ...given }
}

/** One way to serve, derived in all that is not given. */
export function alternative(id: string, kind: Alternative['kind'], given: Partial<Alternative> = {}): Alternative {
  return {
    id,
    name: null,
    slot: 0,
    kind,
    hardware: null,
    hardwareOverrides: {},
    prefill: null,
    ownedSystems: 0,
    keeps: null,
    keptOffer: null,
    offer: offer(),
    pinned: { systems: null, deployment: null },
    spareDomains: kind === 'hosted' ? 0 : 1,
    risks: {},
    note: '',
    ...given,
  }
}

/** A configuration that is set by hand. */
export function pinned(deployment: Deployment, systems: number | null = null): Pick<Alternative, 'pinned'> {
  return { pinned: { systems, deployment } }
}

/** A brief from today on for three years, of whose costs only machines, people, space and electricity are more than nothing. */
export const PLAIN_BRIEF: Omit<Brief, 'model' | 'alternatives'> = {
  ...DEFAULT_BRIEF,
  neededBy: 0,
  finance: {
    ...DEFAULT_BRIEF.finance,
    hostedDrift: CHOSEN_NOTHING,
    rentDrift: CHOSEN_NOTHING,
    licencePerDeviceYear: CHOSEN_NOTHING,
    modelChangeMonths: null,
    modelChangeCost: CHOSEN_NOTHING,
    otherShare: CHOSEN_NOTHING,
  },
}

/** How a brief is decided here. */
export interface DecidedBy {
  readonly draws?: number
  readonly seed?: number
}

/** The verdict of a brief with the machines of the library. */
export function decided(brief: Brief, { draws = 400, seed = 7 }: DecidedBy = {}): BriefVerdict {
  const resolved = resolveBrief({ brief, profiles: EVERYTHING })
  if (resolved === null) throw new Error(`no model ${brief.model}`)
  const question = { resolved, draws, seed }
  const screened = screenPools(question, pointsHere('loadCurves', curvesQuestion(question), LOAD_CURVE_FIELDS))
  const capacities = (asked: DrawnCapacitiesQuestion | null) =>
    asked === null ? null : pointsHere('drawnCapacities', asked, CAPACITY_FIELDS)
  const narrowed = narrowPools(question, screened, capacities(comparedQuestion(question, screened)))
  return decideBrief(question, narrowed, capacities(restQuestion(question, narrowed)), 'here')
}

/** A row that must be there. */
export function rowOf({ table }: BriefVerdict, id: string): JudgedAlternative {
  const row = table.find((each) => each.id === id)
  if (row === undefined) throw new Error(`no row ${id}`)
  return row
}

/** Codes of what keeps an alternative from being chosen. */
export function limitsOf(verdict: BriefVerdict, id: string): readonly string[] {
  return rowOf(verdict, id).limits.map(({ code }) => code)
}
