import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyse } from '#main/audit/breakdown/analyse.ts'
import { readKineto } from '#main/audit/kineto/readKineto.ts'
import { familyOf } from '#main/audit/kernels/familyOf.ts'
import { indexRows, rowOf } from '#main/audit/sweep/rowIndex.ts'
import { booked, maskTimes, union } from '#main/audit/sweep/masks.ts'
import { BUSY_CLASSES } from '#main/audit/sweep/classes.ts'
import { at } from '#main/audit/timeline/column.ts'
import { CATEGORY, type Timeline } from '#main/audit/timeline/timeline.ts'
import type { TraceReading } from '#main/audit/timeline/reading.ts'
import { runSliced, UNWATCHED } from '#main/audit/timeline/watch.ts'
import { fileSource, TRACES, tracesAreHere } from '../../../../support/traces.ts'

/** What the published algorithm says of a trace, in microseconds. */
interface Times {
  readonly computation: number
  readonly exposed_comm: number
  readonly exposed_memcpy: number
  readonly busy: number
  readonly idle: number
  readonly total: number
  readonly total_comm: number
  readonly total_memcpy: number
}
interface Oracle {
  readonly counts: Readonly<Record<string, number>>
  readonly interval_algorithm_all_events_us: Times
  readonly linked_events_only: { readonly n: number; readonly busy_us: number; readonly total_us: number }
}

/** What the publisher of the tables takes for a collective, and what is one here. */
const TABLES_COLLECTIVE = (name: string): boolean => /nccl|rccl|cross_device_reduce/i.test(name)
const isCollective = (name: string): boolean => familyOf(name) === 'collective'

/** The published algorithm out of the same sweep: three classes, all devices on one clock. */
function threeClasses(
  timeline: Timeline,
  wanted: (row: number) => boolean,
  takesPart: (name: string) => boolean = isCollective,
): Times & { readonly events: number } {
  const { gpu, names } = timeline
  const rows = Array.from({ length: gpu.length }, (_, row) => row).filter(wanted)
  const placeOf = (row: number): number => {
    const category = at(gpu.category, row)
    if (category === CATEGORY.copy) return 2
    return category === CATEGORY.kernel && takesPart(names[at(gpu.name, row)] ?? '') ? 1 : 0
  }
  const { masks, idle, span } = runSliced(
    maskTimes(
      {
        start: Float64Array.from(rows, (row) => at(gpu.start, row)),
        end: Float64Array.from(rows, (row) => at(gpu.start, row) + at(gpu.duration, row)),
        place: Uint8Array.from(rows, placeOf),
      },
      3,
    ),
    UNWATCHED,
  )
  const [compute = 0, collective = 0, copy = 0] = booked(masks, [0, 1, 2])
  // Exact, not nearly: whole nanoseconds.
  expect(compute + collective + copy + idle).toBe(span)
  return {
    events: rows.length,
    computation: compute / 1000,
    exposed_comm: collective / 1000,
    exposed_memcpy: copy / 1000,
    busy: (span - idle) / 1000,
    idle: idle / 1000,
    total: span / 1000,
    total_comm: union(masks, 2) / 1000,
    total_memcpy: union(masks, 4) / 1000,
  }
}

function countOf({ counts }: Oracle, category: RegExp): number {
  return Object.entries(counts).reduce((sum, [name, count]) => (category.test(name) ? sum + count : sum), 0)
}

function near(got: number, wanted: number, share: number, least: number): void {
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(Math.max(share * Math.abs(wanted), least))
}

function timelineOf(reading: TraceReading): Timeline {
  if (reading.timeline === null) throw new Error(`refused: ${reading.reason.code}`)
  return reading.timeline
}

function linkedIn({ gpu, launches }: Timeline): (row: number) => boolean {
  const index = runSliced(indexRows(launches.correlation, launches.length), UNWATCHED)
  return (row) => rowOf(index, at(gpu.correlation, row)) >= 0
}

/** Files without work of a GPU, and what each is told. */
const REFUSED: Readonly<Record<string, string>> = {
  'kineto/hta/cpu_only_rank-34.Jul_15_10_52_41.1074.pt.trace.json.gz': 'trace.refused.noGpuWork',
  'kineto/hta/cupti_profiler_benchmark_result_924719_1679055439_trace.json.gz': 'trace.refused.noGpuWork',
  'kineto/hta/rank_non_gpu_rank_non_gpu.json.gz': 'trace.refused.noGpuWork',
  'kineto/tracelens/inference_sglang_decode_capture_traces_execution_details.json': 'trace.refused.noList',
}

