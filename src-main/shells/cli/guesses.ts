import { nearestNames } from '#shared/domain/nearestNames.ts'
import { say } from '#shared/words/say.ts'
import type { Command } from './command.ts'
import { usageFailure } from './exitCodes.ts'
import { isStandard } from './standardInput.ts'

/** Words that mean a command, with what they mean: they are run as it. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  init: ['new'],
  create: ['new'],
  start: ['open'],
  launch: ['open'],
  gui: ['open'],
  window: ['open'],
  samples: ['new', '--samples'],
  examples: ['new', '--samples'],
  templates: ['new', '--samples'],
  run: ['evaluate'],
  eval: ['evaluate'],
  simulate: ['evaluate'],
  estimate: ['evaluate'],
  calc: ['evaluate'],
  calculate: ['evaluate'],
  analyze: ['evaluate'],
  analyse: ['evaluate'],
  matrix: ['compare'],
  recommend: ['decide'],
  choose: ['decide'],
  verdict: ['decide'],
  decision: ['decide'],
  advise: ['decide'],
  pdf: ['report'],
  print: ['report'],
  publish: ['report'],
  optimize: ['best'],
  optimise: ['best'],
  search: ['best'],
  tune: ['best'],
  tornado: ['sensitivity'],
  sweep: ['sensitivity'],
  breakeven: ['break-even'],
  crossover: ['break-even'],
  'what-if': ['counterfactual'],
  whatif: ['counterfactual'],
  lint: ['check'],
  verify: ['check'],
  demand: ['brief'],
  requirements: ['brief'],
  fields: ['get'],
  paths: ['get'],
  list: ['library', 'list'],
  ls: ['library', 'list'],
  catalog: ['library', 'list'],
  devices: ['library', 'list', '--only', 'devices'],
  hardware: ['library', 'list', '--only', 'devices'],
  gpus: ['library', 'list', '--only', 'devices'],
  accelerators: ['library', 'list', '--only', 'devices'],
  models: ['library', 'list', '--only', 'models'],
  llms: ['library', 'list', '--only', 'models'],
  history: ['library', 'history'],
  software: ['stacks'],
  calibrations: ['stacks'],
  prices: ['market', 'hosted'],
  completions: ['completion'],
  info: ['version', '--all'],
  about: ['version', '--all'],
  doctor: ['version', '--all'],
  status: ['version', '--all'],
  env: ['version', '--all'],
  ver: ['version'],
}

/** Words that come near a command and do not mean it: it is named. */
const NEAR: Readonly<Record<string, readonly string[]>> = {
  convert: ['import', 'FILE'],
  add: ['brief', 'FILE', '--add', 'DEVICE:KIND'],
  remove: ['brief', 'FILE', '--remove', 'ID'],
  delete: ['brief', 'FILE', '--remove', 'ID'],
  power: ['decide', 'FILE', '--power', '2MW'],
  cost: ['decide', 'FILE'],
  tco: ['decide', 'FILE'],
  size: ['decide', 'FILE'],
  sizing: ['decide', 'FILE'],
  plan: ['new', 'FILE'],
  bench: ['calibrate', 'MEASUREMENTS', 'FILE'],
  benchmark: ['calibrate', 'MEASUREMENTS', 'FILE'],
  fit: ['evaluate', 'FILE'],
  save: ['set', 'FILE', 'PATH', 'VALUE'],
  copy: ['set', 'FILE', 'PATH', 'VALUE', '-o', 'OUT'],
  present: ['open', 'FILE'],
  serve: ['open', 'FILE'],
  web: ['open', 'FILE'],
  config: ['version', '--all'],
  settings: ['open'],
  upgrade: ['version'],
  update: ['version'],
}

/** Words that show whatever is named after them. */
const SHOWS: ReadonlySet<string> = new Set(['show', 'view', 'cat', 'describe', 'display'])
/** Words that change a field where one is named, and else want the window. */
const EDITS: ReadonlySet<string> = new Set(['edit', 'modify', 'change'])

