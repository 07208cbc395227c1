import {
  isMeasured,
  type Explanation,
  type ExplanationTerm,
  type LedgerEntry,
  type Metric,
  type Resource,
} from '#shared/domain/result.ts'
import type { Economics } from '#shared/domain/economics.ts'
import type { PlainCode, Wording, Wordings } from '#shared/domain/wording.ts'
import { amount } from '#shared/units/amount.ts'
import type { Plan } from '../serving/plan.ts'
import type { Latency } from '../serving/latency.ts'
import type { Workload } from '#shared/domain/workload.ts'
import type { HourlyCarbon } from '../economics/carbon.ts'
import type { HourlyCost } from '../economics/price.ts'

/** Everything the explanations draw on. */
export interface Facts {
  readonly plan: Plan
  readonly latency: Latency
  readonly load: Workload
  readonly ledger: readonly LedgerEntry[]
  readonly devices: number
  readonly watts: number | null
  readonly hourly: HourlyCost
  readonly carbon: HourlyCarbon
  readonly economics: Economics
  readonly promptShare: number
}

/** Words without parameters may be told by their code alone. */
function worded(words: PlainCode<Wordings> | Wording): Wording {
  return typeof words === 'string' ? { code: words } : words
}

function term(
  label: PlainCode<Wordings> | Wording,
  expression: PlainCode<Wordings> | Wording,
  value: number | null,
  unit: string,
  extra: Partial<ExplanationTerm> = {},
): ExplanationTerm {
  return { label: worded(label), expression: worded(expression), value, unit, grade: null, ...extra }
}

/** Path of the figure a resource's time follows from, as the inspector names it. */
function path(plan: Plan, resource: Resource): string | undefined {
  const figure = figurePath(plan, resource)
  return figure === undefined ? undefined : `hardware.${figure}`
}

function figurePath(plan: Plan, resource: Resource): string | undefined {
  if (resource === 'memory' || resource === 'sram') return `memory.${plan.machine.serving.levelId}.bandwidth`
  if (resource === 'link') return plan.machine.link === null ? 'scaleOut.bandwidth' : 'scaleUp.bandwidth'
  if (resource === 'compute') {
    const format = plan.machine.peaks[plan.calibration.precision].format
    return format === null ? undefined : `peaks.${format}`
  }
  if (resource === 'host') {
    const external = plan.machine.profile.memory.find((level) => level.kind === 'external')
    return external ? `memory.${external.id}.bandwidth` : 'hostLink.bandwidth'
  }
  return undefined
}

function grade(plan: Plan, resource: Resource): ExplanationTerm['grade'] {
  const { profile } = plan.machine
  if (resource === 'memory' || resource === 'sram') {
    return profile.memory.find((level) => level.id === plan.machine.serving.levelId)?.bandwidth.grade ?? null
  }
  if (resource === 'link') return (profile.scaleUp ?? profile.scaleOut)?.bandwidth.grade ?? null
  if (resource === 'compute') {
    const format = plan.machine.peaks[plan.calibration.precision].format
    return (format === null ? null : profile.peaks[format]?.grade) ?? 'estimate'
  }
  if (resource === 'host') return profile.memory.find((level) => level.kind === 'external')?.bandwidth.grade ?? null
  return plan.serving.points > 0 ? 'measured' : 'estimate'
}

/** The ledger's causes of some phases as terms, longest first. */
function causes(facts: Facts, phases: readonly LedgerEntry['phase'][]): ExplanationTerm[] {
  const sums = new Map<string, { entry: LedgerEntry; seconds: number; bytes: number }>()
  for (const entry of facts.ledger) {
    if (!phases.includes(entry.phase)) continue
    const key = `${entry.cause}|${entry.level}|${entry.resource}`
    const sum = sums.get(key)
    if (sum) {
      sum.seconds += entry.seconds
      sum.bytes += entry.bytes
    } else sums.set(key, { entry, seconds: entry.seconds, bytes: entry.bytes })
  }
  return [...sums.values()]
    .filter((sum) => sum.seconds > 0)
    .sort((first, second) => second.seconds - first.seconds)
    .map(({ entry, seconds, bytes }) => {
      const link = path(facts.plan, entry.resource)
      const { cause, level } = entry
      const expression: Wording =
        bytes > 0
          ? { code: 'note.moved', parameters: { bytes: amount(bytes, 'bytes'), level } }
          : { code: 'verbatim', parameters: { text: level } }
      return term(`cause.${cause}`, expression, seconds, 's', {
        resource: entry.resource,
        grade: grade(facts.plan, entry.resource),
        ...(link === undefined ? {} : { path: link }),
      })
    })
}

