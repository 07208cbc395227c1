import { expect, test } from 'vitest'
import type { ReportProblem } from '#shared/contract/report.ts'
import { sectionPages, worstOn } from '../../../../src-renderer/report/sections/sectionPages.ts'

const page = { hash: '', svg: null, width: 1, height: 1 }
const problem = (severity: ReportProblem['severity'], on: number | null): ReportProblem => ({
  kind: '',
  severity,
  page: on,
  text: '',
  detail: '',
  verb: null,
  target: null,
})

test('a section ends where the next begins, and the last with the report', () => {
  const pages = sectionPages({
    pages: Array.from({ length: 9 }, () => page),
    sections: [
      { section: 'decision', page: 1 },
      { section: 'case', page: 2 },
      { section: 'register', page: 8 },
      { section: 'brief', page: 3 },
      { section: 'matrix', page: 3 },
    ],
  })
  expect(pages.get('case')).toEqual({ from: 2, to: 2 })
  expect(pages.get('brief')).toEqual({ from: 3, to: 3 })
  expect(pages.get('matrix')).toEqual({ from: 3, to: 7 })
  expect(pages.get('register')).toEqual({ from: 8, to: 9 })
})

test('the worst of a section is told', () => {
  const problems = [problem('warn', 2), problem('bad', 3), problem('bad', null)]
  expect(worstOn(problems, { from: 1, to: 1 })).toBeNull()
  expect(worstOn(problems, { from: 1, to: 2 })).toBe('warn')
  expect(worstOn(problems, { from: 2, to: 3 })).toBe('bad')
})
