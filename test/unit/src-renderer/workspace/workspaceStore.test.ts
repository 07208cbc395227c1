import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test } from 'vitest'
import { useWorkspace } from '../../../../src-renderer/workspace/workspaceStore.ts'
import { sampleWorkspace } from '../sampleWorkspace.ts'

function opened() {
  const store = useWorkspace()
  store.load({
    file: 'a000000000000000000000',
    name: 'a.memwall',
    workspace: sampleWorkspace(),
    diskHash: 'h',
    notice: null,
  })
  return store
}

describe('the open workspace', () => {
  beforeEach(() => setActivePinia(createPinia()))

  test('is unedited when opened, edited after a change, unedited after undo', () => {
    const store = opened()
    expect(store.edited).toBe(false)
    store.edit('Title', (draft) => void (draft.title = 'New'))
    expect(store.edited).toBe(true)
    expect(store.undoLabel).toBe('Title')
    store.undo()
    expect(store.edited).toBe(false)
    expect(store.redoLabel).toBe('Title')
  })

  test('a drag of many previews is one step', () => {
    const store = opened()
    const before = store.workspace
    for (const value of [20, 30, 40]) {
      store.previewEdit('Concurrency', (draft) => void (draft.workload.concurrency = value))
      expect(store.workspace?.workload.concurrency).toBe(value)
      expect(store.previewing).toBe(true)
    }
    store.commitPreview()
    expect(store.history.steps).toHaveLength(1)
    expect(store.previewing).toBe(false)
    store.undo()
    expect(store.workspace).toEqual(before)
  })

  test('a drag that ends where it began is no step', () => {
    const store = opened()
    const start = store.workspace?.workload.concurrency ?? 0
    store.previewEdit('Concurrency', (draft) => void (draft.workload.concurrency = start + 1))
    store.previewEdit('Concurrency', (draft) => void (draft.workload.concurrency = start))
    store.commitPreview()
    expect(store.history.steps).toHaveLength(0)
    expect(store.edited).toBe(false)
  })

  test('abandoning a preview brings the workspace back', () => {
    const store = opened()
    const before = store.workspace
    store.previewEdit('Concurrency', (draft) => void (draft.workload.concurrency = 7))
    store.cancelPreview()
    expect(store.workspace).toBe(before)
  })

  test('an edit while something is previewed keeps both, as two steps', () => {
    const store = opened()
    store.previewEdit('Concurrency', (draft) => void (draft.workload.concurrency = 7))
    store.edit('Title', (draft) => void (draft.title = 'New'))
    expect(store.history.steps.map((step) => step.label)).toEqual(['Concurrency', 'Title'])
    expect(store.workspace?.workload.concurrency).toBe(7)
  })

  test('saving marks the saved step; undoing past it is an edit again', () => {
    const store = opened()
    store.edit('Title', (draft) => void (draft.title = 'New'))
    store.markSaved(store.lastStep, { id: 'b000000000000000000000', name: 'b.memwall', diskHash: 'x' })
    expect(store.edited).toBe(false)
    expect(store.file?.name).toBe('b.memwall')
    store.undo()
    expect(store.edited).toBe(true)
    store.redo()
    expect(store.edited).toBe(false)
  })

  test('edits made while the file was being written stay unsaved', () => {
    const store = opened()
    store.edit('One', (draft) => void (draft.title = 'One'))
    const written = store.lastStep
    store.edit('Two', (draft) => void (draft.title = 'Two'))
    store.markSaved(written, { id: 'a000000000000000000000', name: 'a.memwall', diskHash: 'x' })
    expect(store.edited).toBe(true)
  })

  test('a recovered document is unsaved from the start', () => {
    const store = useWorkspace()
    store.load({ file: null, name: 'a', workspace: sampleWorkspace(), diskHash: null, notice: null }, true)
    expect(store.edited).toBe(true)
  })
})
