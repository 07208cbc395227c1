import { execFileSync } from 'node:child_process'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { embedProfile, sha256 } from '#main/documents/embed.ts'
import { openDocument, readDocumentText } from '#main/documents/open.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { testWorkspace } from '../../../support/documents.ts'
import { temporaryFolder } from '../../../support/folders.ts'

const workspace = testWorkspace()
const text = serializeDocument(workspace)

function fileHolding(contents: string | Uint8Array): string {
  const file = path.join(temporaryFolder(), 'plan.memwall')
  writeFileSync(file, contents)
  return file
}

async function failure(file: string): Promise<CodedError> {
  return openDocument(file).then(
    () => {
      throw new Error('The file was opened.')
    },
    (thrown: unknown) => {
      if (thrown instanceof CodedError) return thrown
      throw thrown
    },
  )
}

describe('openDocument', () => {
  it('gives the workspace and the hash of the bytes on disk', async () => {
    const bytes = Buffer.from(`\uFEFF${text}`)
    const file = fileHolding(bytes)
    expect(await openDocument(file)).toEqual({
      path: file,
      name: 'plan.memwall',
      workspace,
      diskHash: sha256(bytes),
      notice: null,
    })
  })

  it.each<readonly [string, string | Uint8Array, string, RegExp]>([
    ['an empty file', '', 'document-broken', /is empty/],
    ['a truncated file', text.slice(0, 3000), 'document-broken', /ends in the middle/],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]), 'document-foreign', /not a Memwall workspace/],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'document-foreign', /not a Memwall workspace/],
    ['a cut character', Buffer.concat([Buffer.from(text), Buffer.from([0xe2, 0x82])]), 'document-foreign', /not a/],
    [
      'a newer file',
      canonicalJson({ type: 'memwall', version: 99, workspace: {} }),
      'document-newer',
      /update Memwall/,
    ],
    ['a deeply nested file', '[{"a":'.repeat(50_000), 'document-broken', /nested more than 64/],
    [
      'a wrong type',
      text.replace(/("scenarios": [^]*"slot": )1/, '$1"1"'),
      'document-broken',
      /scenario 2, slot should be a number/,
    ],
    [
      'a prototype key',
      text.replace('"slot": 1', '"slot": 1, "__proto__": {"x": 1}'),
      'document-broken',
      /“__proto__”/,
    ],
    ['a changed figure', text.replace('8000000000000', '9000000000000'), 'document-broken', /“b200-sxm” do not match/],
  ])('names %s in one sentence', async (_name, contents, code, message) => {
    const error = await failure(fileHolding(contents))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(error.message).toMatch(/^“plan\.memwall” [^\n]+; [^\n]+\.$/)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('refuses 200 MB by their size, without reading them', async () => {
    const file = fileHolding('{"type": "memwall"')
    truncateSync(file, 200e6)
    const before = process.memoryUsage.rss()
    const error = await failure(file)
    expect(error).toMatchObject({ code: 'document-too-large', message: expect.stringContaining('200 MB') })
    expect(process.memoryUsage.rss() - before).toBeLessThan(50e6)
  })

  it('names what is not a file', async () => {
    const folder = temporaryFolder()
    expect(await failure(path.join(folder, 'gone.memwall'))).toMatchObject({ code: 'not-found' })
    mkdirSync(path.join(folder, 'folder.memwall'))
    expect(await failure(path.join(folder, 'folder.memwall'))).toMatchObject({ code: 'document-foreign' })
  })

  it.skipIf(process.platform === 'win32')('does not wait for a named pipe', async () => {
    const pipe = path.join(temporaryFolder(), 'pipe.memwall')
    execFileSync('mkfifo', [pipe])
    expect(await failure(pipe)).toMatchObject({ code: 'document-foreign' })
  })
})

describe('readDocumentText', () => {
  it('gives an unsaved document under the name it came with', () => {
    expect(readDocumentText('dropped.memwall', text)).toEqual({
      path: null,
      name: 'dropped.memwall',
      workspace,
      diskHash: null,
      notice: null,
    })
  })

  it('accepts a changed profile whose hash was made anew', () => {
    const [id] = Object.keys(workspace.profiles.hardware)
    const profile = structuredClone(workspace.profiles.hardware[id ?? '']?.profile)
    if (id === undefined || profile === undefined) throw new Error('The test workspace embeds no device.')
    profile.notes.push('Measured by us.')
    const profiles = {
      ...workspace.profiles,
      hardware: { ...workspace.profiles.hardware, [id]: embedProfile(profile) },
    }
    const changed = serializeDocument({ ...workspace, profiles })
    expect(readDocumentText('x', changed).workspace.profiles.hardware[id]?.profile.notes).toContain('Measured by us.')
  })
})
