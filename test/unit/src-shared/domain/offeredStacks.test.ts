import { describe, expect, it } from 'vitest'
import { measuredStacks } from '#main/engine/calibration/measuredStacks.ts'
import { stackInCommon, stacksFor } from '#shared/domain/offeredStacks.ts'
import { HARDWARE, hardware } from '../../../support/engineScenarios.ts'

const facts = measuredStacks().flatMap(({ hardware: id, software }) => {
  const device = HARDWARE.get(id)
  return device ? [{ vendor: device.vendor, kind: device.kind, software }] : []
})
const offered = (id: string) => stacksFor(hardware(id), facts)

describe('the stack that columns have in common', () => {
  it('is the one asked for where it was measured on the maker’s devices of its kind, and none elsewhere', () => {
    expect(stackInCommon(hardware('mi355x'), 'vllm', facts)).toBe('vllm')
    expect(stackInCommon(hardware('h200-sxm'), 'sglang', facts)).toBe('sglang')
    expect(stackInCommon(hardware('mi355x'), 'trtllm', facts)).toBeNull()
    expect(stackInCommon(hardware('cerebras-wse3'), 'vllm', facts)).toBeNull()
    // It is offered because its maker writes it, and was measured by nobody.
    expect(stackInCommon(hardware('wormhole-n300'), 'tt-metal', facts)).toBeNull()
    expect(stackInCommon(hardware('h200-sxm'), null, facts)).toBeNull()
    expect(stackInCommon(hardware('h200-sxm'), 'vllm', [])).toBeNull()
  })
})

describe('the software stacks of a device', () => {
  it('are those measured on its maker’s devices of its kind', () => {
    expect(offered('b200-sxm')).toEqual(expect.arrayContaining(['generic', 'vllm', 'trtllm', 'sglang', 'llamacpp']))
    for (const id of ['mi300x', 'mi355x', 'mi455x']) {
      expect(offered(id)).toEqual(expect.arrayContaining(['generic', 'vllm', 'rocm', 'llamacpp']))
      for (const foreign of ['trtllm', 'nccl', 'wafer', 'tt-metal', 'sambaflow']) {
        expect(offered(id)).not.toContain(foreign)
      }
    }
    expect(offered('cerebras-wse3')).toEqual(['generic', 'wafer'])
    expect(offered('wormhole-n300')).toEqual(['generic', 'tt-metal'])
    expect(offered('sn40l')).toEqual(['generic', 'sambaflow'])
    // A processor of a maker of accelerators does not run what those run.
    expect(offered('epyc-9965')).not.toContain('rocm')
  })

  it('and those whose documentation lists such devices, measured there or not', () => {
    for (const id of ['tpu-v6e', 'gaudi3', 'ascend-910c', 'arc-pro-b60', 'm3-ultra', 'dgx-spark-gb10', 'epyc-9965']) {
      expect(offered(id), id).toContain('vllm')
    }
    for (const id of ['cerebras-wse3', 'groq-chip1', 'sn40l', 'wormhole-n300', 'trainium2', 'corsair']) {
      expect(offered(id), id).not.toContain('vllm')
    }
    // What is offered there is not what columns have in common: nobody measured it.
    expect(stackInCommon(hardware('tpu-v6e'), 'vllm', facts)).toBeNull()
  })
})
