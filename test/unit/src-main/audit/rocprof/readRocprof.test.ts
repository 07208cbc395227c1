import { describe, expect, it } from 'vitest'
import { readRocprofCsv } from '#main/audit/rocprof/readRocprofCsv.ts'
import { readRocprofJson } from '#main/audit/rocprof/readRocprofJson.ts'
import { maskTimes } from '#main/audit/sweep/masks.ts'
import { at } from '#main/audit/timeline/column.ts'
import { CATEGORY, DIRECTION, type Timeline } from '#main/audit/timeline/timeline.ts'
import type { TraceReading } from '#main/audit/timeline/reading.ts'
import { runSliced, UNWATCHED } from '#main/audit/timeline/watch.ts'
import { bytesSource, fileSource, tracesAreHere } from '../../../../support/traces.ts'

function timelineOf({ timeline, reason }: TraceReading): Timeline {
  if (timeline === null) throw new Error(reason.code)
  return timeline
}

/** Nanoseconds from first to last and without work, of all devices on one clock. */
function spanOf({ gpu }: Timeline): { readonly span: number; readonly idle: number } {
  const rows = Array.from({ length: gpu.length }, (_, row) => row)
  return runSliced(
    maskTimes(
      {
        start: Float64Array.from(rows, (row) => at(gpu.start, row)),
        end: Float64Array.from(rows, (row) => at(gpu.start, row) + at(gpu.duration, row)),
        place: new Uint8Array(rows.length),
      },
      1,
    ),
    UNWATCHED,
  )
}

const AGENTS = [
  { id: { handle: 1 }, type: 1, name: 'EPYC', product_name: 'EPYC', cu_count: 96 },
  { id: { handle: 2 }, type: 2, name: 'gfx942', product_name: 'AMD Instinct MI300X', cu_count: 304 },
  { id: { handle: 3 }, type: 2, name: 'gfx942', product_name: '', cu_count: 304 },
]
const kernel = (start: number, end: number, id = 7) => ({
  correlation_id: { internal: 5 },
  start_timestamp: start,
  end_timestamp: end,
  dispatch_info: { agent_id: { handle: 2 }, queue_id: { handle: 16 }, kernel_id: id },
  stream_id: { handle: 4 },
})
const copy = (from: number, to: number) => ({
  start_timestamp: 100,
  end_timestamp: 150,
  src_agent_id: { handle: from },
  dst_agent_id: { handle: to },
  bytes: 4096,
})
const SYMBOLS = [{ kernel_id: 7, kernel_name: 'gemm.kd', formatted_kernel_name: 'gemm' }]
const json = (records: object, symbols: object = SYMBOLS) =>
  readRocprofJson(
    bytesSource(
      JSON.stringify({
        'rocprofiler-sdk-tool': [{ agents: AGENTS, buffer_records: records, kernel_symbols: symbols }],
      }),
    ),
    UNWATCHED,
  )

describe('a document of rocprofv3', () => {
  it('has kernels by their names, which stand behind them, and what launched them', async () => {
    const reading = await json({
      kernel_dispatch: [kernel(90, 200), kernel(250, 300, 8), kernel(0, 0)],
      hip_api: [{ correlation_id: { internal: 5 }, start_timestamp: 80, end_timestamp: 85 }],
    })
    expect(reading).toMatchObject({ read: 'whole', kind: 'rocprofJson', counts: { kernels: 2, lost: { untimed: 1 } } })
    const { gpu, names, devices, launches } = timelineOf(reading)
    expect([0, 1].map((row) => [at(gpu.start, row), at(gpu.duration, row), names[at(gpu.name, row)]])).toEqual([
      [0, 110, 'gemm'],
      [160, 50, ''],
    ])
    expect([at(gpu.stream, 0), at(gpu.correlation, 0), at(launches.correlation, 0), at(launches.start, 0)]).toEqual([
      4, 5, 5, -10,
    ])
    expect(devices).toMatchObject([
      { id: 2, name: 'AMD Instinct MI300X', architecture: 'gfx942', multiprocessors: 304 },
    ])
  })

  it.each([
    ['hostToDevice', 1, 2, 2],
    ['deviceToHost', 2, 1, 2],
    ['local', 2, 2, 2],
    ['peer', 2, 3, 3],
    ['unknown', 9, 2, 2],
  ] as const)('has a copy %s by the agents it goes between', async (direction, from, to, device) => {
    const { gpu, devices } = timelineOf(await json({ memory_copy: [copy(from, to)] }))
    expect([at(gpu.direction, 0), at(gpu.bytes, 0), devices[at(gpu.device, 0)]?.id]).toEqual([
      DIRECTION[direction],
      4096,
      device,
    ])
  })

  it.each([
    ['', 'trace.refused.empty'],
    ['{"traceEvents":[]}', 'rocprof.refused.noRecords'],
    ['{"buffer_records":{"kernel_dispatch":[]}}', 'trace.refused.noGpuWork'],
    ['{"buffer_records":{"kernel_dispatch":[', 'trace.refused.cutBeforeGpu'],
  ])('%j is refused for a reason', async (text, code) => {
    expect(await readRocprofJson(bytesSource(text), UNWATCHED)).toMatchObject({ read: 'refused', reason: { code } })
  })

  it('that breaks off keeps what came before', async () => {
    const text = JSON.stringify({ kernel_dispatch: [kernel(90, 200), kernel(300, 400)] })
    expect(await readRocprofJson(bytesSource(text.slice(0, -40)), UNWATCHED)).toMatchObject({
      read: 'partial',
      reason: { code: 'rocprof.partial.cut' },
      counts: { kernels: 1, lost: { malformed: 1 } },
    })
  })
})

