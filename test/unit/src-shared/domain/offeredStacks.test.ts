import { describe, expect, it } from 'vitest'
import { measuredStacks } from '#main/engine/calibration/measuredStacks.ts'
import { stacksFor } from '#shared/domain/offeredStacks.ts'
import { HARDWARE, hardware } from '../../../support/engineScenarios.ts'

const facts = measuredStacks().flatMap(({ hardware: id, software }) => {
  const device = HARDWARE.get(id)
  return device ? [{ vendor: device.vendor, kind: device.kind, software }] : []
})
const offered = (id: string) => stacksFor(hardware(id), facts)

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
    expect(offered('tpu-v6e')).toEqual(['generic'])
    // A processor of a maker of accelerators does not run what those run.
    expect(offered('epyc-9965')).toEqual(['generic'])
  })
})
