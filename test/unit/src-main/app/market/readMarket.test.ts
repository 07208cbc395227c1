import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMarketReader } from '#main/app/market/readMarket.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

/** A folder of shipped files that may be spoilt. */
function resources(): string {
  const folder = temporaryFolder()
  cpSync(repositoryFile('resources/market'), join(folder, 'market'), { recursive: true })
  return folder
}

describe('what is known of the market', () => {
  it('is read once, as it is shipped', async () => {
    const folder = resources()
    const read = createMarketReader(folder)
    const market = await read()
    expect(market.hosted).toEqual(JSON.parse(readFileSync(repositoryFile('resources/market/hosted.json'), 'utf8')))
    rmSync(join(folder, 'market'), { recursive: true })
    expect(await read()).toBe(market)
  })

  it('names the file that cannot be read, and tries again', async () => {
    const folder = resources()
    const file = join(folder, 'market', 'spend.json')
    const good = readFileSync(file, 'utf8')
    const read = createMarketReader(folder)
    writeFileSync(file, good.replace('"secondary"', '"guess"'))
    await expect(read()).rejects.toMatchObject({ code: 'io-failed', message: expect.stringContaining('“spend.json”') })
    writeFileSync(file, good)
    expect((await read()).spend.series.length).toBeGreaterThan(10)
  })

  it.each([
    ['a source nobody has', (text: string) => text.replace('"source": "inversion"', '"source": "hearsay"')],
    [
      'a source nobody cites',
      (text: string) => text.replace('"sources": {', '"sources": {"more": {"title": "More", "address": null},'),
    ],
    ['nothing for unknown', (text: string) => text.replace('"value": 0.33', '"value": 0')],
    ['no date', (text: string) => text.replace('"date": "2026-05"', '"date": "May"')],
  ])('refuses %s', async (_name, spoil) => {
    const folder = resources()
    const file = join(folder, 'market', 'spend.json')
    const good = readFileSync(file, 'utf8')
    expect(spoil(good)).not.toBe(good)
    writeFileSync(file, spoil(good))
    await expect(createMarketReader(folder)()).rejects.toMatchObject({ code: 'io-failed' })
  })
})
