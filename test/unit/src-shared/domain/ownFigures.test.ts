import { describe, expect, it } from 'vitest'
import { withFigure } from '#shared/domain/figures.ts'
import { hardwareProfileSchema, type HardwareProfile } from '#shared/domain/hardware.ts'
import { markOwnFigures } from '#shared/domain/ownFigures.ts'
import type { Figure } from '#shared/domain/provenance.ts'
import { parseQuantity } from '#shared/units/parse.ts'
import { testHardware, testModel } from '../../../support/documents.ts'

const original = testHardware()
const copy = (path: string, figure: Figure, sources: HardwareProfile['sources'] = {}): HardwareProfile => {
  const { sources: kept, ...rest } = withFigure({ ...original, id: 'mine', copyOf: original.id }, path, figure)
  return { ...rest, sources: { ...kept, ...sources } }
}
const override = { typed: '6.5 TB/s', unit: 'TB/s', replaced: 8e12 }

describe('figures an earlier Memwall let keep the source of what they replaced', () => {
  it('are the user’s own, and nothing else changes', () => {
    const sheet = original.sources['sheet'] ?? { title: '', address: null }
    const path = 'memory.hbm.bandwidth'
    for (const [source, sources] of [
      ['sheet', {}],
      [`own-${path}`, { [`own-${path}`]: sheet }],
    ] as const) {
      const kept = copy(path, { value: 6.5e12, grade: 'vendor', source, published: '8 TB/s', override }, sources)
      const marked = markOwnFigures(kept, original)
      expect(marked.memory[0]?.bandwidth).toEqual({ value: 6.5e12, grade: 'own', source: null, override })
      expect({ ...marked, memory: [] }).toEqual({ ...kept, memory: [], sources: original.sources })
      expect(hardwareProfileSchema.safeParse(marked).error).toBeUndefined()
      // Marked once, it stays.
      expect(markOwnFigures(marked, original)).toBe(marked)
    }
  })

  it('say what they replaced, in a text that reads back to the value', () => {
    const marked = markOwnFigures(copy('power.board', { value: 812.5, grade: 'vendor', source: 'sheet' }), original)
    const { typed = '', replaced } = marked.power.board.override ?? {}
    expect(replaced).toBe(1000)
    expect(parseQuantity(typed, 'watts')).toMatchObject({ ok: true, value: 812.5 })
  })

  it('are not those with a source or a grade of their own, nor those of a device nobody knows', () => {
    const own = { own: { title: 'Our lab', address: null } }
    for (const kept of [
      copy('power.board', { value: 900, grade: 'measured', source: 'own' }, own),
      copy('power.board', { value: 900, grade: 'vendor', source: 'own' }, own),
      copy('power.board', { value: 900, grade: 'guess', source: null }),
      copy('power.board', { value: null, grade: null, source: null }),
      copy('power.board', { value: 1000, grade: 'vendor', source: 'sheet' }),
    ]) {
      expect(markOwnFigures(kept, original)).toBe(kept)
    }
    const changed = copy('power.board', { value: 900, grade: 'vendor', source: 'sheet' })
    expect(markOwnFigures(changed, null)).toBe(changed)
  })

  it('may be of a model', () => {
    const model = testModel()
    const kept = withFigure(model, 'published.context', { value: 9000, grade: 'vendor', source: 'sheet' })
    expect(markOwnFigures(kept, model).published.context).toMatchObject({ value: 9000, grade: 'own', source: null })
  })
})
