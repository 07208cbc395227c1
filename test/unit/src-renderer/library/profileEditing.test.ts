import { describe, expect, it } from 'vitest'
import { editFigure } from '#shared/domain/figureEdit.ts'
import { hardwareFigures } from '#shared/domain/figures.ts'
import { beginEdit, exactText } from '../../../../src-renderer/library/figures/editedText.ts'
import { freeId } from '../../../../src-renderer/library/edit/freeId.ts'
import { actionText, partText } from '../../../../src-renderer/library/profile/historyText.ts'
import { shipped } from '../../resources/libraryProfiles.ts'

describe('the id of a copy', () => {
  it.each([
    ['H100 in our lab', [], 'h100-in-our-lab'],
    ['H100 in our lab', ['h100-in-our-lab', 'h100-in-our-lab-2'], 'h100-in-our-lab-3'],
    ['  Ä/B.1  ', [], 'a-b.1'],
    ['机器', [], 'profile'],
    ['x'.repeat(120), [], 'x'.repeat(59)],
  ])('of “%s” where %j are taken', (name, taken, id) => {
    expect(freeId(name, new Set(taken))).toBe(id)
  })
})

describe('the form of a figure', () => {
  it('begins with every shipped figure unrounded: saved as it is, nothing changes', () => {
    let seen = 0
    for (const profile of [...shipped.hardware, ...shipped.systems]) {
      for (const named of hardwareFigures(profile)) {
        const { value } = named.figure
        const text = exactText(value, named.dimension)
        if (value === null) {
          expect(text).toBe('')
          continue
        }
        const begin = beginEdit(named, profile.sources)
        const read = editFigure(named, { ...begin, grade: 'estimate' }, 'own', { cited: null, by: '', at: '' })
        if (!read.ok) throw new Error(`${profile.id} ${named.path} “${begin.typed}”: ${read.message}`)
        expect(Math.abs((read.figure.value ?? NaN) / value - 1)).toBeLessThan(1e-11)
        seen += 1
      }
    }
    expect(seen).toBeGreaterThan(1500)
  })
})

describe('the history in words', () => {
  it('names what was done', () => {
    expect(actionText({ action: 'copied', detail: 'b200-sxm' })).toBe('Copied from b200-sxm')
    expect(actionText({ action: 'restored', detail: '2' })).toBe('Restored revision 2')
    expect(actionText({ action: 'edited', detail: '' })).toBe('Edited')
    expect(actionText({ action: 'edited', detail: 'reverted' })).toBe('Put back as it was')
  })

  it('prints figures with unit and grade, text as it is, and what is unknown or missing as that', () => {
    const figure = { value: 7.2e12, grade: 'measured', source: null }
    expect(partText('memory.hbm.bandwidth', figure)).toMatch(/^7\.20.TB\/s, measured$/)
    expect(partText('memory.hbm.bandwidth', figure, 'Our lab')).toMatch(/, measured, Our lab$/)
    expect(partText('power.board', { value: null, grade: null, source: null })).toBe('unknown')
    expect(partText('name', 'B200 in our lab')).toBe('B200 in our lab')
    expect(partText('notes', ['One.', 'Two.'])).toBe('One. Two.')
    expect(partText('notes', [])).toBe('nothing')
    expect(partText('name', null)).toBe('nothing')
  })
})
