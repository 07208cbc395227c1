import { known } from '#shared/units/unknown.ts'
import type { Spend, SpendCrossing, SpendCurve, Training, VolumeRange } from '#shared/domain/analysis/spend.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { hourlyCost } from '../economics/price.ts'
import { HOURS_PER_MONTH, spendingOf, type Spending } from '../economics/spending.ts'
import { trainingDeviceHours } from '../economics/training.ts'
import { idlePower } from '../energy/power.ts'
import { machineOf } from '../machine/machine.ts'
import { createProbed, probe } from './probe.ts'

/** What is asked. Null traffic: what the baseline makes at its utilisation. */
export interface SpendQuestion {
  readonly scenarios: readonly ResolvedScenario[]
  readonly baseline: string
  /** Output tokens per month. */
  readonly traffic: number | null
  readonly training: Training | null
}

const SECONDS_PER_HOUR = 3600
/** Volumes looked at: three decades, so many each. */
const PER_DECADE = 24
const DECADES = 3

/** One scenario with what a copy of it makes and costs. */
interface Priced {
  readonly scenario: ResolvedScenario
  readonly tokensPerMonth: number
  readonly spending: Spending | { readonly reason: Wording }
}

const point = createProbed()

function pricedOf(scenario: ResolvedScenario): Priced {
  const { hardware, economics, deployment } = scenario
  probe(scenario, point)
  const rate = point.systemThroughput
  if (!(rate > 0)) {
    return { scenario, tokensPerMonth: 0, spending: { reason: { code: 'reason.doesNotRun' } } }
  }
  const idle = idlePower(machineOf(hardware))
  const { devices } = deployment
  const watts = known(point.watts)
  return {
    scenario,
    tokensPerMonth: rate * SECONDS_PER_HOUR * HOURS_PER_MONTH * economics.utilisation,
    spending: spendingOf(hardware, economics, devices, watts, idle === null ? null : idle * devices),
  }
}

const copiesFor = (traffic: number, perCopy: number): number => Math.max(1, Math.ceil(traffic / perCopy - 1e-9))

/** Dollars of training once, on devices that cost what they cost here. */
function trainingCost({ scenario }: Priced, training: Training | null): number | null {
  if (training === null) return null
  const { hardware, economics, model, deployment } = scenario
  const machine = machineOf(hardware)
  const hours = trainingDeviceHours(model, machine, training)
  // A device that trains is busy: it draws its board limit all the time it is used.
  const board = hardware.power.board.value
  const watts = board === null ? null : board * deployment.devices
  const once = { migrationPort: 0, migrationTraining: 0, migrationRisk: 0 }
  const { total } = hourlyCost(hardware, { ...economics, ...once, utilisation: 1 }, deployment.devices, watts, watts)
  return hours === null || total === null ? null : (hours * total) / deployment.devices
}

function curveOf(priced: Priced, traffic: number, months: number, training: Training | null): SpendCurve {
  const { scenario, tokensPerMonth, spending } = priced
  const base = { scenario: scenario.id, tokensPerMonth, training: trainingCost(priced, training) }
  if ('reason' in spending) {
    return { ...base, reason: spending.reason, copies: 0, upfront: 0, monthly: 0, overtakes: null }
  }
  const copies = copiesFor(traffic, tokensPerMonth)
  const upfront = spending.migration + spending.upfront * copies
  const monthly = spending.people + spending.monthly * copies
  const month = base.training === null ? null : Math.max(0, (base.training - upfront) / monthly)
  return {
    ...base,
    reason: null,
    copies,
    upfront,
    monthly,
    overtakes: month !== null && month <= months ? month : null,
  }
}

/** Where the cheaper of each two changes within the horizon, the earliest first. */
function crossingsOf(curves: readonly SpendCurve[], months: number): SpendCrossing[] {
  const priced = curves.filter(({ reason }) => reason === null)
  const found = priced.flatMap((one, index) =>
    priced.slice(index + 1).flatMap((two): SpendCrossing[] => {
      const month = (two.upfront - one.upfront) / (one.monthly - two.monthly)
      if (!(month > 0 && month <= months)) return []
      const [before, after] = one.upfront < two.upfront ? [one, two] : [two, one]
      return [{ month, dollars: one.upfront + one.monthly * month, before: before.scenario, after: after.scenario }]
    }),
  )
  return found.toSorted((one, two) => one.month - two.month)
}

/** Dollars per million output tokens at a volume: what is paid at once is spread over the lifetime. */
function perMillionAt({ scenario, tokensPerMonth, spending }: Priced, volume: number): number | null {
  if ('reason' in spending) return null
  const copies = copiesFor(volume, tokensPerMonth)
  const once = spending.migration + spending.upfront * copies
  const monthly = once / (12 * scenario.economics.lifetimeYears) + spending.people + spending.monthly * copies
  return (monthly / volume) * 1e6
}

function rangesOf(volumes: readonly number[], costs: Spend['costs']): VolumeRange[] {
  const ranges: { scenario: string; from: number; to: number }[] = []
  for (const [index, volume] of volumes.entries()) {
    let best: { scenario: string; cost: number } | null = null
    for (const { scenario, perMillion } of costs) {
      const cost = perMillion[index] ?? null
      if (cost !== null && (best === null || cost < best.cost)) best = { scenario, cost }
    }
    if (best === null) continue
    const last = ranges.at(-1)
    if (last?.scenario === best.scenario) last.to = volume
    else ranges.push({ scenario: best.scenario, from: volume, to: volume })
  }
  return ranges
}

/**
 * What each scenario costs for the same traffic, over months and over volumes: cash, not discounted, copies bought whole.
 */
export function spendOf({ scenarios, baseline, traffic, training }: SpendQuestion): Spend {
  const priced = scenarios.map(pricedOf)
  const own = priced.find(({ scenario }) => scenario.id === baseline) ?? priced[0]
  const wanted = traffic ?? (own?.tokensPerMonth || Math.max(0, ...priced.map((each) => each.tokensPerMonth)))
  const months = Math.round(12 * Math.max(...scenarios.map(({ economics }) => economics.lifetimeYears)))
  const curves = priced.map((each) => curveOf(each, wanted, months, training))
  const most = wanted * 10 ** (DECADES / 2)
  const count = PER_DECADE * DECADES + 1
  const volumes = wanted > 0 ? Array.from({ length: count }, (_, at) => most / 10 ** (DECADES - at / PER_DECADE)) : []
  const costs = priced.map((each) => ({
    scenario: each.scenario.id,
    perMillion: volumes.map((volume) => perMillionAt(each, volume)),
  }))
  return {
    traffic: wanted,
    months,
    curves,
    crossings: crossingsOf(curves, months),
    volumes,
    costs,
    cheapest: rangesOf(volumes, costs),
  }
}
