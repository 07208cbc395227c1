import { expect, test } from 'vitest'
import { keepUnchanged } from '../../../../src-renderer/scenario/keepUnchanged.ts'
import { scenarioFields } from '../../../../src-renderer/workspace/inputs/scenarioFields.ts'
import { change } from '../../../../src-renderer/workspace/history.ts'
import { sampleWorkspace } from '../sampleWorkspace.ts'

test('keeps every input that shows the same, in the same context only', () => {
  const workspace = sampleWorkspace()
  const moved = change(workspace, 'Move', (draft) => void (draft.workload.concurrency += 1))?.workspace ?? workspace
  const fields = (of: typeof workspace) => {
    const [scenario] = of.scenarios
    return scenario ? scenarioFields(of, scenario, false) : []
  }
  const first = keepUnchanged([], fields(workspace), 'a')
  const second = keepUnchanged(first, fields(moved), 'a')
  expect(second.filter((field, index) => field !== first[index]).map((field) => field.id)).toEqual([
    'workload.concurrency',
  ])
  const elsewhere = keepUnchanged(second, fields(moved), 'b')
  expect(elsewhere.filter((field) => second.includes(field))).toEqual([])
})
