import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createClient, type Client } from '#shared/contract/client.ts'
import { valueOf } from '#shared/contract/errors.ts'
import type { DocumentState, Ports } from '#main/app/ports.ts'
import { startApp, type TestApp } from '../../../../support/app.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const SAMPLE = readFileSync(repositoryFile('resources/samples/b200-against-wse3.memwall'), 'utf8')

function start(ports: Partial<Ports> = {}): TestApp & { readonly client: Client } {
  const started = startApp(ports)
  onTestFinished(() => started.close())
  const client = createClient({
    call: (name, input) => started.app.dispatch(name, input),
    subscribe: () => () => {},
  })
  return { ...started, client }
}

/** A shell whose native dialogs give this answer, and what they were asked. */
function answering(path: string): { readonly dialogs: Ports['dialogs']; readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    dialogs: {
      chooseFileToOpen: async () => path,
      chooseFileToSave: async (_kind, name) => {
        asked.push(name)
        return path
      },
    },
  }
}

it('what a dialog chose is opened, saved in place and pinned by its id alone', async () => {
  const path = join(temporaryFolder(), 'plan.memwall')
  writeFileSync(path, SAMPLE)
  const { client } = start(answering(path))
  const opened = valueOf(await client.call('documents.open', { file: null }))
  if (typeof opened?.file !== 'string') throw new Error('It was not opened.')
  const { file, workspace, diskHash } = opened
  expect(JSON.stringify({ ...opened, workspace: null })).not.toContain(path)
  const changed = { ...workspace, title: 'Changed' }
  const save = { file, suggestedName: 'x', workspace: changed, expectedHash: diskHash, overwrite: false }
  expect(valueOf(await client.call('documents.save', save))).toMatchObject({ file, name: 'plan.memwall' })
  expect(readFileSync(path, 'utf8')).toContain('"title": "Changed"')
  const [entry] = valueOf(await client.call('documents.pin', { file, pinned: true }))
  expect(entry).toMatchObject({ file, name: 'plan.memwall', title: 'Changed', pinned: true, exists: true })
  expect(valueOf(await client.call('documents.forget', { file }))).toEqual([])
})

it('a dialog’s answer with another ending gets the right one, whatever the page suggested', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, '.bashrc'), 'echo ours')
  const answer = answering(join(folder, '.bashrc'))
  const { client } = start(answer)
  const { workspace } = valueOf(await client.call('documents.create'))
  const save = { file: null, suggestedName: '/etc/profile.d/x.sh', workspace, expectedHash: null, overwrite: false }
  expect(valueOf(await client.call('documents.save', save))).toMatchObject({ name: '.bashrc.memwall' })
  expect(readFileSync(join(folder, '.bashrc'), 'utf8')).toBe('echo ours')
  expect(answer.asked).toEqual(['x.sh.memwall'])
})

