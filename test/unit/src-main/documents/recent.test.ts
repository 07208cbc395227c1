import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRecentList, RECENT_LIMIT } from '#main/documents/recent.ts'
import { temporaryFolder } from '../../../support/folders.ts'

function clock(): () => number {
  let time = 1_000_000
  return () => (time += 1)
}

describe('createRecentList', () => {
  it('puts the latest first, pinned ones above all, and says which files are gone', async () => {
    const folder = temporaryFolder()
    const recent = createRecentList(path.join(folder, 'data', 'recent.json'), clock())
    expect(await recent.list()).toEqual([])
    const here = path.join(folder, 'here.memwall')
    writeFileSync(here, '')
    await recent.add(path.join(folder, 'gone.memwall'), 'Gone')
    await recent.add(here, 'Here')
    await recent.add(path.join(folder, 'third.memwall'), 'Third')
    expect((await recent.pin(here, true)).map(({ name, pinned, exists }) => [name, pinned, exists])).toEqual([
      ['here.memwall', true, true],
      ['third.memwall', false, false],
      ['gone.memwall', false, false],
    ])
    expect((await recent.forget(path.join(folder, 'third.memwall'))).map(({ title }) => title)).toEqual([
      'Here',
      'Gone',
    ])
  })

  it('keeps one entry a file, its pin, and the newest title', async () => {
    const folder = temporaryFolder()
    const recent = createRecentList(path.join(folder, 'recent.json'), clock())
    await recent.add('/plans/a.memwall', 'First')
    await recent.pin('/plans/a.memwall', true)
    await recent.add('/plans/../plans/a.memwall', 'Second')
    expect(await recent.list()).toMatchObject([{ path: '/plans/a.memwall', title: 'Second', pinned: true }])
  })

  it(`keeps ${RECENT_LIMIT} files and drops unpinned ones first`, async () => {
    const recent = createRecentList(path.join(temporaryFolder(), 'recent.json'), clock())
    await recent.add('/plans/pinned.memwall', 'Pinned')
    await recent.pin('/plans/pinned.memwall', true)
    // At once: none may be lost.
    await Promise.all(Array.from({ length: 30 }, (_, index) => recent.add(`/plans/${index}.memwall`, `${index}`)))
    const titles = (await recent.list()).map(({ title }) => title)
    expect(titles).toEqual(['Pinned', ...Array.from({ length: RECENT_LIMIT - 1 }, (_, index) => `${29 - index}`)])
  })

  it.each(['', 'no list', '{"path": 1}', '[{"path": 12}]', '[[[[', '[{"path":"/a","title":"a","pinned":true}]'])(
    'starts afresh from a damaged list: %s',
    async (contents) => {
      const file = path.join(temporaryFolder(), 'recent.json')
      writeFileSync(file, contents)
      const recent = createRecentList(file, clock())
      expect(await recent.list()).toEqual([])
      await recent.add('/plans/a.memwall', 'A')
      expect(await recent.list()).toHaveLength(1)
      expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(1)
    },
  )
})
