import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { readNsys } from '#main/audit/nsys/readNsys.ts'
import { booked, maskTimes, union } from '#main/audit/sweep/masks.ts'
import { at } from '#main/audit/timeline/column.ts'
import { CATEGORY, DIRECTION, type Timeline } from '#main/audit/timeline/timeline.ts'
import { runSliced, UNWATCHED } from '#main/audit/timeline/watch.ts'
import { TRACES, tracesAreHere } from '../../../../support/traces.ts'

const folder = mkdtempSync(join(tmpdir(), 'memwall-nsys-'))

const KERNELS =
  'CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER, end INTEGER, deviceId INTEGER, streamId INTEGER, correlationId INTEGER, globalPid INTEGER, demangledName INTEGER)'
const STRINGS =
  "CREATE TABLE StringIds (id INTEGER PRIMARY KEY, value TEXT); INSERT INTO StringIds VALUES (1, 'gemm<float>'), (2, 'cudaLaunchKernel_v7000'), (3, 'cudaDeviceSynchronize')"

/** A database of these statements. */
function made(name: string, ...statements: readonly string[]): string {
  const path = join(folder, name)
  const database = new Database(path)
  for (const statement of statements) database.exec(statement)
  database.close()
  return path
}

async function timelineOf(path: string): Promise<Timeline> {
  const { timeline, reason } = await readNsys(path, UNWATCHED)
  if (timeline === null) throw new Error(reason?.code)
  return timeline
}

