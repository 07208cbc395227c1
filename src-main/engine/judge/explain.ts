import {
  isMeasured,
  type Explanation,
  type ExplanationTerm,
  type LedgerEntry,
  type Metric,
  type Resource,
} from '#shared/domain/result.ts'
import type { Economics } from '#shared/domain/economics.ts'
import { formatText } from '#shared/units/format.ts'
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

function term(
  label: string,
  expression: string,
  value: number | null,
  unit: string,
  extra: Partial<ExplanationTerm> = {},
): ExplanationTerm {
  return { label, expression, value, unit, grade: null, ...extra }
}

const CAUSE_LABELS: Readonly<Record<LedgerEntry['cause'], string>> = {
  weights: 'Reading weights',
  kv: 'Reading KV cache',
  activations: 'Moving activations',
  state: 'Reading and writing state',
  collective: 'Collectives',
  kvTransfer: 'KV transfer',
  hostTransfer: 'Host transfer',
  weightStreaming: 'Streaming weights',
  compute: 'Computing',
  launch: 'Launching operators',
  stepOverhead: 'Serving stack',
  queue: 'Waiting',
  idle: 'Idle',
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
      const expression = bytes > 0 ? `${formatText(bytes, 'bytes')} per device at ${entry.level}` : entry.level
      return term(CAUSE_LABELS[entry.cause], expression, seconds, 's', {
        resource: entry.resource,
        grade: grade(facts.plan, entry.resource),
        ...(link === undefined ? {} : { path: link }),
      })
    })
}

function uncertainty(plan: Plan, metric: 'tpot' | 'ttft' | 'cost' | 'energy'): string {
  if (metric === 'energy') {
    return 'From a power model between idle power and the board limit; its shares are estimates, and so is the result.'
  }
  if (metric === 'cost') return 'Carries the interval of the throughput; prices, lifetime and tariff are taken as set.'
  const residual = metric === 'tpot' ? plan.serving.tpot : plan.serving.ttft
  const where = isMeasured(plan.serving.source)
    ? `${residual.count} measured runs of ${plan.serving.donor} that were left out of the fit`
    : 'a wide range, because this device and stack have no measured runs of their own'
  return `80 % interval from ${where}, and from the grades of the figures used.`
}

/** What an hour's carbon is made of; what making the devices has cost is left out where it is unknown, and says so. */
function carbonTerms({ carbon, economics }: Facts): ExplanationTerm[] {
  const made =
    economics.embodiedCarbon === null ? 'unknown and left out: set it to count it' : 'per hour of the lifetime'
  return [
    term('Use', 'of the electricity, per hour', carbon.use, 'kg', { grade: 'estimate' }),
    term('Carbon intensity', 'of the site, per kWh', economics.carbonIntensity, 'kg', {
      grade: 'estimate',
      path: 'economics.carbonIntensity',
    }),
    term('Making the devices', made, carbon.embodied, 'kg', { path: 'economics.embodiedCarbon' }),
  ]
}

