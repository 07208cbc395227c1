import type { Cause } from './cause.ts'
import type { Grade } from './provenance.ts'
import type { ServingUse } from './calibrationUse.ts'
import type { PoolsResult } from './poolsResult.ts'
import type { Precision } from './precision.ts'
import type { FindingWords, Worded, Wording } from './wording.ts'

/** What a moment of time is bound by, as coloured and hatched everywhere. */
export const RESOURCES = ['compute', 'sram', 'memory', 'link', 'host', 'overhead'] as const
/** `memory` is the level that holds the model off chip (HBM, GDDR, LPDDR, DDR). */
export type Resource = (typeof RESOURCES)[number]

export const PHASES = ['prefill', 'decode', 'transfer'] as const
export type Phase = (typeof PHASES)[number]

/** Operators are booked and drawn in these groups. */
export const OPERATOR_GROUPS = [
  'qkv',
  'attention',
  'index',
  'attentionOutput',
  'feedForward',
  'experts',
  'router',
  'mixer',
  'normalisation',
  'embedding',
  'head',
  'collective',
  'transfer',
  'step',
] as const
export type OperatorGroup = (typeof OPERATOR_GROUPS)[number]

/**
 * A number with its 80 % interval (p10 to p90), or an unknown with its reason. `extrapolated`: outside the domain of the
 * calibration. `inherited`: calibrated on a relative. `clamped`: held at a limit.
 */
export interface Estimate {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly grade: Grade | null
  readonly reason?: Wording
  readonly extrapolated?: boolean
  readonly inherited?: boolean
  readonly clamped?: boolean
}

/** One line of the ledger: where a share of time, traffic and energy was spent. */
export interface LedgerEntry {
  readonly phase: Phase
  readonly cause: Cause
  readonly group: OperatorGroup
  /** Memory level id, link name or resource the entry is booked on. */
  readonly level: string
  readonly resource: Resource
  /** Per output token for decode; per request for prefill and transfer. */
  readonly seconds: number
  /** Per device, same basis as seconds. */
  readonly bytes: number
  /** Of all devices, same basis as seconds. */
  readonly joules: number
  /** Of hosts and network, which draw the same whatever the devices do: dealt out by time, same basis as seconds. */
  readonly surroundingJoules: number
}

/** Collectives as the cost model names them. */
export type CollectiveKind = 'allReduce' | 'allGather' | 'reduceScatter' | 'allToAll' | 'sendReceive'

/** Seconds of one operator, all its causes together: per output token for decode; per request for prefill and transfer. */
export interface OperatorSeconds {
  readonly phase: Phase
  /** Name of the operator; of what is no operator, its cause. */
  readonly name: Wording
  readonly group: OperatorGroup
  /** Null: it is no collective. */
  readonly collective: CollectiveKind | null
  /** What most of its seconds are bound by. */
  readonly resource: Resource
  readonly seconds: number
}

/**
 * What the power model tells apart in the energy of a token. `traffic`: reading and writing the level the model lives in.
 * `arithmetic`: matrix units. `busy`: clocks, caches and links of a device that runs. `idle`: what it draws at rest. `hosts`
 * and `network` are no devices: servers with their fans, and what lies between nodes.
 */
export const ENERGY_DRAWS = ['traffic', 'arithmetic', 'busy', 'idle', 'hosts', 'network'] as const
export type EnergyDraw = (typeof ENERGY_DRAWS)[number]

/** A part of the energy of one output token. */
export interface TokenEnergyPart {
  readonly draw: EnergyDraw
  /** What is moved, of traffic; null: of the other draws. */
  readonly cause: Cause | null
  /** Memory level id of traffic; link or external level a busy device waits for; else the resource. */
  readonly level: string
  readonly resource: Resource
  /** Whole system, per output token. */
  readonly joules: number
}

