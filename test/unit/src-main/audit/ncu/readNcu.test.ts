import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readNcu } from '#main/audit/ncu/readNcu.ts'
import { valueOf } from '#main/audit/ncu/units.ts'
import { UNWATCHED } from '#main/audit/timeline/watch.ts'
import { bytesSource, fileSource, TRACES, tracesAreHere } from '../../../../support/traces.ts'

const TITLES =
  '"ID","Process ID","Kernel Name","CC","Section Name","Metric Name","Metric Unit","Metric Value","Rule Name","Rule Description"'
const line = (id: number, name: string, unit: string, value: string, process = 1) =>
  `"${id}","${process}","gemm<float, 2>","9.0","S","${name}","${unit}","${value}",`
const read = (...lines: readonly string[]) => readNcu(bytesSource(lines.join('\n')), UNWATCHED)
async function only(...lines: readonly string[]) {
  const { launches } = await read(...lines)
  const [launch] = launches ?? []
  if (launch === undefined) throw new Error('no launch')
  return launch
}
const throughputs = (compute: number, memory: number, dram: number): readonly string[] => [
  TITLES,
  line(0, 'Compute (SM) Throughput', '%', String(compute)),
  line(0, 'Memory Throughput', 'Gbyte/s', '345.14'),
  line(0, 'Memory Throughput', '%', String(memory)),
  line(0, 'DRAM Throughput', '%', String(dram)),
  line(0, 'Duration', 'us', '6,750.5'),
  line(0, 'dram__bytes_read.sum', 'Mbyte', '2.33'),
  line(0, 'dram__bytes_write.sum', 'byte', '0'),
]

describe('a table of Nsight Compute', () => {
  it.each([
    ['dram', 20, 85, 80],
    ['onChip', 20, 94, 10],
    ['onChip', 41, 62, 8],
    ['compute', 85, 40, 30],
    ['latency', 59, 59, 59],
  ])('says %s of %s % computing, %s % memory, %s % of it DRAM', async (bound, compute, memory, dram) => {
    expect(await only(...throughputs(compute, memory, dram))).toMatchObject({
      bound,
      underFilled: false,
      name: 'gemm<float, 2>',
      architecture: '9.0',
      memory: expect.closeTo(memory / 100, 12) as number,
      seconds: expect.closeTo(6.7505e-3, 12) as number,
      dramBytes: 2.33e6,
    })
  })

  it('tells launches of two processes apart, and those with too few blocks', async () => {
    const { launches } = await read(
      TITLES,
      line(0, 'Compute (SM) Throughput', '%', '5'),
      line(0, 'Memory Throughput', '%', '5'),
      line(0, 'Waves Per SM', '', '0.7'),
      line(0, 'Compute (SM) Throughput', '%', '70', 2),
      line(0, 'Memory Throughput', '%', '20', 2),
    )
    expect(launches).toMatchObject([
      { bound: 'latency', underFilled: true },
      { bound: 'compute', underFilled: false },
    ])
  })

  it('without throughputs of memory says so, and what to record', async () => {
    const { notes, launches } = await read(
      TITLES,
      line(0, 'Compute (SM) Throughput', '%', 'n/a'),
      line(1, 'Duration', 'us', '1'),
    )
    expect(launches).toHaveLength(2)
    expect(notes).toEqual([{ code: 'ncu.unknownBound', parameters: { count: 2 } }])
  })

  it('that is wide has units in its second line, and is read by its documentation', async () => {
    const { notes, launches } = await read(
      '"ID","Process ID","Kernel Name","gpu__time_duration.sum","sm__throughput.avg.pct_of_peak_sustained_elapsed","gpu__compute_memory_throughput.avg.pct_of_peak_sustained_elapsed"',
      '"","","","nsecond","%","%"',
      '"0","1","k","1,500","80.5","20"',
    )
    expect(notes).toEqual([{ code: 'ncu.wideByDocumentation' }])
    expect(launches).toMatchObject([{ seconds: expect.closeTo(1.5e-6, 12) as number, bound: 'compute' }])
  })

  it.each([
    ['', 'trace.refused.empty'],
    ['nothing to see', 'ncu.refused.noTable'],
    ['==ERROR== No kernels were profiled.\u001B[31m\n', 'ncu.refused.failed'],
    [`${TITLES}\n`, 'ncu.refused.noLaunches'],
    [
      '"Kernel Name","Invocations","Metric Name","Metric Unit","Minimum","Maximum","Average"\n"k","3","Duration","us","1","2","1.5"\n',
      'ncu.refused.summary',
    ],
  ])('%j is refused for a reason', async (text, code) => {
    const { read: how, reason } = await read(text)
    expect([how, reason?.code]).toEqual(['refused', code])
    expect(JSON.stringify(reason)).not.toContain('\\u001b')
  })

  it('counts lines that are no launch', async () => {
    expect(await read(...throughputs(1, 1, 1), 'kernel launched, all is well,,')).toMatchObject({
      read: 'partial',
      reason: { code: 'ncu.partial.rows', parameters: { count: 1 } },
    })
  })

  it.each([
    ['13,485', '', 13_485],
    ['2.33', 'Mbyte', 2.33e6],
    ['345.14', 'Gbyte/s', 345.14e9],
    ['6.75', 'us', 6.75e-6],
    ['1.5', 'nsecond', 1.5e-9],
    ['n/a', '%', null],
    ['5', 'furlong', null],
  ])('has %s %s as %s', (text, unit, value) => {
    const got = valueOf(text, unit)
    if (value === null) expect(got).toBeNull()
    else expect((got ?? 0) / value).toBeCloseTo(1, 12)
  })
})

