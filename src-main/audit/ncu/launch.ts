/** What a launch waits for, by counters of the device. `latency`: neither computing nor memory is near its limit. */
export type MeasuredBound = 'dram' | 'onChip' | 'compute' | 'latency' | 'unknown'
/** What Nsight Compute's own rule says of a launch, in its text. */
export type RuleVerdict = 'underFilled' | 'latency' | 'memory' | 'compute' | 'wellUsed'

/** One launch of a kernel under Nsight Compute. Its time is not that of a trace: launches follow one another there, and caches are emptied. */
export interface NcuLaunch {
  readonly name: string
  /** "12.0"; empty: not said. */
  readonly architecture: string
  /** Null: not counted. */
  readonly seconds: number | null
  /** Shares of the most the device can do, 0 to 1. `memory`: the busiest of its caches, paths and memory. */
  readonly compute: number | null
  readonly memory: number | null
  readonly dram: number | null
  /** Bytes read from and written to the device's memory. */
  readonly dramBytes: number | null
  readonly bound: MeasuredBound
  /** Of one that waits for latency: it has too few blocks to fill the device. */
  readonly underFilled: boolean
  readonly rule: RuleVerdict | null
}

/** What is counted of a launch, by name and whether in percent: "Memory Throughput" is there in percent and in bytes. */
export interface Counters {
  readonly name: string
  readonly architecture: string
  readonly values: Map<string, number>
  rule: RuleVerdict | null
}

/** Below this share of both, NVIDIA's rule says, a launch waits for latency. */
const BUSY = 0.6
/** How near the share of memory has to be to that of the busiest path for memory to be what is waited for. */
const NEAR = 0.1

/** The key of a counter. @param unit as it is printed */
export function counterKey(name: string, unit: string): string {
  return unit === '%' ? `${name} %` : name
}

const KEYS = {
  compute: ['Compute (SM) Throughput %', 'sm__throughput.avg.pct_of_peak_sustained_elapsed %'],
  memory: ['Memory Throughput %', 'gpu__compute_memory_throughput.avg.pct_of_peak_sustained_elapsed %'],
  dram: [
    'DRAM Throughput %',
    'dram__throughput.avg.pct_of_peak_sustained_elapsed %',
    'gpu__dram_throughput.avg.pct_of_peak_sustained_elapsed %',
  ],
  seconds: ['Duration', 'gpu__time_duration.sum'],
  read: ['dram__bytes_read.sum'],
  written: ['dram__bytes_write.sum'],
  waves: ['Waves Per SM', 'launch__waves_per_multiprocessor'],
} as const

/** Whether a counter decides anything here. */
export function isWanted(key: string): boolean {
  return WANTED.has(key)
}

const WANTED: ReadonlySet<string> = new Set(Object.values(KEYS).flat())

/** What a launch waits for, out of its counters. */
export function launchOf({ name, architecture, values, rule }: Counters): NcuLaunch {
  const of = (keys: readonly string[]): number | null => {
    const key = keys.find((one) => values.has(one))
    return key === undefined ? null : (values.get(key) ?? null)
  }
  const [compute, memory, dram] = [of(KEYS.compute), of(KEYS.memory), of(KEYS.dram)]
  const [read, written, waves] = [of(KEYS.read), of(KEYS.written), of(KEYS.waves)]
  const bound = boundOf(compute, memory, dram)
  return {
    name,
    architecture,
    seconds: of(KEYS.seconds),
    compute,
    memory,
    dram,
    dramBytes: read === null && written === null ? null : (read ?? 0) + (written ?? 0),
    bound,
    underFilled: bound === 'latency' && (rule === 'underFilled' || (waves !== null && waves < 1)),
    rule,
  }
}

function boundOf(compute: number | null, memory: number | null, dram: number | null): MeasuredBound {
  if (compute === null || memory === null) return 'unknown'
  if (compute < BUSY && memory < BUSY) return 'latency'
  if (compute >= memory) return 'compute'
  return dram !== null && dram >= BUSY && dram >= memory - NEAR ? 'dram' : 'onChip'
}

/** What the text of Nsight Compute's rule on throughput says; null: another rule, or another text. */
export function ruleVerdict(rule: string, text: string): RuleVerdict | null {
  if (rule !== 'SOLBottleneck') return null
  return RULES.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

const RULES: readonly (readonly [RegExp, RuleVerdict])[] = [
  [/grid is too small|less than one full wave|configured to execute only/i, 'underFilled'],
  [/low compute throughput and memory bandwidth|latency issues/i, 'latency'],
  [/greater than 80/i, 'wellUsed'],
  [/Memory is more heavily utilized/i, 'memory'],
  [/Compute is more heavily utilized/i, 'compute'],
]
