import { expect, test } from 'vitest'
import { typedSettings } from '#main/shells/cli/reportOptions.ts'
import { DEFAULT_REPORT, reportSchema } from '#shared/domain/report.ts'

const typed = (values: Readonly<Record<string, string>>) =>
  typedSettings({ ...DEFAULT_REPORT, ownSections: [OWN] }, new Map(Object.entries(values)))
const OWN = { id: 'one', title: 'Ours', text: '', shown: true, after: 'brief' as const }

test('what is not typed is as the file has it', () => {
  expect(typed({})).toEqual({ ...DEFAULT_REPORT, ownSections: [OWN] })
  expect(typed({ audience: 'board', paper: 'letter', lang: 'zh' })).toMatchObject({
    audience: 'board',
    paper: 'letter',
    language: 'zh',
  })
})

test('sections are those that are listed, in their order, after decision and case', () => {
  const settings = typed({ sections: 'register, matrix,decision' })
  expect(settings.sections.filter(({ shown }) => shown).map(({ section }) => section)).toEqual([
    'decision',
    'case',
    'register',
    'matrix',
  ])
  expect(settings.ownSections[0]?.shown).toBe(false)
  expect(reportSchema.safeParse(settings).success).toBe(true)
})

test.each([
  [{ audience: 'everybody' }, /--audience has no “everybody”; it may be board or full/],
  [{ paper: 'a3' }, /--paper has no “a3”; it may be a4 or letter/],
  [{ lang: 'de' }, /--lang has no “de”; it may be en or zh/],
  [{ sections: 'matrix,gone' }, /--sections has no “gone”; it may be decision, case, .* or method/],
  [{ sections: '' }, /--sections has no “”/],
  [{ sections: 'matrix,matrix' }, /names “matrix” twice/],
  [{ sections: 'matrix', audience: 'board' }, /exactly decision and case/],
])('a word that is none is answered with those there are: %o', (values, sentence) => {
  expect(() => typed(values as Record<string, string>)).toThrow(sentence)
})