/** Where the energy of one output token goes. */
export interface TokenEnergy {
  /** Together the energy per output token. */
  readonly parts: readonly TokenEnergyPart[]
  /** What devices, hosts and network draw in the hours they do not serve, spread over the tokens; not in `parts`. */
  readonly atRest: number
}

/** Mean watts of the deployment under its load, by who draws them; together the power. */
export interface PowerShares {
  readonly devices: number
  /** 0: they are in the figure of the devices. */
  readonly hosts: number
  readonly network: number
}

/** What one operator of the step needs and takes, per device, summed over its layers. */
export interface OperatorResult {
  readonly name: Wording
  readonly group: OperatorGroup
  readonly phase: Phase
  readonly flops: number
  /** Bytes per memory level id (or 'link'). */
  readonly bytes: Readonly<Record<string, number>>
  readonly seconds: number
  readonly low: number
  readonly high: number
  /** Seconds it would take at the speed of light: max(flops/peak, bytes/bandwidth). Never above `seconds`. */
  readonly floor: number
  readonly bound: Resource
  /** Level or link that limits it. */
  readonly boundLevel: string
  readonly precision: Precision
  /** Number of times it runs in the step. */
  readonly count: number
  /** Formula with values, for "Why?". */
  readonly formula: Wording
}

/** A roof of the hierarchical roofline, per system. */
export type Roof =
  | {
      readonly kind: 'bandwidth'
      readonly level: string
      readonly name: string
      readonly resource: Resource
      readonly bytesPerSecond: number
    }
  | {
      readonly kind: 'compute'
      readonly precision: Precision
      readonly name: Wording
      readonly flopsPerSecond: number
      readonly grade: Grade
    }

/** A level of the memory ladder, per system: bytes and bytes/s. Unknown capacity or bandwidth stays null. */
export interface LadderLevel {
  readonly level: string
  readonly name: string
  readonly resource: Resource
  readonly capacity: number | null
  readonly bandwidth: number | null
  /** The level that serves the working set of this scenario. */
  readonly serves: boolean
}

/** What lives where, and whether it fits. Bytes of the whole deployment unless named per device. */
export interface Fit {
  readonly state: 'fits' | 'doesNotFit' | 'unknown'
  readonly reason: Wording
  readonly placement: 'resident' | 'streamed' | 'offloaded' | 'unknown'
  readonly level: string
  readonly weights: number
  readonly kv: number
  readonly activations: number
  readonly usable: number | null
  /** Share of the fullest device in use, 0 to 1 and above. */
  readonly fullness: number | null
  /** Bytes missing on all devices together; 0 when it fits. */
  readonly shortfall: number
  /** Smallest number of devices on which this model and load fit. Null when unknown. */
  readonly devicesNeeded: number | null
  /** Replicas of the model in the deployment. */
  readonly replicas: number
  /** It fits also where working memory and what the stack keeps are at the upper end of their range. */
  readonly surely: boolean
  /** Largest number of requests in flight that fits, with the ends of what is uncertain of it. Null: unknown, or not limited. */
  readonly maximumConcurrency: { readonly low: number; readonly value: number; readonly high: number } | null
}

/**
 * One bar of the speed-of-light strip: share of a peak in use during decode, 0 to 1; null: the machine has none. A
 * wafer's mesh has no peak: its share is that of the step spent crossing it. `binds` agrees with `binding.decode`; no bar
 * binds where overhead does.
 */
export interface SpeedOfLight {
  readonly resource: Resource | 'capacity'
  readonly name: Wording
  readonly share: number | null
  readonly binds: boolean
}

/** A term of a formula shown by "Why?". `value` is already in `unit`; `path` links to the input it came from. */
export interface ExplanationTerm {
  readonly label: Wording
  readonly expression: Wording
  readonly value: number | null
  /** SI unit the value is in: 's', 'B', 'B/s', 'FLOP', 'FLOP/s', 'J', 'USD', 'tok/s', '1'. */
  readonly unit: string
  readonly grade: Grade | null
  readonly resource?: Resource
  readonly path?: string
}

