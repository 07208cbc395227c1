import { say } from '#shared/words/say.ts'
import { VERSION } from '../../app/version.ts'
import { parseArguments } from './args.ts'
import { COMMANDS } from './commands/all.ts'
import { connect, type Connection } from './connect.ts'
import { EXIT } from './exitCodes.ts'
import { toCommandFailure } from './failure.ts'
import { isWorkspaceWord, meantBy, meantOptions } from './guesses.ts'
import { commandHelp, overview } from './help.ts'
import { progressOn } from './progressLine.ts'
import { removeKept } from './standardInput.ts'
import { createTerminal, type Terminal } from './terminal.ts'

/**
 * Runs one command of `memwall` in this process.
 * @param typed arguments after the program's name
 * @param terminal where it writes; other than in tests this process's
 * @returns the exit code
 */
export async function run(typed: readonly string[], terminal: Terminal = ownTerminal()): Promise<number> {
  try {
    return await dispatch(typed, terminal)
  } catch (thrown) {
    return tellFailure(thrown, terminal, typed.includes('--json'))
  }
}

function ownTerminal(): Terminal {
  // The reader of a pipe may leave, as `head` does: what it does not want need not be made.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed)
  })
  return createTerminal(process.stdout, process.stderr, process.env)
}

async function dispatch(typed: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = typed
  if (name === undefined || name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    await terminal.print(overview(COMMANDS, VERSION))
    return EXIT.done
  }
  if (name === '--version' || name === '-v' || name === '-V') return dispatch(['version', ...rest], terminal)
  if (name === 'help' || name === 'man') return dispatch([...rest, '--help'], terminal)
  const meant = meantBy(typed, COMMANDS)
  // Whoever guessed learns the name; a program that reads JSON is told nothing beside it.
  if (meant !== null && !typed.includes('--json')) {
    const words = meant.slice(0, meant.length - (isWorkspaceWord(name) ? typed.length : rest.length))
    terminal.tell(`memwall: ${say('cli.guess.ran', { word: name, meant: words.join(' ') })}\n`)
  }
  return runCommand(meant ?? typed, terminal)
}

async function runCommand([name, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  const command = COMMANDS.find((candidate) => candidate.name === name)
  if (command === undefined) throw new Error(`no command ${name}`)
  const parsed = parseArguments(command, meantOptions(command, rest))
  if (parsed.flags.has('help')) {
    await terminal.print(commandHelp(command))
    return EXIT.done
  }
  const progress = parsed.flags.has('json') ? null : progressOn(terminal)
  let connection: Promise<Connection> | null = null
  try {
    return await command.run({
      ...parsed,
      terminal,
      commands: COMMANDS,
      connect: () => (connection ??= connect(progress?.told)),
    })
  } finally {
    progress?.end()
    await (connection as Promise<Connection> | null)?.then((opened) => opened.close())
    await removeKept()
  }
}

/** Tells what went wrong on standard error, in one sentence or as JSON. @returns the exit code */
function tellFailure(thrown: unknown, terminal: Terminal, asJson: boolean): number {
  const failure = toCommandFailure(thrown)
  terminal.tell(
    asJson
      ? `${JSON.stringify({ error: { code: failure.code, message: failure.message } })}\n`
      : `memwall: ${failure.message}\n`,
  )
  return failure.exitCode
}
