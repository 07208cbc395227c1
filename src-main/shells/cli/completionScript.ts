import { COMMON_OPTIONS } from './args.ts'
import type { Command, Option } from './command.ts'

/** Shells that can be taught. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const
/** A shell that can be taught. */
export type Shell = (typeof SHELLS)[number]

/** A script that completes commands, their options and words, and workspace files. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  return { bash, zsh, fish }[shell](commands)
}

/** Words that may follow a command, as its usage has them: in small letters, one a line or with bars between. */
export function wordsOf({ name, usage }: Command): readonly string[] {
  const words = usage.flatMap((line) => {
    const [first = '', second = ''] = line.split(' ')
    if (first !== name) return []
    const choices = second.replace(/^\[|\]$/g, '').split('|')
    return choices.every((choice) => /^[a-z][a-z-]*$/.test(choice)) ? choices : []
  })
  return [...new Set(words)]
}

function optionsOf({ options }: Command): readonly (readonly [string, Option])[] {
  return Object.entries({ ...options, ...COMMON_OPTIONS })
}

/** Every way an option is written. */
function writtenAs(command: Command): readonly string[] {
  return optionsOf(command).flatMap(([name, { short }]) => [`--${name}`, ...(short ? [`-${short}`] : [])])
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
const joined = (words: readonly string[]): string => quoted(words.join(' '))

/** A script with the lists of each command in their places. */
function filled(script: string, lists: Readonly<Record<string, string>>): string {
  return script.replace(/@([A-Z]+)@/g, (_place, name: string) => lists[name] ?? '')
}

/** A case of the shell for each command that has something. */
function cases(commands: readonly Command[], values: (command: Command) => string): string {
  return commands
    .flatMap((command) => {
      const found = values(command)
      return found === '' ? [] : [[command.name, ')', ' ', found, ' ', ';;'].join('')]
    })
    .join('\n')
}

const BASH = `_memwall() {
  local current=\${COMP_WORDS[COMP_CWORD]} words='' name
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=@COMMANDS@
  elif [ "\${COMP_WORDS[1]}" = help ]; then
    words=@COMMANDS@
  elif [ "\${current#-}" != "$current" ]; then
    case "\${COMP_WORDS[1]}" in
@OPTIONS@
    esac
  elif [ "$COMP_CWORD" -eq 2 ]; then
    case "\${COMP_WORDS[1]}" in
@WORDS@
    esac
  fi
  while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen -W "$words" -- "$current")
  if [ "\${current#-}" = "$current" ]; then
    while IFS= read -r name; do COMPREPLY+=("$name"); done < <(
      compgen -f -X '!*.memwall' -- "$current"
      compgen -d -- "$current"
    )
  fi
}
complete -o filenames -o default -F _memwall memwall
`

function bash(commands: readonly Command[]): string {
  const listed = (words: readonly string[]): string => (words.length === 0 ? '' : `words=${joined(words)}`)
  return filled(BASH, {
    COMMANDS: joined([...commands.map(({ name }) => name), 'help']),
    OPTIONS: cases(commands, (command) => listed(writtenAs(command))),
    WORDS: cases(commands, (command) => listed(wordsOf(command))),
  })
}

const ZSH = `#compdef memwall
_memwall() {
  local -a found
  if (( CURRENT == 2 )); then
    found=(
@COMMANDS@
    )
    _describe command found
    _files -g '*.memwall'
    return
  fi
  found=()
  if [[ $words[CURRENT] == -* ]]; then
    case $words[2] in
@OPTIONS@
    esac
    _describe option found
    return
  fi
  if (( CURRENT == 3 )); then
    case $words[2] in
@WORDS@
    esac
    (( $#found )) && compadd -a found
  fi
  _files -g '*.memwall' || _files
}
compdef _memwall memwall
`

function zsh(commands: readonly Command[]): string {
  const described = (name: string, text: string): string => quoted(`${name}:${text}`)
  const listed = (words: readonly string[]): string => (words.length === 0 ? '' : `found=(${words.join(' ')})`)
  return filled(ZSH, {
    COMMANDS: commands.map(({ name, summary }) => described(name, summary)).join('\n'),
    OPTIONS: cases(commands, (command) =>
      listed(optionsOf(command).map(([name, { text }]) => described(`--${name}`, text))),
    ),
    WORDS: cases(commands, (command) => listed(wordsOf(command).map(quoted))),
  })
}

function fish(commands: readonly Command[]): string {
  // Within quotes fish reads a backslash before a quote.
  const text = (words: string): string => `'${words.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const line = (...parts: readonly string[]): string => ['complete', '-c', 'memwall', ...parts].join(' ')
  const lines = commands.flatMap((command) => {
    const { name, summary } = command
    const seen = ['-n', text(['__fish_seen_subcommand_from', name].join(' '))]
    const words = wordsOf(command)
    return [
      line('-n', '__fish_use_subcommand', '-a', name, '-d', text(summary)),
      ...(words.length > 0 ? [line(...seen, '-a', text(words.join(' ')))] : []),
      ...optionsOf(command).map(([option, { short, type, text: meaning }]) => {
        const value = type === 'string' ? ['-r'] : []
        return line(...seen, '-l', option, ...(short ? ['-s', short] : []), ...value, '-d', text(meaning))
      }),
    ]
  })
  return [line('-k', '-a', "'(__fish_complete_suffix .memwall)'"), ...lines, ''].join('\n')
}
