import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient, type Client } from '#shared/contract/client.ts'
import type { ImportedProfile } from '#shared/contract/imports.ts'
import { grantIn, startApp, type TestApp } from '../../../../support/app.ts'
import { ggufFile, LLAMA_METADATA, llamaTensors } from '../../../../support/foreignFiles.ts'
import { device, shippedModel } from '../../../resources/libraryProfiles.ts'

let started: TestApp
let client: Client
beforeAll(() => {
  started = startApp()
  client = createClient({ call: (name, input) => started.app.dispatch(name, input), subscribe: () => () => {} })
})
afterAll(() => started.close())

async function preview(
  file: { name: string; text: string } | { name: string; base64: string; size: number },
  id: string | null = null,
) {
  const reply = await client.call('imports.preview', { file, id })
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`)
  return reply.value
}

const profile = (id: string): ImportedProfile => ({
  kind: 'hardware',
  profile: { ...device('b200-sxm'), id, name: 'Mine' },
})

describe('an import', () => {
  it('enters nothing by its preview, and everything when it is accepted', async () => {
    const before = await client.call('library.summary')
    const table = { name: 'd.csv', text: 'Name,Memory,Bandwidth\nFirst,80 GB,2 TB/s\nSecond,40 GB,1 TB/s\n' }
    const shown = await preview(table)
    expect(shown.entries.map(({ known }) => known)).toEqual(['nothing', 'nothing'])
    expect(await client.call('library.summary')).toEqual(before)
    const entries = shown.entries.map(({ kind, profile: read }) => ({ kind, profile: read }) as ImportedProfile)
    const accepted = await client.call('imports.accept', { entries, replace: false })
    const revision = (before.ok ? before.value.revision : NaN) + 1
    expect(accepted).toMatchObject({
      ok: true,
      value: { revision, notice: null, entered: [{ id: 'first' }, { id: 'second' }] },
    })
    const stored = await client.call('library.hardware', { id: 'first' })
    expect(stored.ok && stored.value.profile).toEqual(shown.entries[0]?.profile)
    expect(accepted.ok && stored.ok && accepted.value.entered[0]?.hash === stored.value.hash).toBe(true)
    const found = await client.call('library.listHardware', { query: 'second' })
    expect(found.ok && found.value.map(({ id }) => id)).toEqual(['second'])
    expect((await preview(table)).entries.map(({ known }) => known)).toEqual(['user', 'user'])
  })

  it('refuses an id that is there, all or none, unless it is to be replaced', async () => {
    const both = [profile('third'), profile('h100-sxm')]
    expect(await client.call('imports.accept', { entries: both, replace: false })).toMatchObject({
      ok: false,
      error: { code: 'not-allowed', message: expect.stringContaining('ships a device “h100-sxm”') },
    })
    expect(await client.call('library.hardware', { id: 'third' })).toMatchObject({ error: { code: 'not-found' } })
    expect(
      await client.call('imports.accept', { entries: [profile('third'), profile('third')], replace: false }),
    ).toMatchObject({
      error: { code: 'not-allowed' },
    })
    expect(await client.call('imports.accept', { entries: both, replace: true })).toMatchObject({ ok: true })
    const hidden = await client.call('library.hardware', { id: 'h100-sxm' })
    expect(hidden.ok && hidden.value.profile.name).toBe('Mine')
  })

  it('reads the start of weights in base64, and what is at a path', async () => {
    const bytes = Buffer.from(ggufFile(LLAMA_METADATA, llamaTensors()))
    const sent = await preview({ name: 'model.gguf', base64: bytes.toString('base64'), size: 5_000_000_000 }, 'mine')
    expect(sent.entries).toMatchObject([{ kind: 'model', known: 'nothing', profile: { id: 'mine' } }])
    writeFileSync(join(started.dataFolder, 'model.gguf'), bytes)
    const granted = await grantIn(started, 'model.gguf', 'foreign')
    const read = await client.call('imports.preview', { file: { granted }, against: { id: 'llama-3.1-8b' } })
    expect(read.ok && read.value.entries[0]?.profile).toMatchObject({
      layerGroups: shippedModel('llama-3.1-8b').layerGroups,
    })
  })

  it.each<readonly [string, object, string]>([
    ['a size that is none', { file: { name: 'x.gguf', base64: 'R0dVRg==', size: 1 } }, 'invalid-input'],
    [
      'too much',
      { file: { name: 'x.json', base64: Buffer.alloc(33 * 2 ** 20 + 5e5).toString('base64'), size: 2 ** 30 } },
      'invalid-input',
    ],
    ['a path', { file: { path: '/etc/passwd' } }, 'invalid-input'],
    ['a path for an id', { file: { granted: '/etc/passwd' } }, 'invalid-input'],
    ['a file nobody granted', { file: { granted: 'A'.repeat(22) } }, 'not-allowed'],
    ['a wish that is no id', { file: { name: 'x.json', text: '{}' }, id: '../x' }, 'invalid-input'],
    ['no model to compare with', { file: { name: 'x.json', text: '{}' }, against: { id: 'none' } }, 'not-found'],
    ['a file of nothing', { file: { name: 'x.json', text: '' } }, 'document-broken'],
  ])('of %s is a typed failure', async (_name, input, code) => {
    const reply = await started.app.dispatch('imports.preview', input)
    expect(reply).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(/\.$/) } })
  })

  it.each([
    ['no file', '/none/at/all.json', 'not-found'],
    ['a device', '/dev/zero', 'document-foreign'],
  ])('of %s that was granted is a typed failure', async (_name, path, code) => {
    const { id } = await started.app.grants.give(path, 'foreign')
    expect(await started.app.dispatch('imports.preview', { file: { granted: id } })).toMatchObject({
      ok: false,
      error: { code, message: expect.stringMatching(/\.$/) },
    })
  })

  it.each([
    ['is none', { memory: [] }],
    ['cites what it does not list', { sources: {} }],
  ])('of a profile that %s is refused at the door', async (_name, wrong) => {
    const entries = [{ kind: 'hardware', profile: { ...device('b200-sxm'), ...wrong } }]
    expect(await started.app.dispatch('imports.accept', { entries, replace: true })).toMatchObject({
      error: { code: 'invalid-input' },
    })
  })
})
