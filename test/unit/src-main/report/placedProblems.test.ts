import { expect, test } from 'vitest'
import { placedProblems } from '#main/report/placedProblems.ts'
import type { ReportProblem } from '#shared/contract/report.ts'

const place = (id: string, page: number) => ({ id, page, x: 0, y: 0, width: 0, height: 0, text: '' })
const problem = (kind: string, target: string | null, page: number | null = null): ReportProblem => ({
  kind,
  severity: 'warn',
  page,
  text: '',
  detail: '',
  verb: null,
  target,
})
const PLACES = [place('decision', 1), place('case', 2), place('summary', 1), place('notModelled', 3)]

test.each([
  ['of the text it is about', problem('movedFigure', 'notModelled'), 3],
  ['of the table that prints it', problem('price', 'wse3'), 1],
  ['of the signatures', problem('owner', 'owner'), 2],
  ['that it has already', problem('price', 'wse3', 7), 7],
  ['of none, where it is about the file', problem('noStandard', null), null],
])('a problem has the page %s', (_which, given, page) => {
  expect(placedProblems([given], PLACES)).toEqual([{ ...given, page }])
})

test('what is not printed is on no page', () => {
  expect(
    placedProblems([problem('movedFigure', 'ask'), problem('dissent', 'dissent')], []).map(({ page }) => page),
  ).toEqual([null, null])
})