function uncertainty(plan: Plan, metric: 'tpot' | 'ttft' | 'cost' | 'energy'): Wording {
  if (metric === 'energy') return { code: 'uncertainty.energy' }
  if (metric === 'cost') return { code: 'uncertainty.cost' }
  if (!isMeasured(plan.serving.source)) return { code: 'uncertainty.unmeasured' }
  const residual = metric === 'tpot' ? plan.serving.tpot : plan.serving.ttft
  return { code: 'uncertainty.measured', parameters: { runs: residual.count, donor: plan.serving.donor } }
}

/** What an hour's carbon is made of; what making the devices has cost is left out where it is unknown, and says so. */
function carbonTerms({ carbon, economics }: Facts): ExplanationTerm[] {
  const made = economics.embodiedCarbon === null ? 'note.makingUnknown' : 'note.perLifetimeHour'
  return [
    term('term.carbonUse', 'note.ofElectricity', carbon.use, 'kg', { grade: 'estimate' }),
    term('term.carbonIntensity', 'note.ofSite', economics.carbonIntensity, 'kg', {
      grade: 'estimate',
      path: 'economics.carbonIntensity',
    }),
    term('term.carbonOfMaking', made, carbon.embodied, 'kg', { path: 'economics.embodiedCarbon' }),
  ]
}

