/**
 * Prints how many bytes of memory a history of steps takes: `node --expose-gc historyMemory.ts STEPS`. The steps are of
 * every kind in turn: a figure, the load, a deployment, a name, a note, a long text.
 */
import { change, EMPTY_HISTORY, pushed, type Recipe } from '../../src-renderer/workspace/history.ts'
import { testWorkspace } from './documents.ts'

const { gc } = globalThis
if (!gc) throw new Error('usage: node --expose-gc historyMemory STEPS')
const KINDS: readonly ((step: number) => Recipe)[] = [
  (step) => (draft) => {
    for (const scenario of draft.scenarios) scenario.hardwareOverrides['memory.hbm.bandwidth'] = 8e12 + step
  },
  (step) => (draft) => void (draft.workload.concurrency = step + 1),
  (step) => (draft) => {
    for (const scenario of draft.scenarios) scenario.deployment = { ...scenario.deployment, devices: step + 1 }
  },
  (step) => (draft) => void (draft.title = `Plan ${step}`),
  (step) => (draft) => {
    for (const scenario of draft.scenarios) scenario.note = `Step ${step}`
  },
  (step) => (draft) => void (draft.report.recommendation = `${step} `.repeat(500)),
]

let workspace = testWorkspace()
let history = EMPTY_HISTORY
gc()
const before = process.memoryUsage().heapUsed
for (let step = 0; step < Number(process.argv[2]); step += 1) {
  const recipe = KINDS[step % KINDS.length]?.(step)
  const changed = recipe ? change(workspace, `Set a figure, step ${step}`, recipe) : null
  if (!changed) throw new Error('A step changes nothing.')
  workspace = changed.workspace
  history = pushed(history, changed.step)
}
gc()
process.stdout.write(String(process.memoryUsage().heapUsed - before))
if (history.steps.length === 0 || workspace.title === '') throw new Error('Nothing was kept.')
