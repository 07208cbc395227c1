import type { Assumed } from './assumed.ts'
import type { Brief } from './brief.ts'
import type { AccruedCost } from './verdict.ts'

/** A month of service: dollars accrued until then, from the first run of training on. */
export interface LifecyclePoint {
  readonly month: number
  readonly training: number
  readonly inference: number
}

/** Dollars of training once, with all that leads to it; and at the ends of what was said of it. */
export interface TrainingRun {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Months of service in which inference has cost as much as training. Null: not within the horizon. */
export interface Crossing {
  readonly month: number | null
  /** At the ends of what was said of training. */
  readonly low: number | null
  readonly high: number | null
}

/** Training a model set against serving it, on the devices of one alternative. */
export interface LifecycleCurve {
  readonly run: TrainingRun
  /** From month 0 of service, quarter by quarter, to the horizon. */
  readonly points: readonly LifecyclePoint[]
  readonly crossing: Crossing
}

/** What of a company's spending on computing is inference, from a month of service on. */
export interface CompanyShare {
  readonly month: number
  readonly share: number
}

type Asked = Pick<Brief, 'lifecycle' | 'neededBy' | 'horizon'>

const SECONDS_PER_HOUR = 3600
const MONTHS_OF_QUARTER = 3
const MONTHS_OF_YEAR = 12
const HALF = 0.5

/** Between which months of service a quarter of the brief lies, and what a month of it costs. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly perMonth: number
}

/** The quarters that are served, those of the brief's date cut where service begins and ends. */
function stretches({ neededBy, horizon }: Asked, { inferencePerMonth }: AccruedCost): readonly Stretch[] {
  const first = Math.floor(neededBy / MONTHS_OF_QUARTER)
  const last = Math.ceil((neededBy + horizon) / MONTHS_OF_QUARTER)
  return Array.from({ length: Math.max(0, last - first) }, (_, index) => {
    const quarter = first + index
    return {
      from: Math.max(0, quarter * MONTHS_OF_QUARTER - neededBy),
      to: Math.min(horizon, (quarter + 1) * MONTHS_OF_QUARTER - neededBy),
      perMonth: inferencePerMonth[Math.min(quarter, inferencePerMonth.length - 1)] ?? 0,
    }
  })
}

const ends = ({ value, low, high }: Assumed): { value: number; low: number; high: number } | null =>
  value === null ? null : { value, low: low ?? value, high: high ?? value }

/**
 * Dollars of training the model once on the devices of an alternative: tokens × device-seconds of a token ÷ utilisation ×
 * what the experiments add × dollars of a device-hour at full use.
 * @returns null: nobody has said how many tokens, or the peak of the devices is unknown
 */
export function trainingRun(
  { lifecycle: { training } }: Pick<Brief, 'lifecycle'>,
  accrued: AccruedCost,
): TrainingRun | null {
  const { tokens } = training
  const utilisation = ends(training.utilisation)
  const experiments = ends(training.experiments)
  const { secondsPerTrainedToken, deviceHour } = accrued
  if (tokens === null || secondsPerTrainedToken === null || utilisation === null || experiments === null) return null
  const dollars = (share: number, times: number): number =>
    ((tokens * secondsPerTrainedToken) / share / SECONDS_PER_HOUR) * times * deviceHour
  return {
    value: dollars(utilisation.value, experiments.value),
    low: dollars(utilisation.high, experiments.low),
    high: dollars(utilisation.low, experiments.high),
  }
}

/** Runs until a month, the first before service: those that follow are spread evenly over the year. */
const runsUntil = (month: number, perYear: number): number => 1 + (perYear * month) / MONTHS_OF_YEAR

/** First month in which what is served has cost as much as training. Null: not within the horizon. */
function crossingOf(all: readonly Stretch[], run: number, perYear: number): number | null {
  const trainedPerMonth = (run * perYear) / MONTHS_OF_YEAR
  let behind = run
  for (const { from, to, perMonth } of all) {
    const gains = perMonth - trainedPerMonth
    if (gains * (to - from) >= behind) return from + behind / gains
    behind -= gains * (to - from)
  }
  return null
}

/**
 * Training against serving on the devices of one alternative, by device-hours, until the horizon. Where the month changes
 * hands price and financing cancel, bought or rented: only what an hour at rest saves in power stays.
 * @returns null: training has no cost, for nobody has said how many tokens or the devices' peak is unknown
 */
export function lifecycleCurve(asked: Asked, accrued: AccruedCost): LifecycleCurve | null {
  const run = trainingRun(asked, accrued)
  if (run === null) return null
  const { perYear } = asked.lifecycle.training
  const all = stretches(asked, accrued)
  let inference = 0
  const points: LifecyclePoint[] = [{ month: 0, training: run.value, inference }]
  for (const { from, to, perMonth } of all) {
    inference += perMonth * (to - from)
    points.push({ month: to, training: run.value * runsUntil(to, perYear), inference })
  }
  const month = (dollars: number): number | null => crossingOf(all, dollars, perYear)
  return { run, points, crossing: { month: month(run.value), low: month(run.low), high: month(run.high) } }
}

/** Dollars a year that the company trains for: what it says, else what training this model anew takes. Null: nobody has said. */
function trainingPerYear(asked: Asked, accrued: AccruedCost): number | null {
  const { company, training } = asked.lifecycle
  if (company.training !== null) return company.training
  const run = training.perYear > 0 ? trainingRun(asked, accrued) : null
  return run === null ? null : run.value * training.perYear
}

/**
 * The share of inference in what the company spends, by quarter of service: this alternative and what else it serves, against
 * what it trains for. What nobody has said of other inference is left out.
 * @returns null: nobody has said what the company trains for
 */
export function companyShares(asked: Asked, accrued: AccruedCost): readonly CompanyShare[] | null {
  const training = trainingPerYear(asked, accrued)
  if (training === null) return null
  const other = asked.lifecycle.company.inference ?? 0
  return stretches(asked, accrued).map(({ from, perMonth }) => {
    const inference = perMonth * MONTHS_OF_YEAR + other
    return { month: from, share: inference + training > 0 ? inference / (inference + training) : 0 }
  })
}

/** Month of service from whose quarter on inference is half of what the company spends or more. Null: not within the horizon. */
export function halfReached(shares: readonly CompanyShare[]): number | null {
  return shares.find(({ share }) => share >= HALF)?.month ?? null
}