describe.skipIf(!tracesAreHere)('the traces of real profilers', () => {
  const oracles = tracesAreHere
    ? (JSON.parse(readFileSync(join(TRACES, 'kineto/recomputed_breakdowns.json'), 'utf8')) as Record<string, Oracle>)
    : {}
  const files = tracesAreHere
    ? ['hta', 'kineto_tb', 'tracelens'].flatMap((folder) =>
        readdirSync(join(TRACES, 'kineto', folder))
          .filter((name) => /\.json(?:\.gz)?$/.test(name))
          .map((name) => `kineto/${folder}/${name}`),
      )
    : []

  it('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(29)
    expect(Object.keys(oracles).filter((name) => !files.includes(name))).toEqual([])
  })

  it.each(files)('%s is read whole, or refused for its reason', async (file) => {
    const reading = await readKineto(fileSource(file), UNWATCHED)
    const refused = REFUSED[file]
    expect(reading.reason?.code).toBe(refused)
    expect(reading.read).toBe(refused === undefined ? 'whole' : 'refused')
    expect(Object.values(reading.counts.lost).reduce((sum, count) => sum + count)).toBe(0)
    const oracle = oracles[file]
    if (oracle === undefined) return
    const timeline = timelineOf(reading)
    const { kernels, copies, memsets } = reading.counts
    expect({ kernels, copies, memsets }).toEqual({
      kernels: countOf(oracle, /^kernel$/i),
      copies: countOf(oracle, /^(?:gpu_)?memcpy$/i),
      memsets: countOf(oracle, /^(?:gpu_)?memset$/i),
    })
    const wanted = oracle.interval_algorithm_all_events_us
    const got = threeClasses(timeline, () => true)
    for (const key of Object.keys(wanted) as (keyof Times)[]) if (key in got) near(got[key], wanted[key], 0.01, 1)
    const linked = threeClasses(timeline, linkedIn(timeline))
    expect(linked.events).toBe(oracle.linked_events_only.n)
    near(linked.busy, oracle.linked_events_only.busy_us, 0.01, 1)
    near(linked.total, oracle.linked_events_only.total_us, 0.01, 1)
  })

  it.each(files.filter((file) => REFUSED[file] === undefined))('%s adds up, device by device', async (file) => {
    const timeline = timelineOf(await readKineto(fileSource(file), UNWATCHED))
    const analysis = runSliced(analyse(timeline), UNWATCHED)
    let events = 0
    for (const device of analysis.devices) {
      events += device.events
      for (const shares of [device.all, device.window, ...(device.withoutOverruns ? [device.withoutOverruns] : [])]) {
        const exposed = BUSY_CLASSES.reduce((sum, name) => sum + shares.exposed[name], 0)
        expect(exposed + shares.idle).toBe(shares.span)
        for (const name of BUSY_CLASSES) expect(shares.active[name]).toBeGreaterThanOrEqual(shares.exposed[name])
      }
      expect(device.overruns).toBe(0)
    }
    expect(events).toBe(timeline.gpu.length)
  })

  const published = tracesAreHere
    ? readdirSync(join(TRACES, 'kineto/tracelens/expected')).filter((name) => name.endsWith('gpu_timeline.csv'))
    : []
  /** Which trace a table is of, and which events its tool has kept. */
  const TABLES: Readonly<Record<string, { readonly trace: string; readonly kept?: 'linked' | 'withoutMemsets' }>> = {
    h100_Qwen: { trace: 'h100_Qwen_Qwen1.5-0.5B-Chat__1016005', kept: 'linked' },
    h100_gaunernst: { trace: 'h100_gaunernst_bert-small-uncased__1016001' },
    inference_sglang_decode: { trace: 'inference_sglang_decode_sglang_Qwen3-8B_decode' },
    inference_sglang_prefilldecode: { trace: 'inference_sglang_prefilldecode_sglang_Qwen3-8B_prefilldecode' },
    inference_vllm_decode_full: { trace: 'inference_vllm_decode_full_graph_execution' },
    'inference_xdit_sd_3.5': { trace: 'inference_xdit_sd_3.5_profile_trace_rank_0', kept: 'withoutMemsets' },
    mi210: { trace: 'mi210_gpu_only_trace_gpu_only_trace' },
    mi300_gaunernst: { trace: 'mi300_gaunernst_bert-small-uncased__1016001' },
    perf_model: { trace: 'perf_model_normalization_normalization_layer_test', kept: 'withoutMemsets' },
  }

  it.each(Object.entries(TABLES))('%s says what its published table says', async (start, { trace, kept }) => {
    const table = published.find((name) => name.startsWith(start))
    const text = readFileSync(join(TRACES, 'kineto/tracelens/expected', table ?? ''), 'utf8')
    const milliseconds = new Map(
      text.split(/\r?\n/).map((line) => [line.split(',')[0] ?? '', Number(line.split(',')[1])]),
    )
    const timeline = timelineOf(await readKineto(fileSource(`kineto/tracelens/${trace}.json.gz`), UNWATCHED))
    const { gpu } = timeline
    const isKept =
      kept === 'linked'
        ? linkedIn(timeline)
        : (row: number) => kept === undefined || at(gpu.category, row) !== CATEGORY.memset
    const got = threeClasses(timeline, isKept, TABLES_COLLECTIVE)
    const told = (name: string): number => (milliseconds.get(name) ?? Number.NaN) * 1000
    near(got.computation, told('computation_time'), 1e-4, 0.01)
    near(got.exposed_comm, told('exposed_comm_time'), 1e-4, 0.01)
    near(got.exposed_memcpy, told('exposed_memcpy_time'), 1e-4, 0.01)
    if (kept !== 'withoutMemsets') {
      near(got.busy, told('busy_time'), 1e-4, 0.01)
      near(got.total, told('total_time'), 1e-4, 0.01)
    }
  })

  it('collectives of engines are collectives, not only those of NCCL', async () => {
    const timeline = timelineOf(await readKineto(fileSource('kineto/tracelens/b200_eager_trace.json.gz'), UNWATCHED))
    const { gpu, names } = timeline
    let time = 0
    for (let row = 0; row < gpu.length; row++) {
      const isKernel = at(gpu.category, row) === CATEGORY.kernel
      if (isKernel && familyOf(names[at(gpu.name, row)] ?? '') === 'collective') time += at(gpu.duration, row)
    }
    near(time / 1000, 2141.5, 0.01, 1)
  })
})
