import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { foldersOf, linuxRemoval, linuxSteps } from './linux.ts'
import { programFiles } from './program.ts'
import type { Run, Step } from './step.ts'
import { windowsRemoval, windowsSteps } from './windows.ts'

/** Where and for whom files are associated. */
export interface Surroundings {
  /** Memwall's folder. */
  readonly root: string
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  /** The user's home folder. */
  readonly home: string
  /** Told what was done, line by line. */
  readonly say: (line: string) => void
  /** Told, in one sentence, why it was not done. */
  readonly complain: (sentence: string) => void
}

const HELP = `npm run associate              open .memwall files with this Memwall, for the current user
npm run associate -- --remove  undo that
npm run associate -- --dry-run say what would be done, and do nothing; also with --remove
npm run associate -- --help    this text

Run it again after you move Memwall's folder.`

const ON_MAC =
  'macOS opens files only with an app bundle, which this folder is not: drop the file on the Memwall window, or run npm start -- FILE.'

const SWITCHES = ['--remove', '--dry-run', '--help']

/**
 * Associates `.memwall` files with Memwall, or undoes it.
 * @param commandLine arguments after the program
 * @returns the exit code: 0 done, 1 not done, 2 not understood
 */
export function associate(commandLine: readonly string[], surroundings: Surroundings): number {
  const { say, complain } = surroundings
  const unknown = commandLine.find((argument) => !SWITCHES.includes(argument))
  if (unknown !== undefined) {
    complain(`There is no option ${unknown}: npm run associate -- --help lists them.`)
    return 2
  }
  if (commandLine.includes('--help')) {
    say(HELP)
    return 0
  }
  if (surroundings.platform === 'darwin') {
    say(ON_MAC)
    return 0
  }
  const removing = commandLine.includes('--remove')
  const rehearsing = commandLine.includes('--dry-run')
  try {
    const needed = Object.values(programFiles(surroundings.root, surroundings.platform))
    const missing = needed.find((path) => !existsSync(path))
    if (!removing && !rehearsing && missing !== undefined) {
      throw new Error(`Memwall is not complete, ${missing} is missing: run npm ci, then this again.`)
    }
    for (const step of stepsFor(removing, surroundings)) {
      if (rehearsing) say(describe(step))
      else perform(step, surroundings)
    }
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return 1
  }
  if (!rehearsing) say(removing ? '.memwall files no longer open with Memwall.' : '.memwall files open with Memwall.')
  return 0
}

function stepsFor(removing: boolean, { platform, root, environment, home }: Surroundings): readonly Step[] {
  if (platform === 'win32') return removing ? windowsRemoval() : windowsSteps(root)
  const folders = foldersOf(environment, home)
  return removing ? linuxRemoval(folders) : linuxSteps(root, folders)
}

function describe(step: Step): string {
  switch (step.kind) {
    case 'write':
      return `write ${step.path}\n${step.text.trimEnd().replace(/^/gm, '  ')}`
    case 'copy':
      return `copy ${step.from} to ${step.path}`
    case 'remove':
      return `remove ${step.path}`
    case 'edit':
      return `edit ${step.path}: ${step.what}`
    case 'run':
      return `run ${JSON.stringify([step.program, ...step.arguments])}${step.optional ? ', if it is installed' : ''}`
  }
}

function perform(step: Step, surroundings: Surroundings): void {
  switch (step.kind) {
    case 'write':
      mkdirSync(dirname(step.path), { recursive: true })
      writeFileSync(step.path, step.text)
      return
    case 'copy':
      mkdirSync(dirname(step.path), { recursive: true })
      copyFileSync(step.from, step.path)
      return
    case 'remove':
      rmSync(step.path, { force: true })
      return
    case 'edit': {
      if (!existsSync(step.path)) return
      const before = readFileSync(step.path, 'utf8')
      const after = step.change(before)
      if (after !== before) writeFileSync(step.path, after)
      return
    }
    case 'run':
      run(step, surroundings)
  }
}

/** @throws Error with one sentence when the program fails, or is needed and missing */
function run(step: Run, { environment, say }: Surroundings): void {
  if (step.folder !== undefined && !existsSync(step.folder)) return
  const start = (commandLine: readonly string[]) =>
    spawnSync(step.program, commandLine, { env: environment, encoding: 'utf8', windowsHide: true, timeout: 60_000 })
  if (step.onlyIf !== undefined && start(step.onlyIf).status === 1) return
  const { error, status, stderr } = start(step.arguments)
  if (status === 0) return
  if (step.optional && error !== undefined && 'code' in error && error.code === 'ENOENT') {
    say(`${step.program} is not installed; your desktop may need you to log in again to notice the change.`)
    return
  }
  const said = stderr?.trim().split('\n').at(-1) || error?.message || `it ended with code ${status}`
  throw new Error(`${step.program} did not succeed: ${said.replace(/\.$/, '')}.`)
}
