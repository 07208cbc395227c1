import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDocument } from '#main/documents/open.ts'
import { createJournals } from '#main/documents/recovery.ts'
import { testWorkspace } from '../../../support/documents.ts'
import { temporaryFolder } from '../../../support/folders.ts'
import { repositoryFile, typeScriptNode } from '../../../support/nodeRuntime.ts'

const workspace = testWorkspace()
const writer = repositoryFile('test/support/documentsJournalWriter.ts')

describe('createJournals', () => {
  it('offers the work of a process that died, and forgets it when told to', async () => {
    const folder = path.join(temporaryFolder(), 'journals')
    const child = spawn(typeScriptNode(), [writer, folder, 'crashed', '/plans/plan.memwall'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    const journals = createJournals(folder)
    expect(await journals.list()).toEqual([])

    child.kill('SIGKILL')
    await ended
    expect(await journals.list()).toEqual([
      { session: 'crashed', path: '/plans/plan.memwall', title: 'Two machines', writtenAt: expect.any(Number) },
    ])
    expect(await journals.recover('crashed')).toMatchObject({
      path: null,
      name: 'plan.memwall',
      workspace,
      diskHash: null,
      notice: expect.stringContaining('unsaved work'),
    })
    expect(await journals.clear('crashed')).toBe(true)
    expect(await journals.clear('crashed')).toBe(false)
    expect(readdirSync(folder)).toEqual([])
  })

  it('offers the work of an orderly end that did not forget it', async () => {
    const folder = temporaryFolder()
    execFileSync(typeScriptNode(), [writer, folder, 'left', '', 'end'])
    expect(await createJournals(folder).list()).toMatchObject([{ session: 'left', path: null }])
  })

  it('does not offer the sessions of this process until its window has crashed', async () => {
    const journals = createJournals(temporaryFolder())
    await journals.write('mine', null, workspace)
    expect(await journals.list()).toEqual([])
    journals.abandonSessions()
    expect(await journals.list()).toMatchObject([{ session: 'mine', path: null }])
  })

  it('offers journals whose owner is unknown or belongs to an earlier start of the machine', async () => {
    const folder = temporaryFolder()
    const journals = createJournals(folder)
    await journals.write('one', null, workspace)
    const owner = path.join(folder, 'one.owner.json')
    const stored = JSON.parse(readFileSync(owner, 'utf8')) as { startedAt: number }
    // Process 1 runs on every machine.
    writeFileSync(owner, JSON.stringify({ ...stored, processId: 1 }))
    const later = createJournals(folder)
    expect(await later.list()).toEqual([])
    writeFileSync(owner, JSON.stringify({ ...stored, processId: 1, startedAt: stored.startedAt - 3600 }))
    expect(await later.list()).toMatchObject([{ session: 'one' }])
    writeFileSync(owner, 'no owner')
    expect(await later.list()).toMatchObject([{ session: 'one', path: null }])
  })

  it('keeps the newest state, as an ordinary document, and remembers a new place', async () => {
    const folder = temporaryFolder()
    const journals = createJournals(folder)
    await journals.write('one', null, workspace)
    await journals.write('one', '/plans/new.memwall', { ...workspace, title: 'Edited' })
    expect((await openDocument(path.join(folder, 'one.memwall'))).workspace.title).toBe('Edited')
    journals.abandonSessions()
    expect(await journals.list()).toMatchObject([{ title: 'Edited', path: '/plans/new.memwall' }])
  })

  it('leaves a damaged journal alone and offers the others', async () => {
    const folder = temporaryFolder()
    const journals = createJournals(folder)
    await journals.write('good', null, workspace)
    journals.abandonSessions()
    writeFileSync(path.join(folder, 'bad.memwall'), '{"type": "memwall"')
    expect(await journals.list()).toMatchObject([{ session: 'good' }])
    await expect(journals.recover('bad')).rejects.toMatchObject({ code: 'document-broken' })
    expect(readdirSync(folder)).toContain('bad.memwall')
  })

  it.each(['../plan', '', 'a/b', 'a'.repeat(65), '.', 'a.b'])('refuses the session name “%s”', async (session) => {
    const journals = createJournals(temporaryFolder())
    await expect(journals.write(session, null, workspace)).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(journals.recover(session)).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(journals.clear(session)).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('says that the disk is full', async () => {
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' })
    const journals = createJournals(temporaryFolder(), { open: () => Promise.reject(full), rename })
    await expect(journals.write('one', null, workspace)).rejects.toMatchObject({ code: 'disk-full' })
  })

  it('has nothing to offer before there is a folder', async () => {
    expect(await createJournals(path.join(temporaryFolder(), 'none')).list()).toEqual([])
  })
})
