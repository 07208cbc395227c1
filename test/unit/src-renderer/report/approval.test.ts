import { expect, test } from 'vitest'
import { DEFAULT_REPORT, reportSchema } from '#shared/domain/report.ts'
import { approvedDecision, dayOf, hashOf, isStaleApproval } from '../../../../src-renderer/report/approval.ts'
import { BRIEF, CHOSEN, UNDECIDED } from '../../../support/briefVerdicts.ts'
import { sampleWorkspace } from '../sampleWorkspace.ts'

const workspace = { ...sampleWorkspace(), brief: BRIEF }
const documentHash = 'a'.repeat(64)
const approved = approvedDecision(
  { verdict: CHOSEN, workspace },
  { on: '2026-12-01', by: 'Platform lead', documentHash },
)

test('an approval keeps the brief and what the verdict said, in the form of the file', () => {
  expect(reportSchema.parse({ ...DEFAULT_REPORT, approved }).approved).toEqual(approved)
  expect(approved.brief).toBe(BRIEF)
  expect(approved.verdict).toMatchObject({ state: 'choose', choice: CHOSEN.choice })
  const [first] = CHOSEN.table
  expect(approved.verdict.costs[first?.id ?? '']).toBe(first?.costing?.perMillionOutput)
  expect(approved.verdict.firsts[first?.id ?? '']).toBe(first?.fared?.first)
  // Unknown is unknown, never 0.
  expect(approved.verdict.costs['wse3']).toBeNull()
})

test('it is stale where the brief or the choice is another one', () => {
  const report = { ...DEFAULT_REPORT, approved }
  expect(isStaleApproval({ report, brief: BRIEF }, null)).toBe(false)
  expect(isStaleApproval({ report, brief: structuredClone(BRIEF) }, CHOSEN)).toBe(false)
  expect(isStaleApproval({ report, brief: { ...BRIEF, question: 'Another?' } }, CHOSEN)).toBe(true)
  expect(isStaleApproval({ report, brief: BRIEF }, UNDECIDED)).toBe(true)
  expect(isStaleApproval({ report: DEFAULT_REPORT, brief: BRIEF }, CHOSEN)).toBe(false)
})

test('hash and day are those of text and place', async () => {
  expect(await hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
})
