import { parseArgs } from 'node:util'
import type { Command, Invocation, Option } from './command.ts'
import { usageFailure } from './exitCodes.ts'
import { nearestNames } from '#shared/domain/nearestNames.ts'

/** Options of every command. */
export const COMMON_OPTIONS: Readonly<Record<string, Option>> = {
  json: { type: 'boolean', text: 'print JSON instead of a table' },
  help: { type: 'boolean', short: 'h', text: 'print this help' },
}

/** What was typed after the command's name. */
export type ParsedArguments = Pick<Invocation, 'words' | 'flags' | 'values' | 'lists'>

/**
 * Reads the arguments of one command. A lone `-` is a word: standard input.
 * @throws CommandFailure (usage) that names the word at fault and the nearest right one
 */
export function parseArguments(command: Command, typed: readonly string[]): ParsedArguments {
  const options = { ...command.options, ...COMMON_OPTIONS }
  const { tokens } = parseArgs({
    args: [...typed],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [name, short ? { type, short } : { type }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const flags = new Set<string>()
  const values = new Map<string, string>()
  const lists = new Map<string, string[]>()
  const words: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (!option) throw unknownOption(command, token.rawName, Object.keys(options))
    if (option.type === 'boolean') {
      if (token.value !== undefined) throw misuse(command, `${token.rawName} takes no value`)
      flags.add(token.name)
    } else {
      // `-o --json` is a forgotten value, not a file called --json; `-o -` is one.
      const isMissing = token.value === undefined || (!token.inlineValue && /^-./.test(token.value))
      if (isMissing) throw misuse(command, `${token.rawName} needs a value: ${option.value ?? 'VALUE'}`)
      values.set(token.name, token.value)
      lists.set(token.name, [...(lists.get(token.name) ?? []), token.value])
    }
  }
  if (!flags.has('help')) checkWords(command, words)
  return { words, flags, values, lists }
}

function checkWords(command: Command, words: readonly string[]): void {
  const [fewest, most] = command.words
  if (words.length < fewest) throw misuse(command, 'something is missing')
  if (words.length > most) throw misuse(command, `“${words[most]}” is too much`)
}

function misuse(command: Command, fact: string): Error {
  return usageFailure(`${fact}; usage: memwall ${command.usage.join(' or memwall ')}`)
}

function unknownOption(command: Command, name: string, known: readonly string[]): Error {
  const [nearest] = nearestNames(name.replace(/^-+/, ''), known, 1)
  return usageFailure(
    `${command.name} has no option ${name}; did you mean --${nearest}? “memwall ${command.name} --help” lists them all.`,
  )
}