describe.runIf(tracesAreHere)('public tables of Nsight Compute', () => {
  const files = tracesAreHere ? readdirSync(join(TRACES, 'ncu')) : []
  const launchOf = async (name: string) => {
    const { read: how, launches } = await readNcu(fileSource(`ncu/${name}`), UNWATCHED)
    if (how !== 'whole' || launches.length !== 1) throw new Error(`${name} is ${how}`)
    return launches[0]
  }

  it('say of eleven launches what NVIDIA’s rule says', async () => {
    const details = files.filter((name) => name.endsWith('_ncu.details.csv'))
    expect(details).toHaveLength(11)
    const launches = await Promise.all(details.map(launchOf))
    expect(launches.filter((launch) => launch?.bound === 'latency')).toHaveLength(9)
    expect(launches.filter((launch) => launch?.underFilled)).toHaveLength(4)
    expect(launches.filter((launch) => launch?.bound === 'onChip')).toHaveLength(2)
    for (const launch of launches) {
      const said =
        launch?.bound === 'latency' ? (launch.underFilled ? ['underFilled'] : ['latency']) : ['memory', 'wellUsed']
      expect(said).toContain(launch?.rule)
      expect(launch?.seconds).toBeGreaterThan(0)
      expect(launch?.dramBytes).toBeGreaterThan(0)
    }
    expect(launches[0]).toMatchObject({
      architecture: '12.0',
      seconds: expect.closeTo(6.75e-6, 12) as number,
      memory: expect.closeTo(0.1966, 12) as number,
      dramBytes: 2.33e6,
    })
  })

  it('of counters alone lack the figure of memory', async () => {
    const metrics = files.filter((name) => name.endsWith('_ncu.metrics.csv'))
    expect(metrics).toHaveLength(11)
    for (const name of metrics) {
      const { launches, notes } = await readNcu(fileSource(`ncu/${name}`), UNWATCHED)
      expect(launches).toMatchObject([{ bound: 'unknown' }])
      expect(notes).toEqual([{ code: 'ncu.unknownBound', parameters: { count: 1 } }])
    }
  })

  it('of one section, or behind what a program printed, are read', async () => {
    expect(await launchOf('dsocr_v2_kernel_0001_ncu.section_SpeedOfLight.csv')).toMatchObject({
      bound: 'latency',
      underFilled: true,
    })
    for (const section of ['MemoryWorkloadAnalysis', 'SpeedOfLight_RooflineChart']) {
      expect(await launchOf(`dsocr_v2_kernel_0001_ncu.section_${section}.csv`)).toMatchObject({ bound: 'unknown' })
    }
    const behind = await readNcu(fileSource('edge/derived_ncu_with_preamble.csv'), UNWATCHED)
    expect([behind.read, behind.launches?.length]).toEqual(['whole', 1])
  })

  it('that failed are refused with what went wrong', async () => {
    expect(await readNcu(fileSource('ncu/edge_ncu_error_raw.csv'), UNWATCHED)).toMatchObject({
      read: 'refused',
      reason: {
        code: 'ncu.refused.failed',
        parameters: { error: "Option '--section .*SpeedOfLight.*' did not match any section." },
      },
    })
  })

  it('that others made of them are none', async () => {
    for (const name of files.filter((one) => one.includes('_analysis_'))) {
      expect(await readNcu(fileSource(`ncu/${name}`), UNWATCHED)).toMatchObject({
        read: 'refused',
        reason: { code: 'ncu.refused.noTable' },
      })
    }
  })
})
