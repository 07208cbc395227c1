import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { profileHash } from '#main/documents/embed.ts'
import { storeRow } from '#main/library/rows.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { testHardware } from '../../../support/documents.ts'
import { temporaryFolder } from '../../../support/folders.ts'
import { connectForTest, openForTest } from './librarySupport.ts'

describe('a row with a figure beyond its limit', () => {
  it('is read without that figure, which says why, and everything else is there', () => {
    const folder = temporaryFolder()
    openForTest(folder).close()
    const device = testHardware('old-box')
    const earlier = { ...device, power: { ...device.power, board: { ...device.power.board, value: 1e200 } } }
    const database = connectForTest(join(folder, 'library.sqlite'))
    const profile = canonicalJson(earlier)
    const row = {
      id: 'old-box',
      origin: 'user',
      hash: profileHash(earlier),
      profile,
      listing: '{}',
      words: '',
    } as const
    storeRow(database, 'hardware', row)
    database.close()
    const read = openForTest(folder).hardware('old-box')
    expect(read.profile).toEqual({
      ...device,
      power: {
        ...device.power,
        board: { value: null, grade: null, source: null, note: expect.stringMatching(/enter 10.MW or less/) },
      },
    })
    expect(read.hash).toBe(profileHash(read.profile))
    expect(hardwareProfileSchema.safeParse(read.profile).error).toBeUndefined()
  })
})
