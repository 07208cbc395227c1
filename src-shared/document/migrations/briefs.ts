import { entered } from '../../domain/brief/assumed.ts'
import type { Brief } from '../../domain/brief/brief.ts'
import { DAYS_PER_MONTH } from '../../domain/brief/demandRates.ts'
import { DEFAULT_ECONOMICS, economicsSchema, type Economics } from '../../domain/economics.ts'
import { hardwareProfileSchema, type HardwareProfile } from '../../domain/hardware.ts'
import { hardwareOverridesSchema } from '../../domain/hardwareOverrides.ts'
import type { Lifecycle } from '../../domain/brief/lifecycle.ts'
import { LIMITS } from '../../domain/limits.ts'
import { promiseSchema } from '../../domain/brief/promise.ts'
import { precisionSchema } from '../../domain/precision.ts'
import { prefillPlaceSchema } from '../../domain/prefillPlace.ts'
import { proposeBrief, type ColumnMachine } from '../../domain/brief/proposeBrief.ts'
import { workloadSchema, type Workload } from '../../domain/workload.ts'
import { asList, asObject, type Json } from '../unchecked.ts'
import type { Migration } from './migration.ts'

/** Lengths of a load that cannot be read: the file is refused for it afterwards. */
const LOAD: Workload = { inputTokens: 1024, outputTokens: 512, concurrency: 1, cachedShare: 0 }

const text = (value: unknown, most: number): string => (typeof value === 'string' ? value.slice(0, most) : '')

function numberWithin(value: unknown, least: number, most: number): number | null {
  return typeof value === 'number' && value >= least && value <= most ? value : null
}

