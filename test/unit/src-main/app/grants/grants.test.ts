import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createGrants } from '#main/app/grants/grants.ts'
import { temporaryFolder } from '../../../../support/folders.ts'

describe('createGrants', () => {
  it('names a file by an id that says nothing of it, the same as long as it is the same file', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'plan.memwall')
    writeFileSync(path, '')
    const grants = createGrants()
    const grant = await grants.give(path, 'workspace')
    expect(grant.id).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(await grants.give(join(folder, '.', 'plan.memwall'), 'workspace')).toBe(grant)
    expect(grant).toMatchObject({ path, name: 'plan.memwall' })
    expect(await grants.readable(grant.id, 'workspace')).toBe(grant)
    expect((await createGrants().give(path, 'workspace')).id).not.toBe(grant.id)
  })

  it('knows nothing that nobody granted, and each id for its kind alone', async () => {
    const grants = createGrants()
    const path = join(temporaryFolder(), 'plan.memwall')
    const { id } = await grants.give(path, 'workspace')
    const refused = { code: 'not-allowed', message: expect.stringMatching(/choose it again\.$/) }
    for (const wrong of ['', path, 'A'.repeat(22), `${id}A`, '__proto__', 'constructor']) {
      await expect(grants.readable(wrong, 'workspace')).rejects.toMatchObject(refused)
      await expect(grants.writable(wrong, 'workspace')).rejects.toMatchObject(refused)
      expect(() => grants.named(wrong, 'workspace')).toThrow('choose it again')
    }
    await expect(grants.writable(id, 'report')).rejects.toMatchObject(refused)
    await expect(grants.writable(id, 'library')).rejects.toMatchObject(refused)
    await expect(grants.readable(id, 'foreign')).rejects.toMatchObject(refused)
  })

  it.each([
    ['workspace', 'memwall'],
    ['report', 'pdf'],
    ['library', 'json'],
    ['drawing', 'svg'],
    ['picture', 'png'],
    ['table', 'csv'],
  ] as const)('a %s is written only as .%s', async (kind, ending) => {
    const grants = createGrants()
    const folder = temporaryFolder()
    for (const name of ['.bashrc', 'a.sh', 'a', `a.${ending}.sh`, ending]) {
      const { id } = await grants.give(join(folder, name), kind)
      await expect(grants.writable(id, kind)).rejects.toMatchObject({
        code: 'not-allowed',
        message: expect.stringContaining(`.${ending}`),
      })
      expect(await grants.readable(id, kind)).toMatchObject({ name })
      expect((await grants.giveTarget(join(folder, name), kind)).name).toBe(`${name}.${ending}`)
    }
    const { id } = await grants.give(join(folder, `A.${ending.toUpperCase()}`), kind)
    expect(await grants.writable(id, kind)).toMatchObject({ id })
  })

  it('a link to a file of another kind is read, never written', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '.bashrc'), 'echo')
    symlinkSync(join(folder, '.bashrc'), join(folder, 'plan.memwall'))
    const grants = createGrants()
    const { id } = await grants.give(join(folder, 'plan.memwall'), 'workspace')
    expect(await grants.readable(id, 'workspace')).toMatchObject({ name: 'plan.memwall' })
    const refused = { code: 'not-allowed', message: expect.stringContaining('link to') }
    await expect(grants.writable(id, 'workspace')).rejects.toMatchObject(refused)
    await expect(grants.giveTarget(join(folder, 'plan.memwall'), 'workspace')).rejects.toMatchObject(refused)
  })

  it('a granted file stays what it was: a link put in its place is refused until it is chosen anew', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'plan.memwall')
    const other = join(folder, 'other.memwall')
    for (const file of [path, other]) writeFileSync(file, '')
    const grants = createGrants()
    const before = await grants.give(path, 'workspace')
    rmSync(path)
    expect(await grants.readable(before.id, 'workspace')).toBe(before)
    symlinkSync(other, path)
    await expect(grants.readable(before.id, 'workspace')).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('another file'),
    })
    const again = await grants.give(path, 'workspace')
    expect(again.id).not.toBe(before.id)
    expect(await grants.writable(again.id, 'workspace')).toMatchObject({ real: other })
  })

  it('so does one that is not there yet, also when a folder above it is exchanged', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'plans'))
    mkdirSync(join(folder, 'else'))
    const grants = createGrants()
    const { id } = await grants.giveTarget(join(folder, 'plans', 'new'), 'workspace')
    expect(await grants.writable(id, 'workspace')).toMatchObject({ name: 'new.memwall' })
    writeFileSync(join(folder, 'plans', 'new.memwall'), '')
    expect(await grants.writable(id, 'workspace')).toMatchObject({ name: 'new.memwall' })
    renameSync(join(folder, 'plans'), join(folder, 'before'))
    symlinkSync(join(folder, 'else'), join(folder, 'plans'))
    await expect(grants.writable(id, 'workspace')).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
