import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { readArrivals } from '#main/audit/arrivals/readArrivals.ts'
import { readNcu } from '#main/audit/ncu/readNcu.ts'
import { readKernelSums } from '#main/audit/nsys/kernelSums.ts'
import { readNsys } from '#main/audit/nsys/readNsys.ts'
import { readRocprofCsv } from '#main/audit/rocprof/readRocprofCsv.ts'
import { readRocprofJson } from '#main/audit/rocprof/readRocprofJson.ts'
import type { ByteSource } from '#main/audit/timeline/source.ts'
import { UNWATCHED } from '#main/audit/timeline/watch.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { wordingText } from '#shared/words/say.ts'
import { draws } from '../../../support/draws.ts'
import { mutated, seeded } from '../../../support/hostileFiles.ts'
import { bytesSource } from '../../../support/traces.ts'

type Read = Promise<{ readonly read: 'whole' | 'partial' | 'refused'; readonly reason: Wording | null }>

const kernel = { start_timestamp: 90, end_timestamp: 200, dispatch_info: { agent_id: { handle: 2 }, kernel_id: 7 } }
const SAMPLES: readonly (readonly [name: string, sample: string, read: (source: ByteSource) => Read])[] = [
  [
    'arrivals of Azure',
    `TIMESTAMP,ContextTokens,GeneratedTokens\n${'2023-11-16 18:17:03.9799600,4808,10\n'.repeat(20)}`,
    (source) => readArrivals(source, UNWATCHED),
  ],
  [
    'arrivals of Mooncake',
    '{"timestamp": 0, "input_length": 6758, "output_length": 500, "hash_ids": [0, 1, 2]}\n'.repeat(20),
    (source) => readArrivals(source, UNWATCHED),
  ],
  [
    'a table of Nsight Compute',
    `==PROF== Connected\n"ID","Process ID","Kernel Name","CC","Metric Name","Metric Unit","Metric Value","Rule Name","Rule Description"\n${['Compute (SM) Throughput', 'Memory Throughput', 'Duration'].map((name) => `"0","1","gemm<float, 2>","9.0","${name}","%","61.5",`).join('\n')}\n`,
    (source) => readNcu(source, UNWATCHED),
  ],
  [
    'sums of kernels',
    `Time (%),Total Time (ns),Instances,Name\n${'50.0,3000,10,"flash_fwd_kernel<int, 2>"\n'.repeat(20)}`,
    (source) => readKernelSums(source, UNWATCHED),
  ],
  [
    'a table of rocprofv3',
    `Kind,Agent_Id,Queue_Id,Kernel_Name,Correlation_Id,Start_Timestamp,End_Timestamp\n${'"KERNEL_DISPATCH",1,1,"k<2>",9,8819330200067564,8819330200116308\n'.repeat(20)}`,
    (source) => readRocprofCsv([source], UNWATCHED),
  ],
  [
    'a document of rocprofv3',
    JSON.stringify({
      agents: [{ id: { handle: 2 }, type: 2 }],
      kernel_dispatch: Array.from({ length: 20 }, () => kernel),
    }),
    (source) => readRocprofJson(source, UNWATCHED),
  ],
]

const ROUNDS = draws(2000)
/** Milliseconds for one small file: beyond it a reader hangs. */
const LONGEST = 1000

async function outcomeOf(read: Read): Promise<string> {
  const before = performance.now()
  const { read: how, reason } = await read
  expect(performance.now() - before).toBeLessThan(LONGEST)
  if (how === 'whole') expect(reason).toBeNull()
  else if (reason !== null) expect(wordingText(reason)).toMatch(/^\S[^\n]*\.$/)
  return how
}

describe('hostile recordings', () => {
  it.each(SAMPLES)(
    `%s, changed in ${ROUNDS} ways, packed or not, is read or refused in one sentence`,
    async (_name, sample, read) => {
      const random = seeded(20_261_204)
      const outcomes = new Set<string>()
      for (let round = 0; round < ROUNDS; round++) {
        const changed = mutated(Buffer.from(sample), random)
        const bytes = round % 3 === 0 ? gzipSync(changed).subarray(0, round % 2 === 0 ? 60 : undefined) : changed
        // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the slow one is known
        outcomes.add(await outcomeOf(read(bytesSource(bytes, 1 + Math.floor(100 * random())))))
      }
      expect(outcomes).toEqual(new Set(['whole', 'partial', 'refused']))
    },
    120_000,
  )

  const folder = mkdtempSync(join(tmpdir(), 'memwall-hostile-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it(`an export of Nsight Systems, changed in ${ROUNDS / 4} ways, is read or refused in one sentence`, async () => {
    const path = join(folder, 'export.sqlite')
    const database = new Database(path)
    database.exec(
      'CREATE TABLE StringIds (id INTEGER PRIMARY KEY, value TEXT); CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER, end INTEGER, deviceId INTEGER, streamId INTEGER, correlationId INTEGER, globalPid INTEGER, demangledName INTEGER)',
    )
    const insert = database.prepare('INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES (?, ?, 0, 7, ?, 0, 1)')
    database.transaction(() => {
      for (let row = 0; row < 500; row++) insert.run(row * 10, row * 10 + 5, row)
    })()
    database.close()
    const sample = readFileSync(path)
    const random = seeded(20_261_205)
    const outcomes = new Set<string>()
    for (let round = 0; round < ROUNDS / 4; round++) {
      const bytes = Buffer.from(sample)
      for (let change = 0; change < 20; change++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(256 * random())
      writeFileSync(path, round % 5 === 0 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes)
      // oxlint-disable-next-line no-await-in-loop -- one file for all
      outcomes.add(await outcomeOf(readNsys(path, UNWATCHED)))
    }
    expect(outcomes.size).toBeGreaterThan(1)
  }, 120_000)
})
