import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  change,
  EMPTY_HISTORY,
  pushed,
  redone,
  undone,
  type Recipe,
} from '../../../../src-renderer/workspace/history.ts'
import { repositoryFile, typeScriptNode } from '../../../support/nodeRuntime.ts'
import { sampleWorkspace } from '../sampleWorkspace.ts'

const recipe = fc.oneof(
  fc.integer({ min: 1, max: 4096 }).map((value): Recipe => (draft) => {
    draft.workload.concurrency = value
  }),
  fc.string({ maxLength: 20 }).map((value): Recipe => (draft) => {
    draft.title = value
  }),
  fc.constant<Recipe>((draft) => {
    draft.scenarios.reverse()
  }),
)

describe('history', () => {
  test('undoing every step and redoing it gives the same workspaces back', () => {
    fc.assert(
      fc.property(fc.array(recipe, { maxLength: 12 }), (recipes) => {
        let workspace = sampleWorkspace()
        let history = EMPTY_HISTORY
        const seen = [workspace]
        for (const each of recipes) {
          const changed = change(workspace, 'Step', each)
          if (!changed) continue
          workspace = changed.workspace
          history = pushed(history, changed.step)
          seen.push(workspace)
        }
        for (let index = seen.length - 2; index >= 0; index--) {
          const back = undone(workspace, history)
          expect(back?.workspace).toEqual(seen[index])
          if (back) ({ workspace, history } = back)
        }
        expect(undone(workspace, history)).toBeNull()
        for (const expected of seen.slice(1)) {
          const forth = redone(workspace, history)
          expect(forth?.workspace).toEqual(expected)
          if (forth) ({ workspace, history } = forth)
        }
        expect(redone(workspace, history)).toBeNull()
      }),
      { numRuns: 40 },
    )
  })

  test('two thousand steps of any kind take less than 5 MB', { timeout: 120_000 }, () => {
    const program = repositoryFile('test/support/historyMemory.ts')
    const bytes = Number(execFileSync(typeScriptNode(), ['--expose-gc', program, '2000'], { encoding: 'utf8' }))
    expect(bytes).toBeGreaterThan(100_000)
    expect(bytes).toBeLessThan(5_000_000)
  })

  test('a step goes back on the path on which it went', () => {
    const step = change(sampleWorkspace(), 'Both', (draft) => {
      draft.title = 'Another'
      draft.workload.concurrency += 1
    })?.step
    expect(step?.forward).toHaveLength(2)
    for (const { path } of step?.backward ?? []) expect(step?.forward.some((one) => one.path === path)).toBe(true)
  })

  test('a step that changes nothing is no step', () => {
    const workspace = sampleWorkspace()
    expect(change(workspace, 'Same', (draft) => void (draft.title = workspace.title))).toBeNull()
  })

  test('a new step drops what was undone before it', () => {
    const first = change(sampleWorkspace(), 'One', (draft) => void (draft.title = 'one'))
    if (!first) throw new Error('unchanged')
    const history = pushed(EMPTY_HISTORY, first.step)
    const back = undone(first.workspace, history)
    if (!back) throw new Error('nothing to undo')
    const second = change(back.workspace, 'Two', (draft) => void (draft.title = 'two'))
    if (!second) throw new Error('unchanged')
    expect(pushed(back.history, second.step).steps.map((step) => step.label)).toEqual(['Two'])
  })
})