/** Whether a word names a workspace, or a report that holds one. */
export function isWorkspaceWord(word: string | undefined): boolean {
  return word !== undefined && (isStandard(word) || /\.(?:memwall|pdf)$/i.test(word))
}

/**
 * What somebody means whose first word is no command, or is one that means something else for such a file.
 * @param typed everything typed after the program's name
 * @returns what to run in its place, in words; null: it is a command as it stands
 * @throws usage failure that names the command that comes nearest
 */
export function meantBy(typed: readonly string[], commands: readonly Command[]): readonly string[] | null {
  const [word = '', ...rest] = typed
  const files = rest.filter((each) => !each.startsWith('-') || isStandard(each))
  if (word === 'validate' && files.length > 0 && files.every((each) => /\.memwall$/i.test(each))) {
    return ['check', ...rest]
  }
  if (commands.some(({ name }) => name === word)) return null
  if (isWorkspaceWord(word)) return ['evaluate', ...typed]
  const name = word.toLowerCase().replace(/^--?(?=[a-z]{3})/, '')
  if (commands.some((command) => command.name === name)) return [name, ...rest]
  if (SHOWS.has(name)) {
    if (isWorkspaceWord(files[0])) return ['compare', ...rest]
    return ['library', files.length === 0 ? 'list' : 'show', ...rest]
  }
  if (EDITS.has(name)) {
    const [file = 'FILE'] = files
    if (files.length === 3) return ['set', ...rest]
    throw usageFailure(say('cli.guess.openFile', { word, file }))
  }
  if (Object.hasOwn(SAME, name)) return [...(SAME[name] ?? []), ...rest]
  if (Object.hasOwn(NEAR, name)) {
    throw usageFailure(say('cli.guess.see', { word, meant: (NEAR[name] ?? []).join(' ') }))
  }
  throw usageFailure(say('cli.guess.unknown', { word, meant: nearestCommand(name, commands) }))
}

/** Shorter guesses stand inside too many other words. */
const SHORTEST = 4

/** The command whose name, or one of whose other names, is nearest to a word. */
function nearestCommand(word: string, commands: readonly Command[]): string {
  const guesses = Object.keys(SAME).filter((guess) => guess.length >= SHORTEST)
  const [nearest = ''] = nearestNames(word, [...commands.map(({ name }) => name), ...guesses], 1)
  return commands.some(({ name }) => name === nearest) ? nearest : (SAME[nearest] ?? [nearest]).join(' ')
}

/** Options by other names they are given elsewhere; each counts where a command has the one and not the other. */
const OPTIONS: Readonly<Record<string, string>> = {
  out: 'output',
  outfile: 'output',
  'output-file': 'output',
  language: 'lang',
  locale: 'lang',
  'paper-size': 'paper',
  for: 'audience',
  overwrite: 'force',
  filter: 'query',
  from: 'sample',
  template: 'sample',
  name: 'title',
  metrics: 'metric',
  base: 'baseline',
  reference: 'baseline',
  dry: 'dry-run',
}

/**
 * Options as a command has them: other names of one are put right, and `--format` is `--json`, or nothing where it asks for
 * what the command makes anyway.
 */
export function meantOptions(command: Command, typed: readonly string[]): readonly string[] {
  const has = (name: string): boolean => Object.hasOwn(command.options, name)
  const meant: string[] = []
  for (let at = 0; at < typed.length; at++) {
    const word = typed[at] ?? ''
    if (word === '--') return [...meant, ...typed.slice(at)]
    const [, name = '', value] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? []
    const asked = value ?? typed[at + 1]
    if (name === 'format' && !has('format') && asked !== undefined && isUsualFormat(command, asked)) {
      if (asked === 'json') meant.push('--json')
      if (value === undefined) at++
      continue
    }
    const other = Object.hasOwn(OPTIONS, name) && !has(name) ? OPTIONS[name] : undefined
    meant.push(other !== undefined && has(other) ? `--${other}${value === undefined ? '' : `=${value}`}` : word)
  }
  return meant
}

function isUsualFormat(command: Command, format: string): boolean {
  return (
    format === 'json' || (command.name === 'report' ? format === 'pdf' : ['text', 'table', 'plain'].includes(format))
  )
}
