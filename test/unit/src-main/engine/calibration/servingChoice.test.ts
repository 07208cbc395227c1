import { describe, expect, it } from 'vitest'
import { chooseServing, type FitFacts } from '#main/engine/calibration/servingChoice.ts'
import type { Software } from '#shared/domain/software.ts'

const fit = (
  style: FitFacts['style'],
  software: Software | null,
  hardware: string | null,
  vendor: string | null = null,
  generation: string | null = null,
): FitFacts => ({ style, software, hardware, vendor, generation, points: 10 })

const device = { id: 'h200', generation: 'hopper', vendor: 'NVIDIA' }
const everything = fit('aggregated', null, null)

describe('the fit that is chosen', () => {
  it('is the device’s own under the stack before any relative', () => {
    const own = fit('aggregated', 'vllm', 'h200', 'NVIDIA', 'hopper')
    const sister = fit('aggregated', 'vllm', 'h100', 'NVIDIA', 'hopper')
    expect(chooseServing([everything, sister, own], device, 'vllm', 'aggregated')).toEqual({
      entry: own,
      source: 'fitted',
    })
  })

  it('is the loop’s where a device has no fit to fixed batches', () => {
    const loop = fit('aggregated', 'vllm', 'h200', 'NVIDIA', 'hopper')
    const sister = fit('static', 'vllm', 'h100', 'NVIDIA', 'hopper')
    expect(chooseServing([everything, sister, loop], device, 'vllm', 'static')?.entry).toBe(loop)
  })

  it('is a sister’s separate pools before the device’s own loop, and that loop before another stack’s pools', () => {
    const loop = fit('aggregated', 'vllm', 'h200', 'NVIDIA', 'hopper')
    const sister = fit('disaggregated', 'vllm', 'h100', 'NVIDIA', 'hopper')
    const other = fit('disaggregated', 'trtllm', 'h200', 'NVIDIA', 'hopper')
    expect(chooseServing([everything, loop, sister, other], device, 'vllm', 'disaggregated')?.entry).toBe(sister)
    expect(chooseServing([everything, loop, other], device, 'vllm', 'disaggregated')?.entry).toBe(loop)
  })

  it('is a fixed batch’s for a loop only where no loop of the stack was measured', () => {
    const batch = fit('static', 'llamacpp', 'h200', 'NVIDIA', 'hopper')
    expect(chooseServing([everything, batch], device, 'llamacpp', 'aggregated')?.entry).toBe(batch)
    const loop = fit('aggregated', 'llamacpp', null)
    expect(chooseServing([everything, batch, loop], device, 'llamacpp', 'aggregated')?.entry).toBe(loop)
  })

  it('is not that of llama.cpp for somebody who names no stack where another was measured', () => {
    const llama = fit('static', 'llamacpp', 'h200', 'NVIDIA', 'hopper')
    const sister = fit('static', 'vllm', 'h100', 'NVIDIA', 'hopper')
    expect(chooseServing([llama, sister], device, null, 'static')?.entry).toBe(sister)
    expect(chooseServing([llama], device, null, 'static')?.entry).toBe(llama)
  })

  it('is that of everything where nothing alike was measured, and none without fits', () => {
    const stranger = { id: 'x', generation: 'y', vendor: 'z' }
    expect(chooseServing([everything], stranger, 'vllm', 'aggregated')).toEqual({
      entry: everything,
      source: 'generic',
    })
    expect(chooseServing([], stranger, 'vllm', 'aggregated')).toBeNull()
  })
})
