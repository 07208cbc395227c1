import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createRedirectFile } from '#main/shells/browser/redirectFile.ts'
import { temporaryFolder } from '../../../../support/folders.ts'

const ADDRESS = 'http://127.0.0.1:4000/#open=abc'

it('leads to the address, is this user’s alone, and is gone once removed', () => {
  const folder = join(temporaryFolder(), 'opening')
  mkdirSync(folder, { mode: 0o755 })
  const file = createRedirectFile(folder, ADDRESS)
  expect(readFileSync(file.path, 'utf8')).toContain(`content="0;url=${ADDRESS}"`)
  if (process.platform !== 'win32') {
    expect(statSync(file.path).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  }
  file.remove()
  file.remove()
  expect(existsSync(file.path)).toBe(false)
})

it('removes what a killed process left, and takes the place of what stands in its own', () => {
  const folder = join(temporaryFolder(), 'opening')
  mkdirSync(folder)
  for (const name of ['4194305.html', 'no-number.html', `${process.pid}.html`]) writeFileSync(join(folder, name), 'old')
  writeFileSync(join(folder, `${process.ppid}.html`), 'of one that runs')
  const file = createRedirectFile(folder, ADDRESS)
  expect(existsSync(join(folder, '4194305.html'))).toBe(false)
  expect(existsSync(join(folder, 'no-number.html'))).toBe(false)
  expect(existsSync(join(folder, `${process.ppid}.html`))).toBe(true)
  expect(readFileSync(file.path, 'utf8')).toContain(ADDRESS)
})