/** Why each headline number is what it is. */
export function explain(facts: Facts): Partial<Record<Metric, Explanation>> {
  const { latency, load, plan, devices, hourly, carbon, economics } = facts
  const decodeTerms = causes(facts, ['decode'])
  const promptTerms = causes(facts, ['prefill', 'transfer'])
  const timing = uncertainty(plan, 'tpot')
  const first = uncertainty(plan, 'ttft')
  const requestTerm = term('Request rate', 'requests finished per second', latency.requestRate, '1/s')
  const powerTerm = term('Mean power', `${devices} devices under this load`, facts.watts, 'W', {
    grade: 'estimate',
    path: 'hardware.power.board',
  })
  const hourlyTerm = term(
    'Cost per hour',
    'capital + energy + operations + facility + migration',
    hourly.total,
    'USD',
    { grade: 'estimate' },
  )
  const outputRate = latency.requestRate * load.outputTokens
  const inputRate = latency.requestRate * load.inputTokens
  return {
    tpot: {
      formula: `time per output token = ${decodeTerms.length > 0 ? decodeTerms.map((one) => one.label.toLowerCase()).join(' + ') : 'mean step'}`,
      terms: decodeTerms,
      uncertainty: timing,
    },
    ttft: {
      formula: 'time to first token = request overhead + waiting + prompt + KV transfer',
      terms: [
        term('Request overhead', 'serving stack', latency.requestOverhead, 's', {
          grade: 'estimate',
          resource: 'overhead',
        }),
        term('Waiting', 'for a place, other prompts and the step under way', latency.queue, 's', {
          resource: 'overhead',
        }),
        term(
          'Prompt',
          `${Number(latency.promptRuns.toPrecision(3))} steps of ${Number(latency.promptStep.prefillTokens.toPrecision(3))} new tokens a rank`,
          latency.promptRuns * latency.prompt.seconds,
          's',
        ),
        term('KV transfer', 'what is not hidden behind the prompt', latency.transfer, 's', { resource: 'link' }),
        ...promptTerms,
      ],
      uncertainty: first,
    },
    e2e: {
      formula: 'time per request = time to first token + (output tokens − 1) × time per output token',
      terms: [
        term('Time to first token', 'see there', latency.ttft, 's'),
        term('Output tokens − 1', `${load.outputTokens} − 1`, Math.max(0, load.outputTokens - 1), '1', {
          path: 'workload.outputTokens',
        }),
        term('Time per output token', 'see there', latency.tpot, 's'),
      ],
      uncertainty: first,
    },
    userSpeed: {
      formula: 'tokens per second and user = 1 / time per output token',
      terms: [term('Time per output token', 'see there', latency.tpot, 's')],
      uncertainty: timing,
    },
    systemThroughput: {
      formula: 'output tokens per second = requests served at once × output tokens / time per request in service',
      terms: [
        term('Requests served at once', 'those that fit', latency.inFlight, '1', { path: 'workload.concurrency' }),
        term('Output tokens', 'per request', load.outputTokens, '1', { path: 'workload.outputTokens' }),
        requestTerm,
      ],
      uncertainty: timing,
    },
    deviceThroughput: {
      formula: 'output tokens per second and device = output tokens per second / devices',
      terms: [
        term('Output tokens per second', 'whole deployment', outputRate, 'tok/s'),
        term('Devices', 'in the deployment', devices, '1', { path: 'deployment.devices' }),
      ],
      uncertainty: timing,
    },
    inputThroughput: {
      formula: 'input tokens per second = requests per second × input tokens',
      terms: [
        requestTerm,
        term('Input tokens', 'per request', load.inputTokens, '1', { path: 'workload.inputTokens' }),
      ],
      uncertainty: timing,
    },
    movementShare: {
      formula: 'data-movement share = seconds bound by moving data / seconds per output token',
      terms: decodeTerms,
      uncertainty: timing,
    },
    prefill: {
      formula: 'prompt time = steps × step with the prompt in it',
      terms: promptTerms,
      uncertainty: first,
    },
    decodeStep: {
      formula: 'decode step without prompts beside it',
      terms: [
        term(
          'Step',
          `${Number(latency.baseStep.decodeSequences.toPrecision(3))} requests a rank at ${Math.round(latency.baseStep.decodeContext)} tokens of context`,
          latency.base.seconds,
          's',
        ),
      ],
      uncertainty: timing,
    },
    power: {
      formula: 'power = devices × (idle + (board limit − idle) × (busy + compute share + memory share))',
      terms: [powerTerm],
      uncertainty: uncertainty(plan, 'energy'),
    },
    energyPerOutputToken: {
      formula: 'energy per output token = power × share of time in decode / output tokens per second',
      terms: [
        powerTerm,
        term('Share of time in decode', '1 − share on prompts', 1 - facts.promptShare, '1'),
        term('Output tokens per second', 'whole deployment', outputRate, 'tok/s'),
      ],
      uncertainty: uncertainty(plan, 'energy'),
    },
    energyPerInputToken: {
      formula: 'energy per input token = power × share of time on prompts / input tokens per second',
      terms: [
        powerTerm,
        term('Share of time on prompts', 'of device time', facts.promptShare, '1'),
        term('Input tokens per second', 'whole deployment', inputRate, 'tok/s'),
      ],
      uncertainty: uncertainty(plan, 'energy'),
    },
    costPerHour: {
      formula:
        economics.mode === 'rent'
          ? 'cost per hour = rent per device and hour × devices + people + migration'
          : 'cost per hour = price × (1 + spares) × (1 + surroundings + network) / lifetime at the cost of capital + failures + power × PUE × tariff + operations + space and cooling + migration',
      terms: [
        term('Price per device', economics.mode === 'rent' ? 'per hour' : 'purchase', hourly.price, 'USD', {
          path: economics.mode === 'rent' ? 'economics.rentalPrice' : 'economics.purchasePrice',
        }),
        ...(hourly.bought === facts.devices ? [] : [term('Devices paid for', 'in whole systems', hourly.bought, '1')]),
        term('Capital or rent', 'per hour', hourly.capital, 'USD'),
        term('Energy', 'per hour', hourly.energy, 'USD'),
        term('Operations', 'maintenance and people, per hour', hourly.operations, 'USD'),
        term('Space and cooling', 'per hour', hourly.facility, 'USD'),
        term('Migration', 'one-off costs over the lifetime, per hour', hourly.migration, 'USD'),
      ],
      uncertainty: uncertainty(plan, 'cost'),
    },
    costPerMillionOutput: {
      formula:
        'cost per million output tokens = cost per hour × share of time in decode / (output tokens per hour × utilisation)',
      terms: [
        hourlyTerm,
        term('Share of time in decode', '1 − share on prompts', 1 - facts.promptShare, '1'),
        term('Output tokens per second', 'whole deployment', outputRate, 'tok/s'),
        term('Utilisation', 'share of hours serving', economics.utilisation, '1', { path: 'economics.utilisation' }),
      ],
      uncertainty: uncertainty(plan, 'cost'),
    },
    costPerMillionInput: {
      formula:
        'cost per million input tokens = cost per hour × share of time on prompts / (input tokens per hour × utilisation)',
      terms: [
        hourlyTerm,
        term('Share of time on prompts', 'of device time', facts.promptShare, '1'),
        term('Input tokens per second', 'whole deployment', inputRate, 'tok/s'),
        term('Utilisation', 'share of hours serving', economics.utilisation, '1', { path: 'economics.utilisation' }),
      ],
      uncertainty: uncertainty(plan, 'cost'),
    },
    carbonPerHour: {
      formula: 'carbon per hour = mean power × PUE × carbon intensity + embodied carbon / lifetime',
      terms: carbonTerms(facts),
      uncertainty: uncertainty(plan, 'energy'),
    },
    carbonPerMillionOutput: {
      formula:
        'carbon per million output tokens = carbon per hour × share of time in decode / (output tokens per hour × utilisation)',
      terms: [
        term('Carbon per hour', 'use + making', carbon.total, 'kg', { grade: 'estimate' }),
        ...carbonTerms(facts),
        term('Share of time in decode', '1 − share on prompts', 1 - facts.promptShare, '1'),
        term('Output tokens per second', 'whole deployment', outputRate, 'tok/s'),
        term('Utilisation', 'share of hours serving', economics.utilisation, '1', { path: 'economics.utilisation' }),
      ],
      uncertainty: uncertainty(plan, 'energy'),
    },
    costPerMillionCachedInput: {
      formula:
        'cost per million cached input tokens = cost per hour × device time that attending to a cached token adds',
      terms: [hourlyTerm],
      uncertainty: uncertainty(plan, 'cost'),
    },
  }
}
