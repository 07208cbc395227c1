import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repositoryFile } from './support/nodeRuntime.ts'
import { hasTestDisplay, onPath } from './support/runtimes.ts'

/**
 * `npm test`: everything this machine can test, and how long each stage took. Types and lint, then Vitest, then
 * Playwright over the real build; between them a quarter of the mutants of SECURITY.md, each of which counts as a test.
 * `--long` draws ten times as much wherever tests draw, and tries every mutant.
 * The last line is "N passed, N failed, N skipped", over all.
 */
const root = repositoryFile('.')
const folder = mkdtempSync(join(tmpdir(), 'memwall-run-'))
const tally = { passed: 0, failed: 0, skipped: 0 }
const skipReasons = new Map<string, number>()
/** How long each stage took. */
const times: string[] = []
/** Checks that failed without failing a counted test: types, lint, a suite that did not load. Each counts as one failure. */
let failedChecks = 0
if (process.argv.includes('--long')) process.env['MEMWALL_LONG'] = '1'

// One thread for a minute or more: it leaves the other core to what follows, and is done before windows open.
const types = check('Types', ['scripts/typecheck.ts'], 'pipe')
await check('Lint', ['node_modules/oxlint/bin/oxlint'])
await check('Templates', ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', 'src-renderer/**/*.vue'])
await check('Build', ['scripts/build.ts', '--if-stale'])
await timed('Unit, property, contract, architecture and golden tests', vitest)
await types
await timed('Mutants of what SECURITY.md vouches for', mutants)
await timed('End to end: the real window and the browser shell', playwright)

for (const [reason, count] of skipReasons) console.log(`Skipped ${count}: ${reason}`)
rmSync(folder, { recursive: true, force: true })
tally.failed += failedChecks
console.log(`Took: ${times.join('; ')}.`)
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`)
process.exitCode = tally.failed === 0 ? 0 : 1

/** Runs one check with this Node. @param output `pipe`: said whole at its end, as others run beside it */
async function check(name: string, commandLine: readonly string[], output: 'inherit' | 'pipe' = 'inherit') {
  const { status, said } = await timed(name, () => run(process.execPath, commandLine, output))
  if (said !== '') console.log(said.trimEnd())
  if (status === 0) return
  console.log(`${name}: failed.`)
  failedChecks += 1
}

async function timed<Result>(name: string, stage: () => Promise<Result>): Promise<Result> {
  console.log(`— ${name}`)
  const began = performance.now()
  const result = await stage()
  times.push(`${name} ${((performance.now() - began) / 1000).toFixed(0)} s`)
  return result
}

/** How a program ended, and what it said where that was not shown. */
interface Ended {
  readonly status: number | null
  readonly said: string
}

function run(
  program: string,
  commandLine: readonly string[],
  output: 'inherit' | 'pipe',
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, commandLine, {
      cwd: root,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...environment },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', (error) => resolve({ status: 1, said: error.message }))
    child.on('close', (status) => resolve({ status, said }))
  })
}

/** What of Vitest's JSON report is read. */
interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly success: boolean
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

async function vitest(): Promise<void> {
  const output = join(folder, 'vitest.json')
  const { status } = await run(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${output}`],
    'inherit',
    // Tests start hundreds of programs from the sources: each is compiled once.
    { NODE_COMPILE_CACHE: join(folder, 'compiled') },
  )
  const report = readReport<VitestReport>(output, status)
  if (!report) return
  tally.passed += report.numPassedTests
  tally.failed += report.numFailedTests
  tally.skipped += report.numPendingTests + report.numTodoTests
  for (const file of report.testResults) {
    // A file that does not load fails no test of its own.
    if (file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')) tally.failed += 1
    for (const test of file.assertionResults) {
      if (test.status !== 'passed' && test.status !== 'failed') countSkip(test.fullName)
    }
  }
  if (status !== 0 && report.success) failedChecks += 1
}

/** Each mutant that is killed, or listed as one that nothing can notice, is a test that passed. */
async function mutants(): Promise<void> {
  const part = process.argv.includes('--long') ? [] : ['--quarter']
  const { status, said } = await run(process.execPath, ['test/mutations/run.ts', ...part], 'pipe')
  console.log(said.trimEnd())
  const [, killed = '0', survived = '0', listed = '0'] =
    /^(\d+) killed, (\d+) survived(?: \((\d+) listed as redundant\))?$/m.exec(said) ?? []
  tally.passed += Number(killed) + Number(listed)
  tally.failed += Number(survived) - Number(listed)
  if (status !== 0 && Number(survived) === Number(listed)) failedChecks += 1
}

/** What of Playwright's JSON report is read. */
interface PlaywrightReport {
  readonly errors: readonly unknown[]
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly suites: readonly PlaywrightSuite[]
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly status: string
      readonly results: readonly { readonly duration: number }[]
      readonly annotations: readonly { readonly type: string; readonly description?: string }[]
    }[]
  }[]
}

async function playwright(): Promise<void> {
  const output = join(folder, 'playwright.json')
  const commandLine = [process.execPath, 'node_modules/@playwright/test/cli.js', 'test', '--reporter=line,json']
  // Without a display a virtual one is made for all of them together.
  const virtual = !hasTestDisplay() && onPath('xvfb-run') !== null
  const [program = process.execPath, ...rest] = virtual ? ['xvfb-run', '-a', ...commandLine] : commandLine
  const { status } = await run(program, rest, 'inherit', { PLAYWRIGHT_JSON_OUTPUT_FILE: output })
  const report = readReport<PlaywrightReport>(output, status)
  if (!report) return
  tally.passed += report.stats.expected + report.stats.flaky
  tally.failed += report.stats.unexpected
  tally.skipped += report.stats.skipped
  if (report.errors.length > 0) failedChecks += 1
  for (const suite of report.suites) collectSkips(suite)
  const slowest = report.suites.flatMap(durations).toSorted((left, right) => right.seconds - left.seconds)
  console.log(
    `The slowest of them: ${slowest
      .slice(0, 12)
      .map(({ title, seconds }) => `${title} ${seconds.toFixed(0)} s`)
      .join('; ')}.`,
  )
}

/** How long each test took, tries that failed included. */
function durations({ suites = [], specs }: PlaywrightSuite): { readonly title: string; readonly seconds: number }[] {
  const own = specs.map(({ title, tests }) => {
    const milliseconds = tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0)
    return { title, seconds: milliseconds / 1000 }
  })
  return [...own, ...suites.flatMap(durations)]
}

function collectSkips(suite: PlaywrightSuite): void {
  for (const inner of suite.suites ?? []) collectSkips(inner)
  for (const test of suite.specs.flatMap((spec) => spec.tests)) {
    if (test.status !== 'skipped') continue
    countSkip(test.annotations.find((annotation) => annotation.type === 'skip')?.description ?? 'no reason given')
  }
}

function countSkip(reason: string): void {
  skipReasons.set(reason, (skipReasons.get(reason) ?? 0) + 1)
}

function readReport<Report>(path: string, status: number | null): Report | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report
  } catch {
    console.log(`The run ended with ${status ?? 'a signal'} and left no report.`)
    tally.failed += 1
    return null
  }
}
