import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repositoryFile } from './support/nodeRuntime.ts'
import { hasTestDisplay, onPath } from './support/runtimes.ts'

/**
 * `npm test`: everything this machine can test. Types and lint first, then Vitest, then Playwright over the real build.
 * The last line is "N passed, N failed, N skipped", over both.
 */
const root = repositoryFile('.')
const folder = mkdtempSync(join(tmpdir(), 'memwall-run-'))
const tally = { passed: 0, failed: 0, skipped: 0 }
const skipReasons = new Map<string, number>()
/** Checks that failed without failing a counted test: types, lint, a suite that did not load. Each counts as one failure. */
let failedChecks = 0

step('Types', ['scripts/typecheck.ts'])
step('Lint', ['node_modules/oxlint/bin/oxlint'])
step('Templates', ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', 'src-renderer/**/*.vue'])
step('Build', ['scripts/build.ts', '--if-stale'])
vitest()
playwright()

for (const [reason, count] of skipReasons) console.log(`Skipped ${count}: ${reason}`)
rmSync(folder, { recursive: true, force: true })
tally.failed += failedChecks
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`)
process.exitCode = tally.failed === 0 ? 0 : 1

/** Runs one check with this Node. */
function step(name: string, commandLine: readonly string[]): void {
  console.log(`— ${name}`)
  if (spawnSync(process.execPath, commandLine, { cwd: root, stdio: 'inherit' }).status !== 0) {
    console.log(`${name}: failed.`)
    failedChecks += 1
  }
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

function vitest(): void {
  console.log('— Unit, property, contract, architecture and golden tests')
  const output = join(folder, 'vitest.json')
  const run = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${output}`],
    { cwd: root, stdio: 'inherit' },
  )
  const report = readReport<VitestReport>(output, run.status)
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
  if (run.status !== 0 && report.success) failedChecks += 1
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
    readonly tests: readonly {
      readonly status: string
      readonly annotations: readonly { readonly type: string; readonly description?: string }[]
    }[]
  }[]
}

function playwright(): void {
  console.log('— End to end: the real window and the browser shell')
  const output = join(folder, 'playwright.json')
  const commandLine = [process.execPath, 'node_modules/@playwright/test/cli.js', 'test', '--reporter=line,json']
  // Without a display a virtual one is made for all of them together.
  const virtual = !hasTestDisplay() && onPath('xvfb-run') !== null
  const [program = process.execPath, ...rest] = virtual ? ['xvfb-run', '-a', ...commandLine] : commandLine
  const run = spawnSync(program, rest, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: output },
  })
  const report = readReport<PlaywrightReport>(output, run.status)
  if (!report) return
  tally.passed += report.stats.expected + report.stats.flaky
  tally.failed += report.stats.unexpected
  tally.skipped += report.stats.skipped
  if (report.errors.length > 0) failedChecks += 1
  for (const suite of report.suites) collectSkips(suite)
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
