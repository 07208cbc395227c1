import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LockHeld, lockFolder, lockPath, removeStaleLocks } from '#main/documents/pathLock.ts'
import { ownMark } from '#main/processes/running.ts'
import { openDocument } from '#main/documents/open.ts'
import { saveDocument } from '#main/documents/save.ts'
import { soleWriter } from '#main/documents/soleWriter.ts'
import { testWorkspace } from '../../../support/documents.ts'
import { draws } from '../../../support/draws.ts'
import { temporaryFolder } from '../../../support/folders.ts'
import { repositoryFile, typeScriptNode } from '../../../support/nodeRuntime.ts'

const titled = (title: string) => testWorkspace({ title })

/** How many of several saves at once are accepted, and what the others were told. */
async function savedAtOnce(files: readonly string[], expectedHash: string | null) {
  const outcomes = await Promise.allSettled(
    files.map((file, index) =>
      saveDocument({ path: file, workspace: titled(`save ${index}`), expectedHash, overwrite: false }),
    ),
  )
  const accepted = outcomes.filter(({ status }) => status === 'fulfilled')
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
  return { accepted: accepted.length, refused }
}

/** A turn that has begun, and lasts until it is let go. */
async function holding(file: string): Promise<{ readonly free: () => void; readonly held: Promise<void> }> {
  let free = () => {}
  let held: Promise<void> = Promise.resolve()
  await new Promise<void>((begun) => {
    held = soleWriter(file, () => {
      begun()
      return new Promise<void>((end) => (free = end))
    })
  })
  return { free, held }
}

describe('saves at once', () => {
  it.each([
    ['a file that is there', true],
    ['a file that is not there yet', false],
  ])('of %s: of eight that expect the same, one is accepted', async (_name, isThere) => {
    const file = path.join(temporaryFolder(), 'plan.memwall')
    const request = { path: file, workspace: titled('first'), expectedHash: null, overwrite: false }
    const expected = isThere ? (await saveDocument(request)).diskHash : null
    const { accepted, refused } = await savedAtOnce(Array<string>(8).fill(file), expected)
    expect(accepted).toBe(1)
    for (const reason of refused) expect(reason).toMatchObject({ code: 'document-changed-outside' })
    expect(refused).toHaveLength(7)
    expect(readdirSync(path.dirname(file))).toEqual(['plan.memwall'])
  })

  it('over a link and the file itself: one is accepted', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'plan.memwall')
    const link = path.join(folder, 'link.memwall')
    const linkedFolder = path.join(folder, 'folder')
    symlinkSync(file, link)
    symlinkSync(folder, linkedFolder)
    const names = [file, link, path.join(linkedFolder, 'plan.memwall'), path.join(folder, '.', 'plan.memwall')]
    const { diskHash } = await saveDocument({
      path: file,
      workspace: titled('first'),
      expectedHash: null,
      overwrite: false,
    })
    expect((await savedAtOnce([...names, ...names], diskHash)).accepted).toBe(1)
  })

  it('by a hard link take turns too, and each name keeps a whole document', async () => {
    const folder = temporaryFolder()
    const [file, other] = [path.join(folder, 'plan.memwall'), path.join(folder, 'other.memwall')]
    writeFileSync(file, 'one file')
    linkSync(file, other)
    let inside = 0
    let most = 0
    const turn = async () => {
      inside += 1
      most = Math.max(most, inside)
      await delay(5)
      inside -= 1
    }
    await Promise.all([file, other, file, other].map((name) => soleWriter(name, turn)))
    expect(most).toBe(1)
  })

  it('of names that some disks do not tell apart take turns', async () => {
    const folder = temporaryFolder()
    const order: string[] = []
    await Promise.all(
      ['Plan', 'PLAN', 'plan'].map((name) =>
        soleWriter(path.join(folder, name), async () => {
          order.push(`${name} begins`)
          await delay(2)
          order.push(`${name} ends`)
        }),
      ),
    )
    for (let index = 0; index < order.length; index += 2) {
      expect(order[index + 1]).toBe(order[index]?.replace('begins', 'ends'))
    }
  })

  it('of other files do not wait', async () => {
    const folder = temporaryFolder()
    const { free, held } = await holding(path.join(folder, 'a'))
    expect(await soleWriter(path.join(folder, 'b'), () => Promise.resolve('done'), 200)).toBe('done')
    free()
    await held
  })
})