describe('tables of rocprofv3', () => {
  const kernels =
    'Kind,Agent_Id,Queue_Id,Kernel_Name,Correlation_Id,Start_Timestamp,End_Timestamp\n"KERNEL_DISPATCH","Agent 4",1,"gemm<int, 2>",9,18446744073709550000,18446744073709550615\n'
  const copies =
    'Kind,Direction,Source_Agent_Id,Destination_Agent_Id,Correlation_Id,Start_Timestamp,End_Timestamp\n"MEMORY_COPY","MEMORY_COPY_DEVICE_TO_DEVICE",4,5,0,18446744073709550100,18446744073709550700\n'
  const calls =
    'Domain,Function,Process_Id,Thread_Id,Correlation_Id,Start_Timestamp,End_Timestamp\nHIP_RUNTIME_API,hipLaunchKernel,1,1,9,18446744073709549990,18446744073709549995\nMARKER_CORE_API,step,1,1,3,18446744073709549990,18446744073709550700\nHIP_RUNTIME_API,hipMalloc,1,1,4,1,2\n'
  const read = (...texts: readonly string[]) =>
    readRocprofCsv(
      texts.map((text) => bytesSource(text)),
      UNWATCHED,
    )

  it('of one run are one timeline, with times that doubles would round', async () => {
    const reading = await read(kernels, copies, calls)
    expect(reading).toMatchObject({ read: 'whole', kind: 'rocprofCsv', counts: { kernels: 1, copies: 1 } })
    const { gpu, launches, annotations, devices, names } = timelineOf(reading)
    expect([0, 1].map((row) => [at(gpu.start, row), at(gpu.duration, row), at(gpu.category, row)])).toEqual([
      [0, 615, CATEGORY.kernel],
      [100, 600, CATEGORY.copy],
    ])
    expect(at(gpu.direction, 1)).toBe(DIRECTION.peer)
    expect([devices.map(({ id }) => id), names[at(gpu.name, 0)]]).toEqual([[4, 5], 'gemm<int, 2>'])
    expect([launches.length, at(launches.start, 0), at(launches.correlation, 0)]).toEqual([1, -10, 9])
    expect([annotations.length, at(annotations.duration, 0)]).toEqual([1, 710])
  })

  it('with rows that cannot be read are read in part', async () => {
    expect(await read(`${kernels}"KERNEL_DISPATCH",1,1,k,2,now,later\n`)).toMatchObject({
      read: 'partial',
      reason: { code: 'trace.partial.malformed', parameters: { count: 1 } },
    })
  })

  it.each([
    ['', 'trace.refused.empty'],
    ['a,b\n1,2\n', 'rocprof.refused.noTable'],
    [calls, 'rocprof.refused.callsAlone'],
    [
      'Correlation_Id,Dispatch_Id,Kernel_Name,Counter_Name,Counter_Value\n1,1,k,SQ_WAVES,5\n',
      'rocprof.refused.countersAlone',
    ],
    ['Name,Calls,TotalDurationNs\nhipMalloc,1,5\n', 'rocprof.refused.sumsAlone'],
    [kernels.split('\n').slice(0, 1).join('\n'), 'trace.refused.noGpuWork'],
  ])('%j are refused for a reason', async (text, code) => {
    expect(await read(text)).toMatchObject({ read: 'refused', reason: { code } })
  })
})

describe.runIf(tracesAreHere)('public recordings of rocprofv3', () => {
  it('of 43,915 dispatches span 15.122 s', async () => {
    const reading = await readRocprofJson(fileSource('rocprof/tracelens_908_results.json.gz'), UNWATCHED)
    expect(reading).toMatchObject({ read: 'whole', counts: { kernels: 43_915, copies: 0, bytes: 37_455_763 } })
    const timeline = timelineOf(reading)
    expect(spanOf(timeline).span).toBe(63_873_104_615_494 - 63_857_982_592_000)
    expect(timeline.devices).toMatchObject([
      { name: 'AMD Instinct MI350X', architecture: 'gfx950', multiprocessors: 256 },
    ])
    expect(timeline.names).not.toContain('')
    expect(timeline.names.some((name) => name.startsWith('#'))).toBe(false)
  })

  it('in tables are a timeline, or refused for what they lack', async () => {
    const outcomes: Record<string, string> = {}
    for (const table of [
      'counter_collection',
      'hip_api_stats',
      'hip_compile_trace',
      'hip_runtime_trace',
      'hsa_api_trace',
      'kernel_names',
      'kernel_trace',
      'marker_api_trace',
      'memory_copy_trace',
    ]) {
      const { read: how, reason } = await readRocprofCsv([fileSource(`rocprof/rocprofv3_docs_${table}.csv`)], UNWATCHED)
      outcomes[table] = reason?.code ?? how
    }
    expect(outcomes).toEqual({
      counter_collection: 'rocprof.refused.countersAlone',
      hip_api_stats: 'rocprof.refused.sumsAlone',
      hip_compile_trace: 'rocprof.refused.callsAlone',
      hip_runtime_trace: 'rocprof.refused.callsAlone',
      hsa_api_trace: 'rocprof.refused.callsAlone',
      kernel_names: 'rocprof.refused.countersAlone',
      kernel_trace: 'whole',
      marker_api_trace: 'rocprof.refused.callsAlone',
      memory_copy_trace: 'whole',
    })
  })
})
