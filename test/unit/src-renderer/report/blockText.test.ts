import { expect, test } from 'vitest'
import { DEFAULT_REPORT, MOST_EDITED_BLOCKS } from '#shared/domain/report.ts'
import { mayWrite, withText, writtenText } from '../../../../src-renderer/report/page/blockText.ts'

const EDITED = { texts: { summary: 'By hand.' }, recommendation: 'Ours.' }

test('a block says what was written, and what is computed where nothing was', () => {
  expect(writtenText(EDITED, 'summary')).toBe('By hand.')
  expect(writtenText(EDITED, 'ask')).toBeNull()
  // No name that every object has is one of a block.
  expect(writtenText(EDITED, 'constructor')).toBeNull()
  expect(writtenText(EDITED, 'recommendation')).toBe('Ours.')
})

test('what is emptied, or says what is printed anyway, is as computed', () => {
  expect(withText(DEFAULT_REPORT, 'summary', 'Other.', 'Printed.').texts).toEqual({ summary: 'Other.' })
  expect(withText(DEFAULT_REPORT, 'summary', ' Printed. ', 'Printed.').texts).toEqual({})
  expect(withText(EDITED, 'summary', '  ', null).texts).toEqual({})
  // What is printed of a written block is its own text: that stays.
  expect(withText(EDITED, 'summary', 'By hand.', null).texts).toEqual({ summary: 'By hand.' })
  expect(withText(EDITED, 'recommendation', 'Theirs. ', null)).toEqual({ ...EDITED, recommendation: 'Theirs.' })
})

test('no more blocks are written than a file holds', () => {
  const full = { texts: Object.fromEntries(Array.from({ length: MOST_EDITED_BLOCKS }, (_, at) => [`b${at}`, ''])) }
  expect(mayWrite(full, 'another')).toBe(false)
  expect(mayWrite(full, 'b3')).toBe(true)
  expect(mayWrite(full, 'recommendation')).toBe(true)
})
