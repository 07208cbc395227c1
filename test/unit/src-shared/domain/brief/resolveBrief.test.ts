import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseDocument } from '#shared/document/parse.ts'
import { acceptedPrecisions, publishedPrecision } from '#shared/domain/brief/acceptedPrecisions.ts'
import { entered } from '#shared/domain/brief/assumed.ts'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { resolveBrief } from '#shared/domain/brief/resolveBrief.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { testWorkspace } from '../../../../support/documents.ts'

function sample(name: string): Workspace {
  const file = new URL(`../../../../../resources/samples/${name}.memwall`, import.meta.url)
  const parsed = parseDocument(readFileSync(file, 'utf8'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
  return parsed.workspace
}

function resolved(workspace: Workspace) {
  const found = resolveBrief(workspace)
  if (found === null) throw new Error('The workspace has its model.')
  return found.alternatives
}

const chat = sample('b200-against-wse3')

/** The chat sample with its first alternative changed. */
function withFirst(change: Partial<Alternative>): Workspace {
  const [first, ...others] = chat.brief.alternatives
  if (!first) throw new Error('The sample has alternatives.')
  return { ...chat, brief: { ...chat.brief, alternatives: [{ ...first, ...change }, ...others] } }
}

describe('resolveBrief', () => {
  it('gives every machine of the chat sample one system that is split, with one request of the demand in flight', () => {
    const alternatives = resolved(chat)
    expect(alternatives.map(({ base }) => base?.hardware.id)).toEqual([
      'b200-sxm',
      'cerebras-wse3',
      'h200-sxm',
      'mi355x',
    ])
    for (const { base, kept, alternative } of alternatives) {
      expect(kept).toBeNull()
      expect(base?.id).toBe(alternative.id)
      expect(base?.workload).toEqual({ inputTokens: 1024, outputTokens: 512, cachedShare: 0, concurrency: 1 })
      expect(base?.economics).toMatchObject({ utilisation: 1, costOfCapital: 0.09, electricityTariff: 0.09 })
    }
    const [b200, wse3] = alternatives.map(({ base }) => base?.deployment)
    expect(b200).toMatchObject({ devices: 8, tensorParallel: 8, weightPrecision: 'bf16' })
    // 141 GB of weights take four wafers of 44 GB: one does not hold them.
    expect(wse3).toMatchObject({ devices: 4, pipelineParallel: 4 })
  })

  it('has no machine where there is none, and two where one is kept', () => {
    const hosted = resolved(withFirst({ kind: 'hosted', hardware: null }))[0]
    expect(hosted).toMatchObject({ base: null, kept: null })
    const added = resolved(withFirst({ kind: 'add', keeps: 'h200-sxm', ownedSystems: 3 }))[0]
    expect(added?.base?.hardware.id).toBe('b200-sxm')
    expect(added?.kept?.hardware.id).toBe('h200-sxm')
    expect(added?.kept?.deployment.devices).toBe(8)
    expect(added?.kept?.id).not.toBe(added?.base?.id)
  })

  it('applies overrides and what is pinned, and prices a device of the system that is bought', () => {
    const pinned = chat.scenarios[0]?.deployment
    if (!pinned) throw new Error('The sample has scenarios.')
    const [first] = chat.brief.alternatives
    if (!first) throw new Error('The sample has alternatives.')
    const [b200] = resolved(
      withFirst({
        hardwareOverrides: { 'memory.hbm.bandwidth': 9e12 },
        pinned: { systems: null, deployment: pinned },
        offer: { ...first.offer, price: entered(440_000) },
      }),
    )
    expect(b200?.base?.hardware.memory.find(({ id }) => id === 'hbm')?.bandwidth.value).toBe(9e12)
    expect(b200?.base?.deployment).toEqual(pinned)
    expect(b200?.base?.economics.purchasePrice).toBe(55_000)
  })

  it('reads prompts elsewhere where the alternative says so', () => {
    const formats = { weightPrecision: 'fp8', activationPrecision: 'fp8', kvPrecision: 'fp8' } as const
    const place = { hardware: 'h200-sxm', hardwareOverrides: {}, ...formats, software: null, softwareVersion: null }
    const base = resolved(withFirst({ prefill: place }))[0]?.base
    expect(base?.prefill?.hardware.id).toBe('h200-sxm')
    expect(base?.deployment).toMatchObject({ serving: 'disaggregated' })
    expect(base?.deployment.pools).not.toBeNull()
  })

  it('resolves every sample, and nothing without its model', () => {
    for (const name of ['bandwidth-experiment', 'deepseek-by-precision']) {
      const alternatives = resolved(sample(name))
      expect(alternatives.length).toBeGreaterThan(1)
      expect(alternatives.every(({ base }) => base !== null)).toBe(true)
    }
    const workspace = testWorkspace()
    expect(resolveBrief({ ...workspace, brief: { ...workspace.brief, model: 'gone' } })).toBeNull()
  })
})

describe('the accepted formats', () => {
  it.each([
    ['bf16', undefined, 'bf16'],
    ['fp8 (block 128x128)', undefined, 'fp8'],
    ['fp4 experts, fp8 rest', undefined, 'mxfp4'],
    ['mxfp4 experts, bf16 rest', 'mxfp4', 'mxfp4'],
    ['nvfp4', undefined, 'nvfp4'],
    [null, undefined, 'bf16'],
  ] as const)(
    'of a model published in %s are that alone, until others are accepted',
    (nativeFormat, experts, expected) => {
      const model = { nativeFormat, expertPrecision: experts }
      expect(publishedPrecision(model)).toBe(expected)
      expect(acceptedPrecisions({ precisions: [] }, model)).toEqual([expected])
      expect(acceptedPrecisions({ precisions: ['int8'] }, model)).toEqual([expected, 'int8'])
    },
  )
})