describe('a turn that does not end', () => {
  it('is waited for until the deadline, and then told', async () => {
    const file = path.join(temporaryFolder(), 'plan.memwall')
    const { free, held } = await holding(file)
    const late = soleWriter(file, () => Promise.resolve('never'), 50)
    await expect(late).rejects.toMatchObject({
      code: 'io-failed',
      message: '“plan.memwall” is being saved by somebody else just now; try again in a moment.',
    })
    free()
    await held
    expect(await soleWriter(file, () => Promise.resolve('then'))).toBe('then')
  })

  it('of another process is waited for until the deadline, and taken over once that one is killed', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'plan.memwall')
    const holder = spawn(typeScriptNode(), [repositoryFile('test/support/documentsLockHolder.ts'), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void holder.kill('SIGKILL'))
    const ended = once(holder, 'exit')
    await once(holder.stdout, 'data')
    await expect(soleWriter(file, () => Promise.resolve('never'), 100)).rejects.toMatchObject({ code: 'io-failed' })
    holder.kill('SIGKILL')
    await ended
    expect(await soleWriter(file, () => Promise.resolve('taken over'))).toBe('taken over')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('locks', () => {
  const dead = (name: string) => JSON.stringify({ ...ownMark(), processId: 4194304, born: '1', lock: name })

  it('that were left behind are taken over by one of many', async () => {
    for (let round = 0; round < draws(60); round += 1) {
      const folder = path.join(temporaryFolder(), 'locks')
      mkdirSync(folder, { mode: 0o700 })
      const free = await lockPath('plan', Date.now() + 1000, folder)
      const [name = ''] = readdirSync(folder)
      await free()
      writeFileSync(path.join(folder, name), dead(`round ${round}`))
      let inside = 0
      let most = 0
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          const release = await lockPath('plan', Date.now() + 10_000, folder)
          inside += 1
          most = Math.max(most, inside)
          await delay(0)
          inside -= 1
          await release()
        }),
      )
      expect(most).toBe(1)
      expect(readdirSync(folder)).toEqual([])
    }
  })

  it('of a process that has the number of one that is gone are taken over', async () => {
    const folder = path.join(temporaryFolder(), 'locks')
    const free = await lockPath('plan', Date.now() + 1000, folder)
    const [name = ''] = readdirSync(folder)
    await free()
    if (ownMark().born === null) return
    writeFileSync(path.join(folder, name), JSON.stringify({ ...ownMark(), born: '1' }))
    await (
      await lockPath('plan', Date.now() + 1000, folder)
    )()
    writeFileSync(path.join(folder, name), JSON.stringify(ownMark()))
    await expect(lockPath('plan', Date.now() + 50, folder)).rejects.toBeInstanceOf(LockHeld)
  })

  it('nobody can be asked about are left until they are old', async () => {
    const folder = path.join(temporaryFolder(), 'locks')
    const free = await lockPath('plan', Date.now() + 1000, folder)
    const [name = ''] = readdirSync(folder)
    await free()
    const file = path.join(folder, name)
    writeFileSync(file, JSON.stringify({ ...ownMark(), realm: 'elsewhere' }))
    await expect(lockPath('plan', Date.now() + 50, folder)).rejects.toBeInstanceOf(LockHeld)
    const longAgo = Date.now() / 1000 - 120
    utimesSync(file, longAgo, longAgo)
    await (
      await lockPath('plan', Date.now() + 1000, folder)
    )()
    expect(readdirSync(folder)).toEqual([])
  })

  it('and claims of killed processes go at the next start, and nothing else', async () => {
    const folder = path.join(temporaryFolder(), 'locks')
    mkdirSync(folder, { mode: 0o700 })
    writeFileSync(path.join(folder, 'a.lock'), dead('a'))
    writeFileSync(path.join(folder, 'b.lock.4194304-01234567.claim'), dead('b'))
    writeFileSync(path.join(folder, 'c.lock'), JSON.stringify(ownMark()))
    writeFileSync(path.join(folder, 'notes.txt'), 'not a lock')
    await removeStaleLocks(folder)
    expect(readdirSync(folder).toSorted()).toEqual(['c.lock', 'notes.txt'])
  })

  it('keep nobody from working where they cannot be kept', async () => {
    const place = path.join(temporaryFolder(), 'locks')
    writeFileSync(place, 'a file where the folder should be')
    await (
      await lockPath('plan', Date.now() + 1000, place)
    )()
    expect(readFileSync(place, 'utf8')).toBe('a file where the folder should be')
  })
})

describe('two processes that save one document', () => {
  it('overwrite none of the saves that were accepted', { timeout: 300_000 }, async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'plan.memwall')
    const each = draws(140)
    const outputs = await Promise.all(
      ['left', 'right'].map(async (name) => {
        const writer = spawn(
          typeScriptNode(),
          [repositoryFile('test/support/documentsChainWriter.ts'), file, String(each), name],
          // Another folder of settings: the lock is the user's, not the settings'.
          { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, MEMWALL_HOME: path.join(folder, name) } },
        )
        return text(writer.stdout)
      }),
    )
    const links = outputs.flatMap((output) => output.trim().split('\n')).map((line) => line.split(' '))
    expect(links).toHaveLength(2 * each)
    // A chain: every accepted save knew the one before it, and none was replaced twice.
    const next = new Map(links.map(([known, written]) => [known, written]))
    expect(next.size).toBe(links.length)
    let last: string | undefined = 'nothing'
    let length = 0
    for (; next.has(last ?? ''); length += 1) last = next.get(last ?? '')
    expect(length).toBe(links.length)
    expect((await openDocument(file)).diskHash).toBe(last)
    expect(readdirSync(folder)).toEqual(['plan.memwall'])
    expect(readdirSync(lockFolder()).filter((name) => name.includes(`.${process.pid}-`))).toEqual([])
  })
})