/** Why a headline number is what it is. */
export interface Explanation {
  readonly formula: Wording
  readonly terms: readonly ExplanationTerm[]
  /** Where the interval comes from, and its weakest point. */
  readonly uncertainty: Wording
}

/** Names of the headline numbers. */
export const METRICS = [
  'ttft',
  'tpot',
  'e2e',
  'prefill',
  'decodeStep',
  'userSpeed',
  'systemThroughput',
  'deviceThroughput',
  'inputThroughput',
  'movementShare',
  'onDieShare',
  'energyPerOutputToken',
  'energyPerInputToken',
  'power',
  'costPerMillionOutput',
  'costPerMillionInput',
  'costPerMillionCachedInput',
  'costPerHour',
  'carbonPerHour',
  'carbonPerMillionOutput',
] as const
export type Metric = (typeof METRICS)[number]

/** Something the user should know: `words` has a plain sentence for each code. */
export type Finding = { readonly severity: 'note' | 'warning' | 'problem' } & Worded<FindingWords>

/** What a finding says, without how grave it is: the reason for what follows from it. */
export function reasonOf(finding: Finding): Wording {
  const { severity: _, ...wording } = finding
  return wording
}

/** Everything the engine says of one scenario. Plain data; derived, never stored. */
export interface ScenarioResult {
  readonly id: string
  readonly fit: Fit
  /** Units: seconds for times, tokens/s for speeds, 0–1 for shares, joules, watts, dollars, kg CO2e. */
  readonly metrics: Readonly<Record<Metric, Estimate>>
  readonly explanations: Readonly<Partial<Record<Metric, Explanation>>>
  readonly binding: {
    readonly decode: { readonly resource: Resource; readonly level: string; readonly share: number }
    readonly prefill: { readonly resource: Resource; readonly level: string; readonly share: number }
  } | null
  readonly speedOfLight: readonly SpeedOfLight[]
  readonly operators: readonly OperatorResult[]
  readonly roofs: readonly Roof[]
  readonly ladder: readonly LadderLevel[]
  /** Decode lines sum to TPOT; prefill and transfer lines sum to TTFT, queueing included. */
  readonly ledger: readonly LedgerEntry[]
  /** The seconds of the ledger by operator: decode sums to TPOT, prefill and transfer to TTFT. */
  readonly operatorSeconds: readonly OperatorSeconds[]
  /** Null: the power of the device is unknown, or nothing was served. */
  readonly power: PowerShares | null
  /** Null: the power of the device is unknown, or nothing was served. */
  readonly tokenEnergy: TokenEnergy | null
  /** Bytes per decode step in the whole deployment that the serving level must deliver (weights + KV read). */
  readonly workingSet: { readonly weights: number; readonly kv: number; readonly perStep: number }
  readonly batch: {
    readonly decode: number
    readonly prefillTokensPerStep: number
    readonly stepSeconds: number | null
  }
  /** Tokens per second of the whole deployment. */
  readonly throughput: { readonly output: number | null; readonly input: number | null }
  /** Dollars. */
  readonly costs: {
    readonly capitalPerHour: number | null
    readonly energyPerHour: number | null
    /** Maintenance and people. */
    readonly operationsPerHour: number | null
    /** Space and cooling plant. */
    readonly facilityPerHour: number | null
    /** One-off costs of moving to this machine, over its lifetime. */
    readonly migrationPerHour: number | null
  }
  readonly carbon: {
    /** Kilograms of CO2 equivalent per hour of the electricity; null: the power is unknown. */
    readonly usePerHour: number | null
    /** Of making the devices, over their lifetime; null: unknown, and in no sum. */
    readonly embodiedPerHour: number | null
  }
  readonly calibration: ServingUse
  /** Null: it is not served from two pools. */
  readonly pools: PoolsResult | null
  readonly findings: readonly Finding[]
}
