import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '#main/shells/cli/commands/all.ts'
import { run } from '#main/shells/cli/run.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const SAMPLE = repositoryFile('resources/samples/b200-against-wse3.memwall')
/** Commands that are given no file. */
const WITHOUT_FILE = ['experiment', 'stacks', 'market', 'completion', 'version']

/** Every place of a command where a path is read (`IN`) or written (`OUT`, with an ending where one is added to all others). */
const CALLS: readonly (readonly string[])[] = [
  ['new', 'OUT.memwall'],
  ['open', 'IN'],
  ['check', 'IN'],
  ['get', 'IN', 'title'],
  ['set', 'IN', 'title', 'Plan'],
  ['set', SAMPLE, 'title', 'Plan', '-o', 'OUT'],
  ['schema', '-o', 'OUT'],
  ['export', 'IN', '--as', 'csv'],
  ['export', SAMPLE, '--as', 'csv', '-o', 'OUT.csv'],
  ['evaluate', 'IN'],
  ['compare', 'IN'],
  ['sensitivity', 'IN'],
  ['break-even', 'IN'],
  ['counterfactual', 'IN'],
  ['best', 'IN'],
  ['brief', 'IN'],
  ['brief', SAMPLE, '-o', 'OUT'],
  ['decide', 'IN'],
  ['report', 'IN'],
  ['audit', 'IN'],
  ['predict', 'IN'],
  ['validate', 'IN'],
  ['calibrate', 'IN', SAMPLE],
  ['calibrate', SAMPLE, 'IN'],
  ['library', 'import', 'IN'],
  ['library', 'export', 'OUT'],
  ['import', 'IN'],
  ['import', SAMPLE, '--against', 'IN'],
  ['diff', 'IN', SAMPLE],
  ['diff', SAMPLE, 'IN'],
  ['merge', 'IN', SAMPLE, SAMPLE, '-o', 'OUT'],
  ['merge', SAMPLE, 'IN', SAMPLE, '-o', 'OUT'],
  ['merge', SAMPLE, SAMPLE, 'IN', '-o', 'OUT'],
  ['merge', SAMPLE, SAMPLE, SAMPLE, '-o', 'OUT'],
]

const folder = mkdtempSync(path.join(tmpdir(), 'memwall-special-'))
const pipe = path.join(folder, 'pipe.json')
const before = process.env['MEMWALL_HOME']

beforeAll(() => {
  process.env['MEMWALL_HOME'] = path.join(folder, 'home')
  if (process.platform === 'win32') return
  for (const ending of ['json', 'memwall', 'csv']) execFileSync('mkfifo', [path.join(folder, `pipe.${ending}`)])
})
afterAll(() => {
  if (before === undefined) delete process.env['MEMWALL_HOME']
  else process.env['MEMWALL_HOME'] = before
  rmSync(folder, { recursive: true, force: true })
})

async function told(typed: readonly string[]) {
  let errors = ''
  let output = ''
  const code = await run(typed, {
    print: async (text) => void (output += text),
    tell: (text) => void (errors += text),
    bold: (text) => text,
    dim: (text) => text,
  })
  return { code, errors, output }
}

describe.skipIf(process.platform === 'win32')('what is no regular file', () => {
  it('is tried at every command that is given a file', () => {
    const tried = new Set(CALLS.map(([name]) => name))
    expect(COMMANDS.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual(WITHOUT_FILE)
  })

  // A library opens for each of some calls; none of them waits for anything else.
  it.each(CALLS.map((call) => [call.map((word) => path.basename(word)).join(' '), call] as const))(
    'memwall %s',
    { timeout: 120_000 },
    async (_name, call) => {
      for (const place of [pipe, '/dev/zero']) {
        const kind = statSync(place).mode
        // Never for root: should the code be wrong, the machine would lose its device.
        if (call.includes('OUT') && place === '/dev/zero' && process.getuid?.() === 0) continue
        const ending = /^OUT(\.\w+)$/.exec(call.at(-1) ?? '')?.[1]
        if (ending !== undefined && place === '/dev/zero') continue
        // An export adds an ending to a name that has none.
        if (call[1] === 'export' && place === '/dev/zero') continue
        const ended = await told(
          call.map((word) =>
            word === 'IN' || word === 'OUT'
              ? place
              : word.startsWith('OUT.')
                ? pipe.replace('.json', ending ?? '')
                : word,
          ),
        )
        // Where a model is named, a name without the ending of a file is an id.
        if (call.includes('--against') && place === '/dev/zero') expect(ended.errors).toContain('has no model')
        else expect(ended.errors).toMatch(/^memwall: “(?:pipe\.\w+|zero)”:? .*is not a file; .+\.\n$/)
        expect(ended.code).toBeGreaterThan(0)
        expect(statSync(place).mode).toBe(kind)
      }
    },
  )
})
