import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { sha256 } from '#main/documents/embed.ts'
import { saveDocument } from '#main/documents/save.ts'
import { watchDocument } from '#main/documents/watch.ts'
import { testWorkspace } from '../../../support/documents.ts'
import { temporaryFolder } from '../../../support/folders.ts'

const workspace = testWorkspace()
const QUIET = 30
/** A busy machine may deliver an event late. */
const PATIENCE = 10_000

async function watched() {
  const file = path.join(temporaryFolder(), 'plan.memwall')
  const { diskHash } = await saveDocument({ path: file, workspace, expectedHash: null, overwrite: false })
  const changed = vi.fn<(found: string | null) => void>()
  const watch = watchDocument(file, diskHash, changed, QUIET)
  onTestFinished(() => watch.close())
  return { file, changed, watch }
}

describe('watchDocument', () => {
  it('tells a change by another program once, with the new hash, however it is written', async () => {
    const { file, changed } = await watched()
    for (const part of ['a', 'ab', 'abc']) writeFileSync(file, part)
    await vi.waitFor(() => expect(changed.mock.calls).toEqual([[sha256('abc')]]), PATIENCE)
    const saved = await saveDocument({ path: file, workspace, expectedHash: null, overwrite: true })
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2), PATIENCE)
    expect(changed).toHaveBeenLastCalledWith(saved.diskHash)
  })

  it('tells that the file is gone', async () => {
    const { file, changed } = await watched()
    rmSync(file)
    await vi.waitFor(() => expect(changed.mock.calls).toEqual([[null]]), PATIENCE)
  })

  it('is silent when the same bytes are written, when a date is touched, and for our own save', async () => {
    const { file, changed, watch } = await watched()
    await saveDocument({ path: file, workspace, expectedHash: null, overwrite: true })
    utimesSync(file, 1, 1)
    writeFileSync(path.join(path.dirname(file), 'neighbour.memwall'), 'x')
    const own = await saveDocument({
      path: file,
      workspace: { ...workspace, title: 'Ours' },
      expectedHash: null,
      overwrite: true,
    })
    watch.acknowledge(own.diskHash)
    await delay(QUIET * 6)
    expect(changed).not.toHaveBeenCalled()
  })

  it('is silent once closed', async () => {
    const { file, changed, watch } = await watched()
    writeFileSync(file, 'x')
    watch.close()
    await delay(QUIET * 4)
    expect(changed).not.toHaveBeenCalled()
  })
})
