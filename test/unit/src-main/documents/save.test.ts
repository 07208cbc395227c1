import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { WriteSteps } from '#main/documents/atomicWrite.ts'
import { sha256 } from '#main/documents/embed.ts'
import { openDocument } from '#main/documents/open.ts'
import { REALM } from '#main/processes/running.ts'
import { saveDocument } from '#main/documents/save.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { testWorkspace } from '../../../support/documents.ts'
import { makeReadOnly, smallDisk, temporaryFolder } from '../../../support/folders.ts'
import { repositoryFile, typeScriptNode } from '../../../support/nodeRuntime.ts'
import { draws } from '../../../support/draws.ts'

const workspace = testWorkspace()
const other = { ...workspace, title: 'Another' }
const fresh = { expectedHash: null, overwrite: false }

describe('saveDocument', () => {
  it('writes the canonical text and says its hash', async () => {
    const file = path.join(temporaryFolder(), 'plan.memwall')
    const saved = await saveDocument({ path: file, workspace, ...fresh })
    const text = readFileSync(file, 'utf8')
    expect(text).toBe(serializeDocument(workspace))
    expect(saved).toEqual({ path: file, name: 'plan.memwall', diskHash: sha256(text) })
    expect(await openDocument(file)).toMatchObject({ workspace, diskHash: saved.diskHash })
    expect(readdirSync(path.dirname(file))).toEqual(['plan.memwall'])
  })

  it('replaces what it wrote, and refuses what somebody else wrote unless told to', async () => {
    const file = path.join(temporaryFolder(), 'plan.memwall')
    const first = await saveDocument({ path: file, workspace, ...fresh })
    const second = await saveDocument({
      path: file,
      workspace: other,
      expectedHash: first.diskHash,
      overwrite: false,
    })
    await expect(
      saveDocument({ path: file, workspace, expectedHash: first.diskHash, overwrite: false }),
    ).rejects.toMatchObject({ code: 'document-changed-outside', details: { diskHash: second.diskHash } })
    await expect(saveDocument({ path: file, workspace, ...fresh })).rejects.toMatchObject({
      code: 'document-changed-outside',
    })
    expect((await openDocument(file)).workspace.title).toBe('Another')
    await saveDocument({ path: file, workspace, expectedHash: first.diskHash, overwrite: true })
    expect((await openDocument(file)).workspace.title).toBe('Two machines')
  })

  it('writes a file again that was deleted outside', async () => {
    const file = path.join(temporaryFolder(), 'plan.memwall')
    await saveDocument({ path: file, workspace, expectedHash: 'a'.repeat(64), overwrite: false })
    expect((await openDocument(file)).workspace).toEqual(workspace)
  })

  it('follows a link and keeps the permissions of the file', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'plan.memwall')
    const link = path.join(folder, 'link.memwall')
    await saveDocument({ path: file, workspace, ...fresh })
    chmodSync(file, 0o640)
    symlinkSync(file, link)
    await saveDocument({ path: link, workspace: other, expectedHash: null, overwrite: true })
    expect((await openDocument(file)).workspace.title).toBe('Another')
    expect(statSync(file).mode & 0o777).toBe(0o640)
    expect(readdirSync(folder).toSorted()).toEqual(['link.memwall', 'plan.memwall'])
  })

  it('says that a folder is not there, or that the path is a folder', async () => {
    const folder = temporaryFolder()
    await expect(
      saveDocument({ path: path.join(folder, 'gone', 'plan.memwall'), workspace, ...fresh }),
    ).rejects.toMatchObject({ code: 'not-found' })
    await expect(saveDocument({ path: folder, workspace, expectedHash: null, overwrite: true })).rejects.toMatchObject({
      code: 'io-failed',
    })
  })

  it('says that the disk is full, on a real full disk, and leaves the old file', async ({ skip }) => {
    const disk = smallDisk(64)
    if (disk === null) skip('needs the right to mount a small file system')
    else {
      const file = path.join(disk, 'plan.memwall')
      const saved = await saveDocument({ path: file, workspace, ...fresh })
      const free = 64 * 1024 - statSync(file).size
      writeFileSync(path.join(disk, 'ballast'), Buffer.alloc(free - 6000))
      const large = { ...workspace, report: { ...workspace.report, recommendation: 'x'.repeat(4000) } }
      await expect(
        saveDocument({ path: file, workspace: large, expectedHash: saved.diskHash, overwrite: false }),
      ).rejects.toMatchObject({ code: 'disk-full', message: expect.stringContaining('The disk is full') })
      expect((await openDocument(file)).diskHash).toBe(saved.diskHash)
      expect(readdirSync(disk).toSorted()).toEqual(['ballast', 'plan.memwall'])
    }
  })

  it('says that the folder is read-only, on a real read-only disk, and leaves the old file', async ({ skip }) => {
    const disk = smallDisk(256)
    if (disk === null) skip('needs the right to mount a small file system')
    else {
      const file = path.join(disk, 'plan.memwall')
      const { diskHash } = await saveDocument({ path: file, workspace, ...fresh })
      makeReadOnly(disk)
      await expect(
        saveDocument({ path: file, workspace: other, expectedHash: diskHash, overwrite: false }),
      ).rejects.toMatchObject({ code: 'read-only', message: expect.stringContaining('cannot be written') })
      expect((await openDocument(file)).diskHash).toBe(diskHash)
    }
  })

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'read-only'],
    ['EACCES', 'read-only'],
    ['EIO', 'io-failed'],
  ])('leaves the old file when the system says %s in any step', async (systemCode, code) => {
    const file = path.join(temporaryFolder(), 'plan.memwall')
    const { diskHash } = await saveDocument({ path: file, workspace, ...fresh })
    const failure = Object.assign(new Error(systemCode), { code: systemCode })
    const failing: readonly WriteSteps[] = [
      { open: () => Promise.reject(failure), rename },
      { open, rename: () => Promise.reject(failure) },
    ]
    for (const steps of failing) {
      const request = { path: file, workspace: other, expectedHash: diskHash, overwrite: false }
      await expect(saveDocument(request, steps)).rejects.toMatchObject({ code })
    }
    expect((await openDocument(file)).diskHash).toBe(diskHash)
    expect(readdirSync(path.dirname(file))).toEqual(['plan.memwall'])
  })

  it('removes what a killed save of the same file left behind, and nothing else', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'plan.memwall')
    const litter = '.plan.memwall.4194304-0123abcd.saving'
    const justKilled = `.plan.memwall.4194304-${REALM}-0123abcd.saving`
    const young = '.plan.memwall.4194304-0123abce.saving'
    const foreign = '.other.memwall.4194304-0123abcd.saving'
    const running = `.plan.memwall.${process.pid}-0123abcd.saving`
    for (const name of [litter, justKilled, young, foreign, running]) writeFileSync(path.join(folder, name), 'cut')
    const longAgo = Date.now() / 1000 - 60
    for (const name of [litter, foreign, running]) utimesSync(path.join(folder, name), longAgo, longAgo)
    await saveDocument({ path: file, workspace, ...fresh })
    expect(readdirSync(folder).toSorted()).toEqual([foreign, running, young, 'plan.memwall'].toSorted())
  })
})

