import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { shortFolder } from '#main/app/grants/shortFolder.ts'
import type { Ports } from '#main/app/ports.ts'
import { startApp } from '../../../support/app.ts'
import { temporaryFolder } from '../../../support/folders.ts'

function appWith(ports: Partial<Ports>) {
  const started = startApp(ports)
  onTestFinished(() => started.close())
  return async (name: string, input: unknown) => {
    const reply = await started.app.dispatch(name, input)
    if (!reply.ok) throw new Error(reply.error.message)
    return reply.value
  }
}

const COPY = { kind: 'hardware', id: 'b200-sxm', newId: 'lab', name: 'Lab' }
const EXPORT = { file: null, suggestedName: 'library.json', all: false }

it('the history names the user that the shell gives', async () => {
  const call = appWith({ userName: () => 'ada' })
  await call('library.copy', COPY)
  expect(await call('library.history', { kind: 'hardware', id: 'lab' })).toMatchObject({
    revisions: [{ action: 'copied', person: 'ada' }],
  })
})

it('export asks where there are dialogs, gives a name without an ending one, and takes no for an answer', async () => {
  const folder = temporaryFolder()
  let answer: string | null = join(folder, 'team')
  const call = appWith({
    dialogs: { chooseFileToOpen: async () => null, chooseFileToSave: async () => answer },
  })
  await call('library.copy', COPY)
  const saved = {
    file: expect.stringMatching(/^[\w-]{22}$/),
    name: 'team.json',
    folder: shortFolder(join(folder, 'team.json'), 'team.json'),
  }
  expect(await call('library.export', EXPORT)).toEqual({ saved, text: null, hardware: 1, models: 0, stacks: 0 })
  expect(readFileSync(join(folder, 'team.json'), 'utf8')).toContain('"id": "lab"')
  answer = null
  expect(await call('library.export', EXPORT)).toBeNull()
})

it('export gives the text where there are none', async () => {
  const call = appWith({})
  await call('library.copy', COPY)
  expect(await call('library.export', EXPORT)).toMatchObject({
    saved: null,
    text: expect.stringContaining('"id": "lab"'),
    hardware: 1,
  })
})
