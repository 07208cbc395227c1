import { COMMON_OPTIONS } from './args.ts'
import type { Command, Option } from './command.ts'
import { EXIT_WORDS } from './exitCodes.ts'

/** All commands at a glance. @param version of this build */
export function overview(commands: readonly Command[], version: string): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    `memwall ${version}: see where the memory wall stands, without a window.`,
    '',
    'Usage: memwall COMMAND [OPTIONS]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    '“memwall COMMAND --help” explains one of them; --version prints the version.',
    'MEMWALL_HOME names the folder of the library; without it the platform’s usual place is taken.',
    '',
  ].join('\n')
}

/** Everything about one command. */
export function commandHelp(command: Command): string {
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS })
  const exits = [...new Map([...EXIT_WORDS, ...(command.exitCodes ?? [])])].toSorted(([left], [right]) => left - right)
  return [
    ...command.usage.map((line, index) => `${index === 0 ? 'Usage:' : '      '} memwall ${line}`),
    '',
    ...wrap(command.about),
    '',
    'Options:',
    ...pairs(options.map(([name, option]) => [optionWords(name, option), option.text])),
    '',
    'With --json:',
    ...wrap(command.json).map((line) => `  ${line}`),
    '',
    'Examples:',
    ...command.examples.flatMap(([line, meaning]) => [`  ${line}`, `      ${meaning}`]),
    '',
    'Exit codes:',
    ...pairs(exits.map(([code, words]) => [String(code), words])),
    '',
  ].join('\n')
}

function optionWords(name: string, { short, value }: Option): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`
}

function pairs(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}

/** Breaks a paragraph into lines of at most 90 characters; line ends in the text stay. */
function wrap(text: string): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines = ['']
    for (const word of paragraph.split(' ')) {
      const last = lines.at(-1) ?? ''
      if (last !== '' && last.length + 1 + word.length > 90) lines.push(word)
      else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
    }
    return lines
  })
}
