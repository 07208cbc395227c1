import { documentLines } from '#shared/document/lines.ts'
import { differingPlaces, type DifferingPlace } from '#shared/document/places.ts'
import type { Effect } from '#shared/domain/brief/effect.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { say } from '#shared/words/say.ts'
import type { Command, Invocation } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { openFile } from '../connect.ts'
import { decidedEffects } from '../diffEffects.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { differenceLine } from '../differenceLine.ts'
import { jsonText } from '../jsonText.ts'
import { progressOn } from '../progressLine.ts'
import { wholeValueText } from '../valueText.ts'

/** Semantic difference of two files. */
export const diffCommand: Command = {
  name: 'diff',
  get summary() {
    return say('cli.diff.summary')
  },
  usage: ['diff A B', 'diff --textconv FILE'],
  words: [1, 9],
  get about() {
    return [
      'Compares two .memwall files by meaning: scenarios are matched by id, and a scenario that only moved is one difference. Formatting is none.',
      say('cli.diff.effect'),
      say('cli.diff.git'),
    ].join('\n')
  },
  get options() {
    return {
      'exit-code': { type: 'boolean', text: 'end with 1 when there are differences' },
      'no-effect': { type: 'boolean', text: say('cli.diff.noEffect') },
      git: { type: 'boolean', text: 'read the seven words git gives a diff driver instead of two files' },
      textconv: { type: 'boolean', text: say('cli.diff.textconv') },
    } as const
  },
  get json() {
    return say('cli.diff.json')
  },
  get examples() {
    return [
      ['memwall diff approved.memwall plan.memwall', say('cli.diff.example.since')],
      [say('cli.diff.line.fast'), say('cli.diff.example.fast')],
      ['memwall diff a.memwall b.memwall --exit-code', 'for a script that asks whether anything changed'],
    ] as const
  },
  exitCodes: new Map([[EXIT.failed, 'failed, or with --exit-code: there are differences']]),
  run: async (invocation) => {
    const { words, flags, terminal } = invocation
    if (flags.has('textconv')) return printLines(words, flags, terminal)
    const { name, left, right } = flags.has('git') ? filesOfGit(words) : twoFiles(words)
    if (name !== null) await terminal.print(`${terminal.bold(`memwall diff ${name}`)}\n`)
    if (left === NO_FILE || right === NO_FILE) {
      await terminal.print(left === NO_FILE ? '+ the whole file\n' : '- the whole file\n')
      return EXIT.done
    }
    const [before, after] = [await openFile(left), await openFile(right)]
    const places = differingPlaces(before.workspace, after.workspace)
    // git asks file by file, and whoever reads its answer waits.
    const isPlain = flags.has('no-effect') || flags.has('git') || places.length === 0
    const print = isPlain ? printPlaces : printEffects
    await print(places, invocation, before.workspace, after.workspace)
    return places.length > 0 && flags.has('exit-code') ? EXIT.failed : EXIT.done
  },
}

/** What git gives in place of a file that was added or removed. */
const NO_FILE = '/dev/null'

async function printLines(
  [file = '', ...rest]: readonly string[],
  flags: ReadonlySet<string>,
  terminal: Terminal,
): Promise<number> {
  if (rest.length > 0) throw usageFailure(say('cli.diff.textconvTooMuch', { word: rest[0] ?? '' }))
  const lines = documentLines((await openFile(file)).workspace)
  await terminal.print(
    flags.has('json')
      ? jsonText(lines)
      : lines.map(({ label, value }) => `${label}: ${wholeValueText(value)}\n`).join(''),
  )
  return EXIT.done
}

function twoFiles([left = '', right = '', ...rest]: readonly string[]) {
  if (right === '') throw usageFailure(say('cli.diff.missing'))
  if (rest.length > 0) throw usageFailure(`“${rest[0]}” is too much; usage: memwall diff A B`)
  return { name: null, left, right }
}

/** git calls a driver with path, old file, hex and mode, new file, hex and mode; a rename adds two more. */
function filesOfGit([name = '', left, _oldHex, _oldMode, right]: readonly string[]) {
  if (left === undefined || right === undefined) throw usageFailure('--git is for git, which gives seven words.')
  return { name, left, right }
}

async function printPlaces(
  places: readonly DifferingPlace[],
  { flags, terminal }: Pick<Invocation, 'flags' | 'terminal'>,
): Promise<void> {
  const differences = places.flatMap((place) => place.differences)
  if (flags.has('json')) return terminal.print(jsonText(differences))
  if (differences.length === 0) await terminal.print('No differences.\n')
  for (const difference of differences) await terminal.print(`${differenceLine(difference)}\n`)
}

async function printEffects(
  places: readonly DifferingPlace[],
  { flags, terminal, connect }: Invocation,
  before: Workspace,
  after: Workspace,
): Promise<void> {
  const isJson = flags.has('json')
  const told = isJson ? null : progressOn(terminal)
  const decided = await decidedEffects(before, after, places, connect, (share) => told?.told('effect', share))
  told?.end()
  if (isJson) {
    const entries = decided.places.flatMap(({ place, effect }) =>
      place.differences.map((difference) => ({ ...difference, effect: jsonEffect(effect) })),
    )
    return terminal.print(jsonText(entries))
  }
  const lines = decided.places.flatMap(({ place, text }) => [...place.differences.map(differenceLine), `  ${text}`])
  await terminal.print(`${[...decided.head, '', ...lines].join('\n')}\n`)
}

function jsonEffect(effect: Effect | null) {
  if (effect === null) return null
  const { cost, first, choice, state } = effect
  return { cost, first, choice, state }
}
