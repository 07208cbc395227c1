import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../../../support/commandLine.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const home = mkdtempSync(path.join(tmpdir(), 'memwall-home-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const TIMEOUT = 120_000

function plan(): string {
  const file = path.join(temporaryFolder(), 'plan.memwall')
  writeFileSync(file, readFileSync(repositoryFile('resources/samples/b200-against-wse3.memwall')))
  return file
}

const memwall = (...typed: readonly string[]) => runCommand(['export', ...typed], home)

describe('memwall export', () => {
  it('lies beside the file under its title, and replaces nothing unasked', { timeout: TIMEOUT }, async () => {
    const file = plan()
    const beside = path.join(path.dirname(file), 'does-chat-need-more-hbm-or-a-wafer-matrix.csv')
    expect(await memwall(file, '--as', 'csv')).toMatchObject({ code: 0, errors: '' })
    expect(readFileSync(beside, 'utf8')).toMatch(/^\uFEFFQuestion,/)
    writeFileSync(beside, 'mine')
    const refused = await memwall(file, '--as', 'csv')
    expect(refused.code).toBe(1)
    expect(refused.errors).toContain('--force')
    expect(readFileSync(beside, 'utf8')).toBe('mine')
    expect((await memwall(file, '--as', 'csv', '--force')).code).toBe(0)
    expect(readFileSync(beside, 'utf8')).toContain('Question')
  })

  it('writes to standard output what “-” asks for', { timeout: TIMEOUT }, async () => {
    const { code, output, errors } = await memwall(plan(), '--as', 'json', '--what', 'cost', '-o', '-')
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    const { rows } = JSON.parse(output) as { rows: readonly { total: number | null }[] }
    expect(rows.some(({ total }) => total !== null && total > 0)).toBe(true)
    expect((await memwall(plan(), '--as', 'csv', '-o', '-')).output).toContain('\r\n')
  })

  it('adds the ending of the format, and tells a program what it wrote', { timeout: TIMEOUT }, async () => {
    const file = plan()
    const out = path.join(path.dirname(file), 'roofline')
    const { code, output } = await memwall(file, '--as', 'png', '--chart', 'roofline', '-o', out, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(output)).toMatchObject({ path: `${out}.png`, format: 'png' })
    expect(existsSync(`${out}.png`)).toBe(true)
  })

  it.each([
    [['--as', 'pdf'], 2, 'csv, json'],
    [[], 2, '--as'],
    [['--as', 'csv', '--what', 'all'], 2, 'matrix'],
    [['--as', 'svg', '--what', 'matrix', '-o', '-'], 1, 'one chart'],
  ] as const)('%j is refused in a sentence', { timeout: TIMEOUT }, async (typed, code, said) => {
    const ended = await memwall(plan(), ...typed)
    expect(ended.code).toBe(code)
    expect(ended.errors).toContain(said)
  })
})
