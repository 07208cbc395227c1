import { describe, expect, it } from 'vitest'
import { readKernelSums } from '#main/audit/nsys/kernelSums.ts'
import { UNWATCHED } from '#main/audit/timeline/watch.ts'
import { bytesSource, fileSource, tracesAreHere } from '../../../../support/traces.ts'

const TITLES = 'Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name'
const read = (text: string) => readKernelSums(bytesSource(text), UNWATCHED)

describe('sums of kernels by nsys', () => {
  it('are shares of their own time, behind what nsys prints', async () => {
    const text = `Processing [report1.sqlite] with [cuda_gpu_kern_sum.py]...\n\n${TITLES}\n75.0,3000,10,300.0,300.0,1,2,0.0,"flash_fwd_kernel<int, 2>"\n25.0,1000,5,200,200,1,2,0,void cutlass_gemm()\n`
    expect(await read(text)).toMatchObject({
      read: 'whole',
      sums: {
        launches: 15,
        seconds: 4e-6,
        kernels: [
          { name: 'flash_fwd_kernel<int, 2>', family: 'attention', launches: 10, share: 0.75 },
          { family: 'gemm', share: 0.25 },
        ],
        families: { attention: 0.75, gemm: 0.25, unknown: 0 },
      },
    })
  })

  it.each([
    ['', 'trace.refused.empty'],
    ['a,b\n1,2\n', 'kernelSums.refused.noTable'],
    [`${TITLES}\n`, 'kernelSums.refused.noKernels'],
  ])('%j is refused for a reason', async (text, code) => {
    expect(await read(text)).toMatchObject({ read: 'refused', reason: { code } })
  })

  it('count lines that cannot be read', async () => {
    expect(await read(`${TITLES}\n50,1000,1,1,1,1,1,0,k\n50,much,1,1,1,1,1,0,k\n`)).toMatchObject({
      read: 'partial',
      reason: { code: 'trace.partial.malformed', parameters: { count: 1 } },
    })
  })
})

describe.runIf(tracesAreHere)('public sums of kernels', () => {
  it.each([
    ['all-stage', 1_231_822_285, 0.249],
    ['decode', 61_602_133, 0.344],
    ['prefill', 16_214_877, 0.247],
  ])('of %s have the shares that nsys printed', async (stage, nanoseconds, share) => {
    const reading = await readKernelSums(fileSource(`nsys/dsocr_${stage}_cuda_gpu_kern_sum.csv`), UNWATCHED)
    expect(reading.read).toBe('whole')
    const [first] = reading.sums?.kernels ?? []
    expect(first?.seconds).toBe(nanoseconds / 1e9)
    expect(first?.share).toBeCloseTo(share, 3)
    expect(reading.sums?.families.unknown).toBeLessThan(0.01)
    const sum = Object.values(reading.sums?.families ?? {}).reduce((total, one) => total + one, 0)
    expect(sum).toBeCloseTo(1, 12)
  })
})
