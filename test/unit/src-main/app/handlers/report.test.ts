import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Output } from '#shared/contract/index.ts'
import { createClient, type Client } from '#shared/contract/client.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { startApp, type TestApp } from '../../../../support/app.ts'
import { hasNative } from '../../../../support/nativeTypesetter.ts'

let core: TestApp
let client: Client
let workspace: Workspace
const progress: number[] = []
const folder = mkdtempSync(join(tmpdir(), 'memwall-reports-'))

beforeAll(() => {
  core = startApp({
    emit: (name, payload) => {
      if (name === 'analysis.progress') progress.push((payload as { done: number }).done)
    },
  })
  client = createClient({ call: (name, input) => core.app.dispatch(name, input), subscribe: () => () => {} })
  const read = parseDocument(readFileSync(resolve('resources/samples/b200-against-wse3.memwall'), 'utf8'))
  if (!read.ok) throw new Error(read.failure.kind)
  workspace = { ...read.workspace, report: { ...read.workspace.report, owner: 'Platform lead', date: '2026-11-20' } }
})
afterAll(async () => {
  await core.close()
  rmSync(folder, { recursive: true, force: true })
})

const preview = async (of: Workspace, known: string[] = [], job?: string): Promise<Output<'report.preview'>> =>
  valueOf(await client.call('report.preview', { workspace: of, known, ...(job === undefined ? {} : { job }) }))

describe('report.preview', { timeout: 120_000 }, () => {
  it('gives the pages, tells its progress, and sends again only what changed', async () => {
    const first = await preview(workspace, [], 'shown')
    expect(first.pages.length).toBeGreaterThan(5)
    expect(progress.length).toBeGreaterThan(0)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(Math.max(...progress)).toBeLessThanOrEqual(100)
    for (const { svg, width, height } of first.pages) {
      expect(svg).toMatch(/^<svg /)
      expect(width).toBeGreaterThan(500)
      expect(height).toBeGreaterThan(width)
    }
    const known = first.pages.map(({ hash }) => hash)
    expect((await preview(workspace, known)).pages.every(({ svg }) => svg === null)).toBe(true)
    const edited = { ...workspace, report: { ...workspace.report, recommendation: 'Buy A in the first quarter.' } }
    const after = await preview(edited, known)
    const sent = after.pages.filter(({ svg }) => svg !== null)
    expect(sent.length).toBeGreaterThan(0)
    expect(after.pages.map(({ hash }) => hash)).not.toEqual(known)
  })

  it('asks the engine nothing again where only the report’s own words changed', async () => {
    await preview(workspace)
    progress.length = 0
    await preview({ ...workspace, title: 'Another', report: { ...workspace.report, owner: 'Somebody' } }, [], 'words')
    expect(progress).toEqual([])
    await preview({ ...workspace, workload: { ...workspace.workload, concurrency: 4 } }, [], 'load')
    expect(progress.length).toBeGreaterThan(0)
  })

  it('ends where it is cancelled, and the next one is whole', async () => {
    const other = { ...workspace, workload: { ...workspace.workload, concurrency: 7 } }
    const ended = client.call('report.preview', { workspace: other, known: [], job: 'ended' })
    await new Promise((done) => setTimeout(done, 30))
    await client.call('analysis.cancel', { job: 'ended' })
    expect(await ended).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect((await preview(other)).pages.length).toBeGreaterThan(5)
  })
})

describe('report.export', { timeout: 120_000 }, () => {
  it('says who made it and what it keeps, and opens again as the same document', async () => {
    const file = (await core.app.grants.give(join(folder, 'plan.pdf'), 'report')).id
    const made = valueOf(await client.call('report.export', { workspace, file, suggestedName: 'plan.pdf' }))
    expect(made).toMatchObject(
      hasNative()
        ? { compiler: 'native', standard: 'PDF/A-3a', problems: [] }
        : { compiler: 'wasm', standard: null, problems: [expect.objectContaining({ kind: 'noStandard' })] },
    )
    const shown = await preview(workspace)
    expect([shown.pages.length, shown.compiler, shown.standard]).toEqual([made?.pages, made?.compiler, made?.standard])

    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
    const hash = sha256(serializeDocument(workspace))
    const opened = valueOf(
      await client.call('documents.open', {
        file: (await core.app.grants.give(join(folder, 'plan.pdf'), 'workspace')).id,
      }),
    )
    expect(opened).toMatchObject({ file: null, diskHash: null })
    expect(sha256(serializeDocument(opened?.workspace ?? workspace))).toBe(hash)
    const dropped = valueOf(
      await client.call('documents.parseReport', {
        name: 'plan.pdf',
        bytes: readFileSync(join(folder, 'plan.pdf')).toString('base64'),
      }),
    )
    expect(sha256(serializeDocument(dropped.workspace))).toBe(hash)
    expect(valueOf(await client.call('documents.recent'))).toEqual([])
  })

  it('attaches the document as it is, whatever its pages are set with', async () => {
    const file = (await core.app.grants.give(join(folder, 'board.pdf'), 'report')).id
    const settings = { ...workspace.report, audience: 'board' as const, language: 'zh' as const }
    const made = valueOf(await client.call('report.export', { workspace, file, suggestedName: 'board.pdf', settings }))
    const bytes = readFileSync(join(folder, 'board.pdf'))
    expect([made?.pages, made?.size]).toEqual([2, bytes.length])
    const opened = valueOf(
      await client.call('documents.parseReport', { name: 'board.pdf', bytes: bytes.toString('base64') }),
    )
    expect(serializeDocument(opened.workspace)).toBe(serializeDocument(workspace))
  })

  it('ends where it is cancelled while a preview works on the same, which goes on', async () => {
    const other = { ...workspace, workload: { ...workspace.workload, concurrency: 9 } }
    const shown = preview(other, [], 'shown')
    const file = (await core.app.grants.give(join(folder, 'ended.pdf'), 'report')).id
    const ended = client.call('report.export', { workspace: other, file, suggestedName: 'ended.pdf', job: 'exported' })
    await new Promise((done) => setTimeout(done, 30))
    await client.call('analysis.cancel', { job: 'exported' })
    expect(await ended).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(existsSync(join(folder, 'ended.pdf'))).toBe(false)
    expect((await shown).pages.length).toBeGreaterThan(5)
  })
})