/** The fields of an object; of anything else there are none, and the file is refused for it afterwards. */
function objectOr(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

/** What a schema takes of each field, and what stands in for a field it refuses: an older Memwall took more. */
function readable<Shape extends object>(
  shape: Readonly<Record<string, { safeParse: (value: unknown) => { success: boolean; data?: unknown } }>>,
  value: unknown,
  standIn: Shape,
): Shape {
  const old = objectOr(value)
  const entries = Object.entries(standIn).map(([key, other]): [string, unknown] => {
    const parsed = shape[key]?.safeParse(old[key])
    return [key, parsed?.success === true ? parsed.data : other]
  })
  return Object.fromEntries(entries) as Shape
}

/** A price without its surroundings was a share dearer: it is said beside the offer, for the offer says what it covers. */
function noteOf(economics: Economics): string {
  const { surroundingsShare, networkShare } = economics
  const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`
  const shares = [
    ...(surroundingsShare === DEFAULT_ECONOMICS.surroundingsShare ? [] : [percent(surroundingsShare)]),
    ...(networkShare > 0 ? [percent(networkShare)] : []),
  ]
  return shares.length === 0 ? '' : `Surroundings as entered, of the device price: ${shares.join(' + ')}`
}

function column(value: unknown): ColumnMachine | null {
  const old = asObject(value)
  const { id, slot, name, hardware, model, hardwareOverrides, prefill, economics } = old
  if (typeof id !== 'string' || typeof slot !== 'number' || typeof hardware !== 'string' || typeof model !== 'string') {
    return null
  }
  const costs = readable(economicsSchema.shape, economics, DEFAULT_ECONOMICS)
  const overrides = Object.entries(objectOr(hardwareOverrides)).filter(
    ([path, figure]) => hardwareOverridesSchema.safeParse({ [path]: figure }).success,
  )
  return {
    id,
    slot,
    name: typeof name === 'string' ? name : null,
    hardware,
    model,
    hardwareOverrides: Object.fromEntries(overrides) as Record<string, number>,
    prefill: objectOr(old['deployment'])['serving'] === 'disaggregated' ? placeOf(prefill) : null,
    economics: costs,
    costNote: noteOf(costs),
  }
}

function placeOf(value: unknown): ColumnMachine['prefill'] {
  const parsed = prefillPlaceSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}

/** Embedded machines as far as they can be read; one that cannot is refused with the file, or mended, afterwards. */
function profileReader(profiles: unknown): (id: string) => HardwareProfile | null {
  const { hardware } = objectOr(profiles)
  const table = objectOr(hardware)
  const read = new Map<string, HardwareProfile | null>()
  return (id) => {
    const known = read.get(id)
    if (known !== undefined) return known
    const entry = Object.hasOwn(table, id) ? objectOr(table[id]) : {}
    const parsed = hardwareProfileSchema.safeParse(entry['profile'])
    read.set(id, parsed.success ? parsed.data : null)
    return parsed.success ? parsed.data : null
  }
}

/**
 * How much is served, where somebody had said so: output tokens a month were a mean, requests a second what had to be
 * carried. Of both, the one over the other is how far the busiest hours are above the mean.
 */
function amountOf(decision: Json, demand: Brief['demand']): Brief['demand'] {
  const given = (key: string): number | null => numberWithin(decision[key], 0, Infinity)
  const [traffic, rate] = [given('traffic'), given('requestsPerSecond')]
  if (traffic === null) {
    return rate === null ? demand : { ...demand, unit: 'requestsPerSecond', amount: entered(rate) }
  }
  const perDay = traffic / DAYS_PER_MONTH
  const peak =
    rate === null
      ? null
      : numberWithin((rate * demand.outputTokens * 86_400) / perDay, 1, LIMITS['brief.demand.peak'].most)
  return {
    ...demand,
    unit: 'outputTokensPerDay',
    amount: entered(perDay),
    peak: peak === null ? demand.peak : entered(peak),
  }
}

/**
 * The formats that count as accepted. Somebody who kept the columns' formats had accepted those; somebody who had not was
 * never asked, and the model's published format is all that needs no acceptance.
 */
function precisionsOf(decision: Json, scenarios: readonly unknown[]): Brief['quality']['precisions'] {
  if (decision['keepPrecision'] !== true) return []
  const used = scenarios.map((scenario) =>
    precisionSchema.safeParse(asObject(asObject(scenario)['deployment'])['weightPrecision']),
  )
  return [...new Set(used.flatMap((each) => (each.success ? [each.data] : [])))]
}

/** Training the model once, where somebody had set it against its use. */
function trainingOf(value: unknown, training: Lifecycle['training']): Lifecycle['training'] {
  const old = objectOr(value)
  const tokens = numberWithin(
    old['tokens'],
    LIMITS['brief.lifecycle.tokens'].least,
    LIMITS['brief.lifecycle.tokens'].most,
  )
  const { least, most } = LIMITS['brief.lifecycle.utilisation']
  const utilisation = numberWithin(old['utilisation'], least, most)
  return { ...training, tokens, utilisation: utilisation === null ? training.utilisation : entered(utilisation) }
}

/** Version 5: the brief. How much is served moves there from the questions of the columns. */
export const briefs: Migration = {
  from: 4,
  migrate: (workspace) => {
    const scenarios = asList(workspace['scenarios'])
    const { requestsPerSecond: _rate, traffic: _traffic, training, ...decision } = asObject(workspace['decision'])
    const report = objectOr(workspace['report'])
    const date = text(report['date'], 10)
    const brief = proposeBrief({
      title: text(workspace['title'], 200),
      workload: readable(workloadSchema.shape, workspace['workload'], LOAD),
      objective: readable(promiseSchema.shape, workspace['objective'], { timePerToken: null, timeToFirstToken: null }),
      report: {
        decision: text(report['decision'], 2000),
        owner: text(report['owner'], 200),
        date: /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : null,
      },
      baseline: text(workspace['baseline'], 40),
      columns: scenarios.map(column).filter((each) => each !== null),
      profile: profileReader(workspace['profiles']),
    })
    const migrated: Brief = {
      ...brief,
      demand: amountOf(asObject(workspace['decision']), brief.demand),
      // Times were those of the mean request until somebody promises more.
      promise: { ...brief.promise, quantile: 0.5 },
      quality: { ...brief.quality, precisions: precisionsOf(decision, scenarios) },
      lifecycle: { ...brief.lifecycle, training: trainingOf(training, brief.lifecycle.training) },
    }
    return { brief: migrated, ...workspace, decision }
  },
}