/** Why each headline number is what it is. */
export function explain(facts: Facts): Partial<Record<Metric, Explanation>> {
  const { latency, load, plan, devices, hourly, carbon, economics } = facts
  const decodeTerms = causes(facts, ['decode'])
  const promptTerms = causes(facts, ['prefill', 'transfer'])
  const timing = uncertainty(plan, 'tpot')
  const first = uncertainty(plan, 'ttft')
  const requestTerm = term('term.requestRate', 'note.finishedPerSecond', latency.requestRate, '1/s')
  const powerTerm = term(
    'term.meanPower',
    { code: 'note.devicesUnderLoad', parameters: { devices } },
    facts.watts,
    'W',
    {
      grade: 'estimate',
      path: 'hardware.power.board',
    },
  )
  const hourlyTerm = term('term.costPerHour', 'note.hourlyParts', hourly.total, 'USD', { grade: 'estimate' })
  const outputRate = latency.requestRate * load.outputTokens
  const inputRate = latency.requestRate * load.inputTokens
  return {
    tpot: {
      formula:
        decodeTerms.length > 0
          ? { code: 'formula.tpot', parameters: { causes: { sum: decodeTerms.map(({ label }) => label) } } }
          : { code: 'formula.tpotMeanStep' },
      terms: decodeTerms,
      uncertainty: timing,
    },
    ttft: {
      formula: { code: 'formula.ttft' },
      terms: [
        term('term.requestOverhead', 'note.servingStack', latency.requestOverhead, 's', {
          grade: 'estimate',
          resource: 'overhead',
        }),
        term('cause.queue', 'note.waitingFor', latency.queue, 's', {
          resource: 'overhead',
        }),
        term(
          'term.prompt',
          {
            code: 'note.promptSteps',
            parameters: {
              steps: Number(latency.promptRuns.toPrecision(3)),
              tokens: Number(latency.promptStep.prefillTokens.toPrecision(3)),
            },
          },
          latency.promptRuns * latency.prompt.seconds,
          's',
        ),
        term('cause.kvTransfer', 'note.notHidden', latency.transfer, 's', { resource: 'link' }),
        ...promptTerms,
      ],
      uncertainty: first,
    },
    e2e: {
      formula: { code: 'formula.e2e' },
      terms: [
        term('term.timeToFirstToken', 'note.seeThere', latency.ttft, 's'),
        term(
          'term.outputTokensButOne',
          { code: 'note.butOne', parameters: { tokens: load.outputTokens } },
          Math.max(0, load.outputTokens - 1),
          '1',
          {
            path: 'workload.outputTokens',
          },
        ),
        term('term.timePerOutputToken', 'note.seeThere', latency.tpot, 's'),
      ],
      uncertainty: first,
    },
    userSpeed: {
      formula: { code: 'formula.userSpeed' },
      terms: [term('term.timePerOutputToken', 'note.seeThere', latency.tpot, 's')],
      uncertainty: timing,
    },
    systemThroughput: {
      formula: { code: 'formula.systemThroughput' },
      terms: [
        term('term.requestsAtOnce', 'note.thoseThatFit', latency.inFlight, '1', { path: 'workload.concurrency' }),
        term('term.outputTokens', 'note.perRequest', load.outputTokens, '1', { path: 'workload.outputTokens' }),
        requestTerm,
      ],
      uncertainty: timing,
    },
    deviceThroughput: {
      formula: { code: 'formula.deviceThroughput' },
      terms: [
        term('term.outputTokensPerSecond', 'note.wholeDeployment', outputRate, 'tok/s'),
        term('term.devices', 'note.inTheDeployment', devices, '1', { path: 'deployment.devices' }),
      ],
      uncertainty: timing,
    },
    inputThroughput: {
      formula: { code: 'formula.inputThroughput' },
      terms: [
        requestTerm,
        term('term.inputTokens', 'note.perRequest', load.inputTokens, '1', { path: 'workload.inputTokens' }),
      ],
      uncertainty: timing,
    },
    movementShare: {
      formula: { code: 'formula.movementShare' },
      terms: decodeTerms,
      uncertainty: timing,
    },
    prefill: {
      formula: { code: 'formula.prefill' },
      terms: promptTerms,
      uncertainty: first,
    },
    decodeStep: {
      formula: { code: 'formula.decodeStep' },
      terms: [
        term(
          'term.step',
          {
            code: 'note.stepOf',
            parameters: {
              requests: Number(latency.baseStep.decodeSequences.toPrecision(3)),
              tokens: Math.round(latency.baseStep.decodeContext),
            },
          },
          latency.base.seconds,
          's',
        ),
      ],
      uncertainty: timing,
    },
    power: {
      formula: { code: 'formula.power' },
      terms: [powerTerm],
      uncertainty: uncertainty(plan, 'energy'),
    },
    energyPerOutputToken: {
      formula: { code: 'formula.energyPerOutputToken' },
      terms: [
        powerTerm,
        term('term.decodeShare', 'note.butPrompts', 1 - facts.promptShare, '1'),
        term('term.outputTokensPerSecond', 'note.wholeDeployment', outputRate, 'tok/s'),
      ],
      uncertainty: uncertainty(plan, 'energy'),
    },
    energyPerInputToken: {
      formula: { code: 'formula.energyPerInputToken' },
      terms: [
        powerTerm,
        term('term.promptShare', 'note.ofDeviceTime', facts.promptShare, '1'),
        term('term.inputTokensPerSecond', 'note.wholeDeployment', inputRate, 'tok/s'),
      ],
      uncertainty: uncertainty(plan, 'energy'),
    },
    costPerHour: {
      formula: { code: 'formula.costPerHour', parameters: { mode: economics.mode } },
      terms: [
        term('term.pricePerDevice', { code: 'note.price', parameters: { mode: economics.mode } }, hourly.price, 'USD', {
          path: economics.mode === 'rent' ? 'economics.rentalPrice' : 'economics.purchasePrice',
        }),
        ...(hourly.bought === facts.devices
          ? []
          : [term('term.devicesPaidFor', 'note.wholeSystems', hourly.bought, '1')]),
        term('term.capitalOrRent', 'note.perHour', hourly.capital, 'USD'),
        term('term.energy', 'note.perHour', hourly.energy, 'USD'),
        term('term.operations', 'note.operations', hourly.operations, 'USD'),
        term('term.facility', 'note.perHour', hourly.facility, 'USD'),
        term('term.migration', 'note.migration', hourly.migration, 'USD'),
      ],
      uncertainty: uncertainty(plan, 'cost'),
    },
    costPerMillionOutput: {
      formula: { code: 'formula.costPerMillionOutput' },
      terms: [
        hourlyTerm,
        term('term.decodeShare', 'note.butPrompts', 1 - facts.promptShare, '1'),
        term('term.outputTokensPerSecond', 'note.wholeDeployment', outputRate, 'tok/s'),
        term('term.utilisation', 'note.hoursServing', economics.utilisation, '1', { path: 'economics.utilisation' }),
      ],
      uncertainty: uncertainty(plan, 'cost'),
    },
    costPerMillionInput: {
      formula: { code: 'formula.costPerMillionInput' },
      terms: [
        hourlyTerm,
        term('term.promptShare', 'note.ofDeviceTime', facts.promptShare, '1'),
        term('term.inputTokensPerSecond', 'note.wholeDeployment', inputRate, 'tok/s'),
        term('term.utilisation', 'note.hoursServing', economics.utilisation, '1', { path: 'economics.utilisation' }),
      ],
      uncertainty: uncertainty(plan, 'cost'),
    },
    carbonPerHour: {
      formula: { code: 'formula.carbonPerHour' },
      terms: carbonTerms(facts),
      uncertainty: uncertainty(plan, 'energy'),
    },
    carbonPerMillionOutput: {
      formula: { code: 'formula.carbonPerMillionOutput' },
      terms: [
        term('term.carbonPerHour', 'note.useAndMaking', carbon.total, 'kg', { grade: 'estimate' }),
        ...carbonTerms(facts),
        term('term.decodeShare', 'note.butPrompts', 1 - facts.promptShare, '1'),
        term('term.outputTokensPerSecond', 'note.wholeDeployment', outputRate, 'tok/s'),
        term('term.utilisation', 'note.hoursServing', economics.utilisation, '1', { path: 'economics.utilisation' }),
      ],
      uncertainty: uncertainty(plan, 'energy'),
    },
    costPerMillionCachedInput: {
      formula: { code: 'formula.costPerMillionCachedInput' },
      terms: [hourlyTerm],
      uncertainty: uncertainty(plan, 'cost'),
    },
  }
}
