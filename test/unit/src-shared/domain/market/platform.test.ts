import { describe, expect, it } from 'vitest'
import { PLATFORMS, platformOf } from '#shared/domain/market/platform.ts'
import { device, shipped } from '../../../resources/libraryProfiles.ts'

describe('platforms of devices', () => {
  it.each([
    ['h100-sxm', 'cuda'],
    ['dgx-spark-gb10', 'cuda'],
    ['mi355x', 'rocm'],
    ['strix-halo-395', 'rocm'],
    ['epyc-9965', 'x86'],
    ['xeon-6980p', 'x86'],
    ['arc-pro-b60', 'xpu'],
    ['gaudi3', 'gaudi'],
    ['tpu-v5e', 'tpu'],
    ['trainium2', 'neuron'],
    ['inferentia2', 'neuron'],
    ['m3-ultra', 'metal'],
    ['ascend-910c', 'ascend'],
    ['cerebras-wse3', 'cerebras'],
    ['groq-chip1', 'groq'],
    ['groq-lp30', 'groq'],
    ['sn40l', 'sambanova'],
    ['blackhole-p150a', 'tenstorrent'],
    ['corsair', 'dmatrix'],
    ['qualcomm-ai200', 'qualcomm'],
  ] as const)('%s is programmed on %s', (id, platform) => expect(platformOf(device(id))).toBe(platform))

  it('are unknown where the maker and kind do not say', () => {
    expect(platformOf({ vendor: 'Ours', kind: 'gpu' })).toBeNull()
    expect(platformOf({ vendor: 'NVIDIA', kind: 'wafer' })).toBeNull()
    expect(platformOf({ vendor: 'constructor', kind: 'gpu' })).toBeNull()
    expect(platformOf({ vendor: ' nvidia ', kind: 'gpu' })).toBe('cuda')
  })

  it('are known of every shipped device but of one maker nobody has read about', () => {
    const unknown = shipped.hardware.filter((profile) => platformOf(profile) === null)
    expect([...new Set(unknown.map(({ vendor }) => vendor))]).toEqual(['Graphcore'])
    for (const profile of shipped.hardware) expect([null, ...PLATFORMS]).toContain(platformOf(profile))
  })
})
