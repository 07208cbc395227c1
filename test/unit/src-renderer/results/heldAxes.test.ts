import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { useHeldAxes } from '../../../../src-renderer/results/heldAxes.ts'
import { useWorkspace } from '../../../../src-renderer/workspace/workspaceStore.ts'
import { sampleWorkspace } from '../sampleWorkspace.ts'

const AXES = { y: [0, 20] } as const

function open() {
  const workspace = sampleWorkspace()
  useWorkspace().load({ file: 'a000000000000000000000', name: 'a.memwall', workspace, diskHash: 'h', notice: null })
}

beforeEach(() => setActivePinia(createPinia()))

test('axes are held from one choice to the next, each chart its own', () => {
  const held = useHeldAxes()
  held.toggle('waterfall', AXES)
  expect(held.of('waterfall')).toEqual(AXES)
  expect(held.of('delta')).toBeUndefined()
  held.toggle('waterfall', { y: [0, 50] })
  expect(held.of('waterfall')).toBeUndefined()
})

test('a chart without axes has none to hold, and can let go of those it had', () => {
  const held = useHeldAxes()
  held.toggle('waterfall', null)
  expect(held.of('waterfall')).toBeUndefined()
  held.toggle('waterfall', AXES)
  held.toggle('waterfall', null)
  expect(held.of('waterfall')).toBeUndefined()
})

test('an edit leaves them, another document does not', () => {
  open()
  const held = useHeldAxes()
  held.toggle('waterfall', AXES)
  useWorkspace().edit('Concurrency', (draft) => void (draft.workload.concurrency = 200))
  expect(held.of('waterfall')).toEqual(AXES)
  open()
  expect(held.of('waterfall')).toBeUndefined()
})