describe('a process killed while it saves', () => {
  it('leaves the whole old or the whole new file, every time', { timeout: 180_000 }, async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'plan.memwall')
    await saveDocument({ path: file, workspace, ...fresh })
    const seen = new Set<string>()
    let killedInSave = 0
    const rounds = draws(50)
    for (let round = 0; round < rounds; round += 1) {
      // Each round starts from whatever the round before left, litter included.
      const child = spawn(typeScriptNode(), [repositoryFile('test/support/documentsSaveLoop.ts'), file], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const ended = once(child, 'exit')
      await once(child.stdout, 'data')
      if (round % 5 === 0) await delay(round)
      else await temporaryFileOf(folder, child.pid)
      child.kill('SIGKILL')
      await ended
      const { workspace: left } = await openDocument(file)
      const generations = new Set(
        left.scenarios.flatMap(({ note, hardwareOverrides }) =>
          [note, ...Object.keys(hardwareOverrides)].map((text) => /\d{13}/.exec(text)?.[0]),
        ),
      )
      expect([...generations]).toEqual([left.title.replace('generation ', '')])
      seen.add(left.title)
      if (readdirSync(folder).some((name) => name.includes(`.${child.pid}-`))) killedInSave += 1
    }
    expect(seen.size).toBe(rounds)
    // Otherwise the kills fell between saves and nothing was shown.
    expect(killedInSave).toBeGreaterThan(rounds * 0.3)
    const hash = (await openDocument(file)).diskHash
    await saveDocument({ path: file, workspace, expectedHash: hash, overwrite: false })
    expect((await openDocument(file)).workspace).toEqual(workspace)
  })
})

/** Waits without a pause until a process has begun to write: the next instruction may fall into any step of a save. */
async function temporaryFileOf(folder: string, processId: number | undefined): Promise<void> {
  const deadline = Date.now() + 5000
  while (Date.now() < deadline) {
    if (readdirSync(folder).some((name) => name.includes(`.${processId}-`))) return
    await delay(0)
  }
}