describe('an export of Nsight Systems', () => {
  it('keeps processes apart, and joins kernels to the calls that launched them', async () => {
    const [one, other] = [(1n << 56n) + (7n << 24n), (1n << 56n) + (8n << 24n)]
    const path = made(
      'two.sqlite',
      KERNELS,
      STRINGS,
      'CREATE TABLE CUPTI_ACTIVITY_KIND_RUNTIME (start INTEGER, end INTEGER, globalTid INTEGER, correlationId INTEGER, nameId INTEGER)',
      'CREATE TABLE TARGET_INFO_SESSION_START_TIME (utcEpochNs INTEGER); INSERT INTO TARGET_INFO_SESSION_START_TIME VALUES (1651514235128046601)',
      `INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES (1000, 1500, 0, 7, 5, ${one}, 1), (1200, 1900, 0, 7, 5, ${other}, 1), (0, 0, 0, 7, 6, ${one}, 1)`,
      `INSERT INTO CUPTI_ACTIVITY_KIND_RUNTIME VALUES (900, 950, ${one + 3n}, 5, 2), (1100, 1150, ${other + 9n}, 5, 2), (1, 2, ${one}, 9, 3)`,
    )
    const reading = await readNsys(path, UNWATCHED)
    expect(reading).toMatchObject({
      kind: 'nsys',
      read: 'whole',
      counts: { kernels: 2, copies: 0, lost: { untimed: 1 } },
    })
    const { gpu, launches, names, origin } = await timelineOf(path)
    expect(origin).toBe(1_651_514_235_128_046_601n)
    expect([0, 1].map((row) => [at(gpu.start, row), at(gpu.duration, row), names[at(gpu.name, row)]])).toEqual([
      [1000, 500, 'gemm<float>'],
      [1200, 700, 'gemm<float>'],
    ])
    // The wait for the device launches nothing.
    expect(launches.length).toBe(2)
    const correlations = [0, 1].map((row) => at(gpu.correlation, row))
    expect(new Set(correlations).size).toBe(2)
    expect([0, 1].map((row) => at(launches.correlation, row))).toEqual(correlations)
  })

  it('counts replays of graphs whose kernels were not recorded as busy', async () => {
    const path = made(
      'graph.sqlite',
      STRINGS,
      'CREATE TABLE META_DATA_EXPORT (name TEXT, value TEXT)',
      'CREATE TABLE CUPTI_ACTIVITY_KIND_GRAPH_TRACE (start INTEGER, end INTEGER, deviceId INTEGER, streamId INTEGER, correlationId INTEGER, globalPid INTEGER, graphId INTEGER); INSERT INTO CUPTI_ACTIVITY_KIND_GRAPH_TRACE VALUES (10, 30, 0, 7, 1, 0, 1)',
    )
    const { gpu } = await timelineOf(path)
    expect([gpu.length, at(gpu.category, 0), at(gpu.duration, 0)]).toEqual([1, CATEGORY.graph, 20])
  })

  it('of other versions may lack columns and tables', async () => {
    const path = made(
      'old.sqlite',
      'CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER, end INTEGER); INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES (1, 3), (NULL, 4), (9, 8)',
    )
    const reading = await readNsys(path, UNWATCHED)
    expect(reading).toMatchObject({ read: 'whole', counts: { kernels: 2, lost: { untimed: 1, negative: 1 } } })
  })

  it.each([
    ['empty.sqlite', () => void writeFileSync(join(folder, 'empty.sqlite'), ''), 'trace.refused.empty'],
    [
      'text.sqlite',
      () => void writeFileSync(join(folder, 'text.sqlite'), 'no database at all'.repeat(100)),
      'nsys.refused.notSqlite',
    ],
    ['other.sqlite', () => void made('other.sqlite', 'CREATE TABLE songs (title TEXT)'), 'nsys.refused.notNsys'],
    [
      'rocpd.sqlite',
      () => void made('rocpd.sqlite', 'CREATE TABLE rocpd_kernel_dispatch_x (id INTEGER)'),
      'auditFile.rocpd',
    ],
    ['host.sqlite', () => void made('host.sqlite', KERNELS, STRINGS), 'trace.refused.noGpuWork'],
    [
      'view.sqlite',
      () =>
        void made(
          'view.sqlite',
          'CREATE VIEW CUPTI_ACTIVITY_KIND_KERNEL AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS start, x AS end FROM c',
        ),
      'nsys.refused.notNsys',
    ],
  ])('%s is refused for a reason', async (name, make, code) => {
    make()
    expect(await readNsys(join(folder, name), UNWATCHED)).toMatchObject({ read: 'refused', reason: { code } })
  })

  it('that is damaged keeps what came before, or says that nothing did; nothing lies beside it afterwards', async () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => `(${row * 10}, ${row * 10 + 5}, 0, 7, ${row}, 0, 1)`)
    const path = made(
      'damaged.sqlite',
      STRINGS,
      KERNELS,
      `INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES ${rows.join()}`,
    )
    const whole = readFileSync(path)
    for (const share of [0.5, 0.95]) {
      const bytes = Buffer.from(whole)
      bytes.fill(0xff, Math.round(share * bytes.length), Math.round(share * bytes.length) + 8192)
      writeFileSync(path, bytes)
      const reading = await readNsys(path, UNWATCHED)
      expect(reading).toMatchObject({ read: 'partial', reason: { code: 'nsys.partial.damaged' } })
      expect(reading.counts.kernels).toBeGreaterThan(1000)
      expect(reading.counts.kernels).toBeLessThan(20_000)
    }
    writeFileSync(path, whole.subarray(0, 6000))
    expect((await readNsys(path, UNWATCHED)).read).toBe('refused')
    expect(readdirSync(dirname(path)).filter((name) => name.startsWith('damaged.'))).toEqual(['damaged.sqlite'])
  })

  it('heeds a cancel', async () => {
    const path = made(
      'cancel.sqlite',
      KERNELS,
      STRINGS,
      'INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES (1, 2, 0, 7, 1, 0, 1)',
    )
    await expect(readNsys(path, { cancelled: () => true })).rejects.toMatchObject({ code: 'cancelled' })
  })
})

interface Oracle {
  readonly n: { readonly kernel: number; readonly memcpy: number; readonly memset: number }
  readonly total_ns: number
  readonly busy_ns: number
  readonly idle_ns: number
  readonly kernel_union_ns: number
  readonly kernel_sum_ns: number
  readonly memcpy_union_ns: number
  readonly memcpy_sum_ns: number
  readonly exposed_memcpy_ns: number
  readonly memcpy_by_kind: Readonly<Record<string, readonly [count: number, bytes: number, nanoseconds: number]>>
}

