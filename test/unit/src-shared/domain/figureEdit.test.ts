import { describe, expect, it } from 'vitest'
import { editFigure, figureEditSchema, type EditedFigure, type FigureEdit } from '#shared/domain/figureEdit.ts'
import { figureSchema, type Figure } from '#shared/domain/provenance.ts'
import { wordingText } from '#shared/words/say.ts'

const SHEET = { title: 'Data sheet', address: null }
const WHO = { by: 'anna', at: '2026-11-29T02:00:00.000Z' }
const SHIPPED: Figure = {
  value: 8e12,
  grade: 'vendor',
  source: 'sheet',
  note: 'nominal',
  alternatives: [{ value: 7.7e12, grade: 'secondary', source: null }],
}
const EDIT: FigureEdit = { typed: '7 TB/s', unit: '', low: '', high: '', grade: 'guess', note: '', source: null }
const edit = (change: Partial<FigureEdit>, figure = SHIPPED) =>
  editFigure({ path: 'memory.hbm.bandwidth', figure, dimension: 'bytesPerSecond' }, { ...EDIT, ...change }, 'own', {
    cited: SHEET,
    ...WHO,
  })
const said = (edited: EditedFigure) => (edited.ok ? null : wordingText(edited.message))

describe('editFigure', () => {
  it.each([
    ['7 TB/s', '', 7e12, 'TB/s'],
    ['7', 'TB/s', 7e12, 'TB/s'],
    ['400 Gb/s', 'TB/s', 50e9, 'Gb/s'],
    ['=2 * 3.5 TB/s', '', 7e12, 'TB/s'],
    ['7 GiB/s', '', 7 * 2 ** 30, 'GiB/s'],
  ])('reads “%s” in a field of “%s”', (typed, unit, value, printed) => {
    const edited = edit({ typed, unit })
    expect(edited).toMatchObject({ ok: true, figure: { value, override: { typed, unit: printed, replaced: 8e12 } } })
    if (edited.ok) expect(figureSchema.safeParse(edited.figure).success).toBe(true)
  })

  it('takes bounds in the unit of the value where they have none', () => {
    expect(edit({ low: '6', high: '7,500 GB/s' })).toMatchObject({ figure: { low: 6e12, high: 7.5e12 } })
    expect(edit({ low: '', high: '' })).not.toHaveProperty('figure.low')
  })

  it('keeps the alternatives, drops the shipped note, and cites the user’s source alone', () => {
    expect(edit({})).toEqual({
      ok: true,
      source: null,
      figure: {
        value: 7e12,
        grade: 'guess',
        source: null,
        alternatives: SHIPPED.alternatives,
        override: { typed: '7 TB/s', unit: 'TB/s', replaced: 8e12, ...WHO },
      },
    })
    const source = { title: 'Our lab', address: 'https://example.org/' }
    expect(edit({ grade: 'measured', note: 'mine', source })).toMatchObject({
      source,
      figure: { source: 'own', note: 'mine', grade: 'measured' },
    })
  })

  it('an unknown figure has neither grade nor source, and remembers an unknown one', () => {
    expect(edit({ typed: '  ' })).toMatchObject({ figure: { value: null, grade: null, source: null } })
    const unknown: Figure = { value: null, grade: null, source: null }
    expect(edit({}, unknown)).toMatchObject({ figure: { override: { replaced: null } } })
  })

  it.each(['measured', 'vendor', 'secondary'] as const)('“%s” needs a source', (grade) => {
    expect(said(edit({ grade }))).toContain(`“${grade}” needs a source`)
  })

  it.each([
    [{ typed: '7' }, /unit is missing/],
    [{ typed: '7 tb/s' }, /could be/],
    [{ typed: '7 TB/s', low: '8' }, /outside its range/],
    [{ typed: '7 TB/s', high: '6 TB/s' }, /outside its range/],
    [{ typed: '7 TB/s', high: '6 TFLOP/s' }, /unit of/],
    [{ typed: '−7 TB/s' }, /enter 1\u00a0B\/s or more/],
    [{ typed: '1e999 TB/s' }, /enter 1\u00a0EB\/s or less/],
    [{ typed: '2 EB/s' }, /enter 1\u00a0EB\/s or less/],
    [{ grade: null }, /needs a grade/],
  ] as const)('%j is refused with one sentence', (change, message) => {
    expect(said(edit(change))).toMatch(message)
  })

  it('another value loses the source and the grade of the one it replaces, and says whose it is', () => {
    const repeated = edit({ grade: 'vendor', source: SHEET })
    expect(repeated).toMatchObject({
      ok: true,
      source: null,
      figure: { value: 7e12, grade: 'own', source: null, override: { replaced: 8e12, ...WHO } },
    })
    // The same value goes on being the vendor's; another source is the user's claim.
    expect(edit({ typed: '8 TB/s', grade: 'vendor', source: SHEET })).toMatchObject({ figure: { grade: 'vendor' } })
    const other = { title: 'Another sheet', address: null }
    expect(edit({ grade: 'vendor', source: other })).toMatchObject({ source: other, figure: { grade: 'vendor' } })
  })

  it('takes no source without a title', () => {
    expect(figureEditSchema.safeParse({ ...EDIT, source: { title: '  ', address: null } }).success).toBe(false)
  })
})
