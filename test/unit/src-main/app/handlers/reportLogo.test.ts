import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createClient } from '#shared/contract/client.ts'
import type { FileKind } from '#main/app/grants/fileKinds.ts'
import type { Ports } from '#main/app/ports.ts'
import { startApp } from '../../../../support/app.ts'
import { temporaryFolder } from '../../../../support/folders.ts'

const DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>'
const RUNS = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

/** The core in a shell whose dialogs choose this file. */
function start(path: string | null) {
  const asked: FileKind[] = []
  const dialogs: Ports['dialogs'] = {
    chooseFileToOpen: async (kind) => {
      asked.push(kind)
      return path
    },
    chooseFileToSave: async () => null,
  }
  const started = startApp({ dialogs })
  onTestFinished(() => started.close())
  const client = createClient({
    call: (name, input) => started.app.dispatch(name, input),
    subscribe: () => () => {},
  })
  return { client, asked }
}

it('what is chosen is looked at, wherever it comes from', async () => {
  const path = join(temporaryFolder(), 'run.svg')
  writeFileSync(path, RUNS)
  const { client } = start(path)
  for (const file of [null, { name: 'run.svg', base64: btoa(RUNS) }]) {
    expect(await client.call('report.chooseLogo', { file })).toMatchObject({
      ok: false,
      error: { code: 'document-foreign', message: expect.stringContaining('“run.svg” holds a script') },
    })
  }
})

it('a picture that is one is taken as it is, and its place is told to nobody', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'ours.svg')
  writeFileSync(path, DRAWN)
  const { client, asked } = start(path)
  const reply = await client.call('report.chooseLogo', { file: null })
  expect(reply).toEqual({ ok: true, value: { mediaType: 'image/svg+xml', data: btoa(DRAWN) } })
  expect(asked).toMatchObject([{ extension: 'png', alsoOpened: ['svg'] }])
  expect(JSON.stringify(reply)).not.toContain(folder)
})

it('what is no file, or larger than a logo may be, is refused before it is read', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'a.png'))
  writeFileSync(join(folder, 'large.png'), Buffer.alloc(256 * 1024 + 1))
  expect(await start(join(folder, 'a.png')).client.call('report.chooseLogo', { file: null })).toMatchObject({
    ok: false,
    error: { code: 'document-foreign' },
  })
  expect(await start(join(folder, 'large.png')).client.call('report.chooseLogo', { file: null })).toMatchObject({
    ok: false,
    error: { code: 'document-too-large', message: expect.stringContaining('256 KiB') },
  })
  expect(await start(null).client.call('report.chooseLogo', { file: null })).toEqual({ ok: true, value: null })
})