describe.runIf(tracesAreHere)('public exports of Nsight Systems', () => {
  const oracles = tracesAreHere
    ? (JSON.parse(readFileSync(join(TRACES, 'nsys/recomputed_breakdowns.json'), 'utf8')) as Record<string, Oracle>)
    : {}

  it.each(Object.entries(oracles))('%s is exact to the nanosecond', async (name, oracle) => {
    const path = join(TRACES, 'nsys', name)
    const reading = await readNsys(path, UNWATCHED)
    expect(reading).toMatchObject({
      read: 'whole',
      counts: { kernels: oracle.n.kernel, copies: oracle.n.memcpy, memsets: oracle.n.memset },
      facts: { tool: 'Nsight Systems', runtime: 'cuda', version: expect.stringMatching(/^2022\./) as string },
    })
    const { gpu, devices, origin } = await timelineOf(path)
    expect(origin).toBeGreaterThan(1_600_000_000_000_000_000n)
    const rows = Array.from({ length: gpu.length }, (_, row) => row)
    const of = (category: number): number =>
      rows.filter((row) => at(gpu.category, row) === category).reduce((sum, row) => sum + at(gpu.duration, row), 0)
    // Kernels with memsets, which the oracle counts with them, before copies.
    const { masks, idle, span } = runSliced(
      maskTimes(
        {
          start: Float64Array.from(rows, (row) => at(gpu.start, row)),
          end: Float64Array.from(rows, (row) => at(gpu.start, row) + at(gpu.duration, row)),
          place: Uint8Array.from(rows, (row) => (at(gpu.category, row) === CATEGORY.copy ? 1 : 0)),
        },
        2,
      ),
      UNWATCHED,
    )
    expect({
      total_ns: span,
      busy_ns: span - idle,
      idle_ns: idle,
      kernel_union_ns: union(masks, 1),
      kernel_sum_ns: of(CATEGORY.kernel),
      memcpy_union_ns: union(masks, 2),
      memcpy_sum_ns: of(CATEGORY.copy),
      exposed_memcpy_ns: booked(masks, [0, 1])[1],
    }).toEqual({
      total_ns: oracle.total_ns,
      busy_ns: oracle.busy_ns,
      idle_ns: oracle.idle_ns,
      kernel_union_ns: oracle.kernel_union_ns,
      kernel_sum_ns: oracle.kernel_sum_ns,
      memcpy_union_ns: oracle.memcpy_union_ns,
      memcpy_sum_ns: oracle.memcpy_sum_ns,
      exposed_memcpy_ns: oracle.exposed_memcpy_ns,
    })
    const copies = (direction: number): readonly number[] => {
      const those = rows.filter(
        (row) => at(gpu.category, row) === CATEGORY.copy && at(gpu.direction, row) === direction,
      )
      const sum = (column: typeof gpu.bytes): number => those.reduce((total, row) => total + at(column, row), 0)
      return [those.length, sum(gpu.bytes), sum(gpu.duration)]
    }
    expect(copies(DIRECTION.hostToDevice)).toEqual(oracle.memcpy_by_kind['1'])
    expect(copies(DIRECTION.deviceToHost)).toEqual(oracle.memcpy_by_kind['2'])
    expect(devices.map(({ name: of }) => of)).toEqual([expect.stringMatching(/GTX 1060|A100/)])
  })

  it('say what a device can do, and what the program was about', async () => {
    const { devices, annotations, names } = await timelineOf(
      join(TRACES, 'nsys/pipit_saxpy-mpi-cuda_perlmutter0.sqlite'),
    )
    expect(devices).toEqual([
      {
        id: 0,
        name: 'NVIDIA A100-SXM4-40GB',
        memoryBytes: 42_297_524_224,
        multiprocessors: 108,
        memoryBandwidth: 1.5552e12,
        architecture: '8.0',
      },
    ])
    // Of 24 rows one names a domain and one a thread.
    expect(annotations.length).toBe(22)
    expect(names).toContain('Memcpy HtoD')
  })
})