it('a file made of a figure is kept where the dialog says, with its ending, and shown in its folder alone', async () => {
  const folder = temporaryFolder()
  const shown: string[] = []
  const answer = answering(join(folder, 'ladder'))
  const { client } = start({ ...answer, showFile: async (path, how) => shown.push(`${how} ${path}`) > 0 })
  const figure = { kind: 'drawing', suggestedName: '../.hidden.svg', bytes: btoa('<svg/>') } as const
  const saved = valueOf(await client.call('app.saveFigure', figure))
  if (saved === null) throw new Error('It was not saved.')
  const { file, name } = saved
  expect([name, answer.asked]).toEqual(['ladder.svg', ['hidden.svg']])
  expect(readFileSync(join(folder, 'ladder.svg'), 'utf8')).toBe('<svg/>')
  valueOf(await client.call('app.showFile', { how: 'folder', kind: 'drawing', file }))
  expect(shown).toEqual([`folder ${join(folder, 'ladder.svg')}`])
  // What is in it comes from the page: no program is handed it.
  const opened = { how: 'open', kind: 'drawing', file } as unknown as { how: 'open'; kind: 'report'; file: string }
  expect(await client.call('app.showFile', opened)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
})

it('a recent list from before goes on: each line has an id, and opens', async () => {
  const folder = temporaryFolder()
  const { client, dataFolder } = start(answering(join(folder, 'copy.memwall')))
  const line = (name: string, openedAt: number) => {
    writeFileSync(join(folder, name), SAMPLE)
    return { path: join(folder, name), title: name, pinned: false, openedAt }
  }
  mkdirSync(dataFolder, { recursive: true })
  const written = [line('plan.memwall', 2), line('plan.json', 1)]
  writeFileSync(join(dataFolder, 'recent.json'), JSON.stringify(written))
  const recent = valueOf(await client.call('documents.recent'))
  expect(recent.map(({ name }) => name)).toEqual(['plan.memwall', 'plan.json'])
  expect(JSON.stringify(recent)).not.toContain('path')
  const documents = await Promise.all(recent.map(({ file }) => client.call('documents.open', { file }).then(valueOf)))
  expect(documents.map((document) => document?.name)).toEqual(['plan.memwall', 'plan.json'])

  // Only a workspace is written: the other is saved where the dialog says.
  const [, other] = documents
  if (!other) throw new Error('It was not opened.')
  const { file, workspace, diskHash } = other
  const save = { file, suggestedName: 'plan', workspace, expectedHash: diskHash, overwrite: false }
  expect(valueOf(await client.call('documents.save', save))).toMatchObject({ name: 'copy.memwall' })
  expect(readFileSync(join(folder, 'plan.json'), 'utf8')).toBe(SAMPLE)
  expect(existsSync(join(folder, 'copy.memwall'))).toBe(true)
})

it('a journal holds the path of its grant, and what is recovered has the name', async () => {
  const path = join(temporaryFolder(), 'plan.memwall')
  const { client, dataFolder, app } = start()
  const { workspace } = valueOf(await client.call('documents.create'))
  const { id } = await app.grants.give(path, 'workspace')
  valueOf(await client.call('documents.journal', { session: 'one', file: id, workspace }))
  expect(JSON.parse(readFileSync(join(dataFolder, 'journals', 'one.owner.json'), 'utf8'))).toMatchObject({ path })
  app.abandonSessions()
  const [offer] = valueOf(await client.call('documents.recoverable'))
  expect(Object.keys(offer ?? {}).toSorted()).toEqual(['session', 'title', 'writtenAt'])
  const recovered = valueOf(await client.call('documents.recover', { session: 'one' }))
  expect(recovered).toMatchObject({ file: null, name: 'plan.memwall', diskHash: null })
})

it('a change by another program is told by the id', async () => {
  const path = join(temporaryFolder(), 'plan.memwall')
  writeFileSync(path, SAMPLE)
  const told: unknown[] = []
  const { client, app } = start({ emit: (name, payload) => told.push([name, payload]) })
  const { id } = await app.grants.give(path, 'workspace')
  valueOf(await client.call('documents.open', { file: id }))
  writeFileSync(path, SAMPLE.replace(/"title": "[^"]*"/, '"title": "Theirs"'))
  await expect.poll(() => told).toEqual([['documents.changedOutside', { file: id }]])
})

it('the shell is told the path, which the page does not know', async () => {
  const shown: DocumentState[] = []
  const { client, app } = start({ showDocumentState: (state) => shown.push(state) > 0 })
  const { id, path } = await app.grants.give('/plans/chat.memwall', 'workspace')
  valueOf(await client.call('app.documentState', { title: 'Chat', file: id, edited: false }))
  expect(shown).toEqual([{ title: 'Chat', path, edited: false }])
})

it('an id that nobody granted opens, saves, keeps and shows nothing', async () => {
  const { client } = start()
  const file = 'A'.repeat(22)
  const { workspace } = valueOf(await client.call('documents.parse', { name: 'plan.memwall', text: SAMPLE }))
  const save = { file, suggestedName: 'x', workspace, expectedHash: null, overwrite: true }
  // Not merely "not found": a name of that form may lie in the folder we were started in.
  for (const asked of [
    client.call('documents.open', { file }),
    client.call('documents.save', save),
    client.call('documents.pin', { file, pinned: true }),
    client.call('documents.forget', { file }),
    client.call('documents.journal', { session: 'a', file, workspace }),
    client.call('app.showFile', { how: 'folder', kind: 'report', file }),
  ]) {
    expect(await asked).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  }
})
