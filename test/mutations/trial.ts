import { execFileSync, spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import typescript from 'typescript'
import { repositoryFile } from '../support/nodeRuntime.ts'
import { hasTestDisplay, onPath } from '../support/runtimes.ts'
import type { Mutant } from './mutant.ts'
import { names, securityLines } from './securityTable.ts'

/** `invalid`: the code did not load, so that nothing was tried. */
export type Fate = 'killed' | 'survived' | 'invalid'

/** What became of a mutant. */
export interface Outcome {
  readonly mutant: Mutant
  readonly fate: Fate
  readonly seconds: number
  /** What the test said, for one that is invalid. */
  readonly said: string
}

/** Copies of the sources in which mutants are tried; the working tree is never touched. */
export interface Trial {
  /** Their folders: one for each that is tried at once. */
  readonly copies: readonly string[]
  /** Runs the tests on the code as it is. @returns a sentence for each that does not pass */
  unready(mutants: readonly Mutant[]): Promise<readonly string[]>
  attempt(mutant: Mutant, copy: number): Promise<Outcome>
  close(): void
}

/** Tests at once: as many as the machine of the continuous run has cores. */
const AT_ONCE = 2
/** Milliseconds for each file of a run of tests: a mutant may make one wait for good. */
const DEADLINE = 300_000
/** What a program says of code that is wrong in itself, whatever it does. */
const BROKEN = /\b(?:SyntaxError|ReferenceError|Transform failed|Failed to resolve import|is not exported)\b/

/** @returns a sentence for each mutant that fits neither the code nor SECURITY.md */
export function problemsOf(mutants: readonly Mutant[]): readonly string[] {
  const lines = securityLines()
  return mutants.flatMap(({ name, line, file, find, replace, killer }) => {
    const source = existsSync(repositoryFile(file)) ? readFileSync(repositoryFile(file), 'utf8') : ''
    const times = source.split(find).length - 1
    const found = lines.filter(({ rule }) => rule.startsWith(line))
    const [owner] = found
    return [
      ...(times === 1 ? [] : [`“${name}” has to be written anew: its text stands ${times} times in ${file}.`]),
      ...mistakesIn(
        file,
        source.replace(find, () => replace),
      ).map((said) => `“${name}” is no code: ${said}.`),
      ...(found.length === 1 ? [] : [`“${name}” belongs to ${found.length} lines of SECURITY.md.`]),
      ...(owner && !names(owner, killer) ? [`“${name}”: its line of SECURITY.md does not name ${killer.file}.`] : []),
    ]
  })
}

/** Mistakes of form: a mutant has to be code. */
function mistakesIn(file: string, source: string): readonly string[] {
  if (!file.endsWith('.ts')) return []
  const { diagnostics = [] } = typescript.transpileModule(source, { fileName: file, reportDiagnostics: true })
  return diagnostics.map(({ messageText }) => typescript.flattenDiagnosticMessageText(messageText, ' '))
}

/** Makes the copies: files that git knows, with the packages linked. */
export async function createTrial(): Promise<Trial> {
  const root = repositoryFile('.')
  const home = mkdtempSync(join(tmpdir(), 'memwall-mutations-'))
  const known = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  const files = known.split('\0').filter((file) => file !== '' && existsSync(join(root, file)))
  const copies = Array.from({ length: AT_ONCE }, (_none, copy) => {
    const folder = join(home, `copy-${copy}`)
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      copyFileSync(join(root, file), join(folder, file))
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    return folder
  })
  let reports = 0

  /** Runs tests in a copy. @param wanted parts of their full names; none: all of the files */
  async function run(
    folder: string,
    testFiles: readonly string[],
    wanted: readonly (string | undefined)[] = [],
  ): Promise<Run> {
    reports += 1
    const report = join(home, `report-${reports}.json`)
    const parts = wanted.map((part) => escaped(part ?? ''))
    const pattern = parts.length === 0 || parts.includes('') ? null : parts.join('|')
    if (testFiles.some(isSpec)) return runSpecs(folder, testFiles, pattern, report)
    const commandLine = [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...testFiles.map((file) => `test/${file}`),
      '--reporter=json',
      `--outputFile=${report}`,
      '--maxWorkers=1',
      '--no-cache',
      ...(pattern === null ? [] : ['-t', pattern]),
    ]
    const said = await spawned(folder, process.execPath, commandLine, {}, testFiles.length)
    const written = readJson<VitestReport>(report)
    const tests = (written?.testResults ?? []).flatMap(({ name, message, assertionResults }) => [
      ...assertionResults.map(({ fullName, status, failureMessages }) => ({
        file: name.slice(folder.length + '/test/'.length),
        name: fullName,
        status,
        said: failureMessages.join('\n'),
      })),
      ...(message
        ? [{ file: name.slice(folder.length + '/test/'.length), name: '', status: 'unloaded', said: message }]
        : []),
    ])
    return { tests, said }
  }

  /** End-to-end tests look at the built program. */
  async function runSpecs(
    folder: string,
    testFiles: readonly string[],
    pattern: string | null,
    report: string,
  ): Promise<Run> {
    const built = await spawned(folder, process.execPath, ['scripts/build.ts', '--if-stale'])
    if (!existsSync(join(folder, 'out', 'stamp'))) return { tests: [], said: built }
    const playwright = [process.execPath, 'node_modules/@playwright/test/cli.js', 'test']
    const commandLine = [
      ...playwright,
      ...testFiles.map((file) => `test/${file}`),
      '--workers=1',
      '--retries=0',
      '--reporter=json',
      ...(pattern === null ? [] : ['-g', pattern]),
    ]
    const virtual = !hasTestDisplay() && onPath('xvfb-run') !== null
    const [program = process.execPath, ...rest] = virtual ? ['xvfb-run', '-a', ...commandLine] : commandLine
    const said = await spawned(folder, program, rest, { PLAYWRIGHT_JSON_OUTPUT_FILE: report })
    const written = readJson<PlaywrightReport>(report)
    return { tests: (written?.suites ?? []).flatMap(specsOf), said }
  }

  return {
    copies,
    async unready(mutants) {
      const [first = ''] = copies
      const specs = new Map<string, Set<string | undefined>>()
      const units = new Map<string, Set<string | undefined>>()
      for (const { killer } of mutants) {
        const found = isSpec(killer.file) ? specs : units
        found.set(killer.file, (found.get(killer.file) ?? new Set()).add(killer.test))
      }
      const shares = copies.map((folder, copy) => ({
        folder,
        files: [...units].filter((_file, index) => index % copies.length === copy),
      }))
      // One run for many files: what else matches a name is only run, never counted.
      const runs = await Promise.all(
        shares
          .filter(({ files }) => files.length > 0)
          .map(({ folder, files }) => {
            const wanted = files.flatMap(([, tests]) => [...tests])
            return run(
              folder,
              files.map(([file]) => file),
              wanted.includes(undefined) ? undefined : wanted,
            )
          }),
      )
      for (const [file, tests] of specs) for (const test of tests) runs.push(await run(first, [file], [test]))
      const tests = runs.flatMap((done) => done.tests)
      return mutants.flatMap(({ name, killer }) => {
        const own = tests.filter((test) => isKiller(test, killer))
        if (own.some(({ status }) => status === 'passed') && own.every(({ status }) => status === 'passed')) return []
        const why = own.length === 0 ? 'there is no such test' : own.map(({ said }) => said).join('\n')
        return [`“${name}” cannot be tried: ${killer.file} “${killer.test ?? ''}” does not pass as the code is: ${why}`]
      })
    },
    async attempt(mutant, copy) {
      const folder = copies[copy] ?? ''
      const file = join(folder, mutant.file)
      const source = readFileSync(file, 'utf8')
      const began = performance.now()
      writeFileSync(
        file,
        source.replace(mutant.find, () => mutant.replace),
      )
      try {
        const { tests, said } = await run(folder, [mutant.killer.file], [mutant.killer.test])
        const failed = tests.filter((test) => isKiller(test, mutant.killer) && test.status === 'failed')
        const broken = tests.length === 0 || tests.some((test) => test.status === 'unloaded' || BROKEN.test(test.said))
        const fate = broken ? 'invalid' : failed.length > 0 ? 'killed' : 'survived'
        const seconds = (performance.now() - began) / 1000
        return { mutant, fate, seconds, said: [...tests.map((test) => test.said), said].join('\n').slice(0, 4000) }
      } finally {
        writeFileSync(file, source)
      }
    },
    close: () => rmSync(home, { recursive: true, force: true }),
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

interface Ran {
  readonly file: string
  readonly name: string
  readonly status: string
  readonly said: string
}

interface Run {
  readonly tests: readonly Ran[]
  readonly said: string
}

const isSpec = (file: string) => file.endsWith('.spec.ts')

/** What was asked for and not passed over. */
function isKiller({ file, name, status }: Ran, killer: Mutant['killer']): boolean {
  return file === killer.file && name.includes(killer.test ?? '') && (status === 'passed' || status === 'failed')
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

interface PlaywrightReport {
  readonly suites: readonly Suite[]
}

interface Suite {
  readonly file: string
  readonly suites?: readonly Suite[]
  readonly specs: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly results: readonly { readonly status: string; readonly error?: { readonly message?: string } }[]
    }[]
  }[]
}

function specsOf(suite: Suite): readonly Ran[] {
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests
      .flatMap(({ results }) => results)
      .map(({ status, error }) => ({
        file: `e2e/${suite.file.split('/').at(-1) ?? ''}`,
        name: title,
        status: status === 'timedOut' ? 'failed' : status,
        said: error?.message ?? '',
      })),
  )
  return [...own, ...(suite.suites ?? []).flatMap(specsOf)]
}

function spawned(
  folder: string,
  program: string,
  commandLine: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  testFiles = 1,
): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, commandLine, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: what it has started ends with it.
      detached: true,
      // What a mutant breaks, few draws show.
      env: { ...process.env, MEMWALL_LONG: '', ...environment },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const endAll = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // All of it has ended.
      }
    }
    const timer = setTimeout(() => {
      said += 'It did not end in time.'
      endAll()
    }, DEADLINE * testFiles)
    child.on('error', (error) => resolve(error.message))
    child.on('exit', () => {
      clearTimeout(timer)
      endAll()
    })
    child.on('close', () => resolve(said))
  })
}

function readJson<Report>(path: string): Report | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report
  } catch {
    return null
  }
}
