import { describe, expect, it } from 'vitest'
import { analyse, type TraceAnalysis } from '#main/audit/breakdown/analyse.ts'
import { readKineto } from '#main/audit/kineto/readKineto.ts'
import { runSliced, UNWATCHED } from '#main/audit/timeline/watch.ts'
import { sharesOf } from '#main/audit/verdict/deviceShares.ts'
import { auditVerdict } from '#main/audit/verdict/verdict.ts'
import { bytesSource } from '../../../../support/traces.ts'

/** What a device does: category, name, start and length in µs, and when its launch began. */
type Work = readonly [category: string, name: string, start: number, length: number, launched?: number]

/** No recording begins at 0: profilers write that for what they could not time. */
const BEGIN = 1000

const GEMM = 'ampere_bf16_s16816gemm_bf16_128x128_ldg8_f2f_stages_64x3_tn'
const NCCL = 'ncclDevKernel_AllReduce_Sum_bf16_RING_LL(ncclDevKernelArgsStorage<4096ul>)'
const COPY = 'Memcpy HtoD (Pinned -> Device)'
const NORM = 'void rms_norm_kernel<c10::BFloat16>(c10::BFloat16*)'

async function analysed(work: readonly Work[], steps: readonly string[] = []): Promise<TraceAnalysis> {
  const end = Math.max(...work.map(([, , start, length]) => start + length))
  const events = [
    ...steps.map((name, index) => ({
      ph: 'X',
      cat: 'user_annotation',
      name,
      ts: BEGIN + (index * end) / steps.length,
      dur: end / steps.length,
      pid: 1,
      tid: 1,
    })),
    ...work.flatMap(([cat, name, ts, dur, launched], index) => [
      {
        ph: 'X',
        cat,
        name,
        ts: BEGIN + ts,
        dur,
        pid: 0,
        tid: 7,
        args: { device: 0, stream: 7, correlation: index + 1 },
      },
      ...(launched === undefined
        ? []
        : [
            {
              ph: 'X',
              cat: 'cuda_runtime',
              name: 'cudaLaunchKernel',
              ts: BEGIN + launched,
              dur: 1,
              pid: 1,
              tid: 1,
              args: { correlation: index + 1 },
            },
          ]),
    ]),
  ]
  const reading = await readKineto(bytesSource(JSON.stringify({ traceEvents: events })), UNWATCHED)
  if (reading.timeline === null) throw new Error(JSON.stringify(reading.reason))
  return runSliced(analyse(reading.timeline), UNWATCHED)
}

const decode = (requests: number) => [1, 2, 3].map((step) => `step[DECODE bs=${requests}] ${step}`)

describe('the verdict of an audit', () => {
  it('is sure where what certainly moves data is beyond the threshold', async () => {
    const verdict = auditVerdict([
      await analysed([
        ['kernel', NCCL, 0, 40],
        ['gpu_memcpy', COPY, 40, 30],
        ['kernel', GEMM, 70, 30],
      ]),
    ])
    expect(verdict).toMatchObject({ state: 'moving', threshold: 0.5, devices: 1 })
    expect(verdict?.low).toBeCloseTo(0.7)
    expect(verdict?.offPackage).toBeCloseTo(0.7)
    // What the products wait for is not recorded: it may be memory.
    expect(verdict?.high).toBeCloseTo(1)
    expect(verdict?.costs[0]).toMatchObject({ name: 'collective' })
    expect(verdict?.costs[0]?.most).toBeCloseTo(1 / 0.6)
  })

  it('cannot tell where the threshold lies between the two ends, and can with another threshold', async () => {
    const mixed = await analysed([
      ['kernel', NCCL, 0, 30],
      ['kernel', GEMM, 30, 70],
    ])
    expect(auditVerdict([mixed])?.state).toBe('cannotTell')
    expect(auditVerdict([mixed], 0.3)?.state).toBe('moving')
  })

  it('takes products of few rows for memory, and those of prompts for computing', async () => {
    const work: readonly Work[] = [
      ['kernel', GEMM, 0, 80],
      ['kernel', NCCL, 80, 20],
    ]
    const few = auditVerdict([await analysed(work, decode(8))])
    expect(few).toMatchObject({ state: 'cannotTell', productsWait: 'memory' })
    expect(few?.inPackage).toBeCloseTo(0.8)
    const prompts = [1, 2, 3].map((step) => `step[EXTEND bs=2 toks=4096] ${step}`)
    const prefill = auditVerdict([await analysed(work, prompts)])
    expect(prefill).toMatchObject({ state: 'notMoving', productsWait: 'compute' })
    expect(prefill?.high).toBeCloseTo(0.2)
    // Many rows, and no word on the machine: it stays unknown.
    expect(auditVerdict([await analysed(work, decode(512))])?.unknown).toBeCloseTo(0.8)
  })

  it('finds the host late only where the trace lets it', async () => {
    const late: readonly Work[] = [0, 1, 2, 3].map((index) => ['kernel', NORM, index * 100, 40, index * 100 - 20])
    const steps = [1, 2, 3, 4].map((step) => `step[DECODE bs=8] ${step}`)
    const verdict = auditVerdict([await analysed(late, steps)])
    expect(verdict?.silence).toBeNull()
    expect(verdict?.hostBound).toBeGreaterThan(0.4)
    expect(auditVerdict([await analysed(late)])).toMatchObject({ hostBound: null, silence: 'fewSteps' })
  })

  it('leaves out one gap that is most of the recording, and says how large it was', async () => {
    const cut: readonly Work[] = [
      ['kernel', NORM, 0, 50],
      ['kernel', NORM, 950, 50],
    ]
    const verdict = auditVerdict([await analysed(cut, decode(8))])
    expect(verdict).toMatchObject({ silence: 'oneGap', hostBound: null, idle: 0 })
    expect(verdict?.gap).toBeCloseTo(0.9)
    expect(verdict?.high).toBeCloseTo(1)
  })

  it('weighs devices by their time, and gives shares that add up', async () => {
    const [long, short] = [await analysed([['kernel', NCCL, 0, 900]]), await analysed([['kernel', GEMM, 0, 100]])]
    expect(auditVerdict([long, short])?.low).toBeCloseTo(0.9)
    const trace = await readKineto(
      bytesSource(
        JSON.stringify({
          traceEvents: [
            { ph: 'X', cat: 'kernel', name: NCCL, ts: BEGIN, dur: 10, pid: 0, tid: 7, args: { device: 0, stream: 7 } },
            {
              ph: 'X',
              cat: 'kernel',
              name: GEMM,
              ts: BEGIN + 30,
              dur: 10,
              pid: 0,
              tid: 7,
              args: { device: 0, stream: 7 },
            },
          ],
        }),
      ),
      UNWATCHED,
    )
    if (trace.timeline === null) throw new Error('It is read.')
    const [device] = runSliced(analyse(trace.timeline), UNWATCHED).devices
    if (device === undefined) throw new Error('It has a device.')
    const { shares, span, busy } = sharesOf(trace.timeline, device)
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect([span, busy]).toEqual([40e-6, 20e-6].map((seconds) => expect.closeTo(seconds, 12) as number))
  })

  it('says nothing of no device', () => {
    expect(auditVerdict([])).toBeNull()
  })
})
