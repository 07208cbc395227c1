import { readFileSync } from 'node:fs'
import { repositoryFile } from '../support/nodeRuntime.ts'

/** A test that SECURITY.md names. */
export interface NamedTests {
  /** From `test/`. */
  readonly file: string
  /** Names of tests in it, or their beginnings; none: all of them. */
  readonly names: readonly string[]
}

/** A line of the table of SECURITY.md. */
export interface SecurityLine {
  readonly rule: string
  readonly where: readonly string[]
  readonly tests: readonly NamedTests[]
}

/** Every line of the table of SECURITY.md, in order. */
export function securityLines(): readonly SecurityLine[] {
  const rows = readFileSync(repositoryFile('SECURITY.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| rule |'))
  return rows.map((row) => {
    const [rule = '', where = '', tests = ''] = row.slice(2, -2).split(' | ')
    return { rule, where: quoted(where, /`([^`]+)`/g), tests: namedTests(tests) }
  })
}

/** `file` "name", "name"; `file` … */
function namedTests(cell: string): readonly NamedTests[] {
  return [...cell.matchAll(/`([^`]+)`((?:,? ?"[^"]+")*)/g)].map(([, file = '', names = '']) => ({
    file,
    names: quoted(names, /"([^"]+)"/g),
  }))
}

function quoted(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, inner = '']) => inner)
}

/** Whether a line names a test, by its file and by its name or by nothing but the file. */
export function names({ tests }: SecurityLine, killer: { readonly file: string; readonly test?: string }): boolean {
  return tests.some(({ file, names: known }) => {
    if (file !== killer.file) return false
    if (known.length === 0) return true
    const { test } = killer
    return test !== undefined && known.some((name) => name.includes(test) || test.includes(name))
  })
}
