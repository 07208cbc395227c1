import { CodedError } from '#shared/contract/errors.ts'
import { nearestNames } from '#shared/domain/nearestNames.ts'
import { VERSION } from '../../app/version.ts'
import { parseArguments } from './args.ts'
import type { Command } from './command.ts'
import { COMMANDS } from './commands/all.ts'
import { connect, type Connection } from './connect.ts'
import { CommandFailure, EXIT, usageFailure } from './exitCodes.ts'
import { commandHelp, overview } from './help.ts'
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
  if (name === '--version' || name === '-v') {
    await terminal.print(`${VERSION}\n`)
    return EXIT.done
  }
  if (name === 'help') return dispatch([...rest, '--help'], terminal)
  const command = findCommand(name)
  const parsed = parseArguments(command, rest)
  if (parsed.flags.has('help')) {
    await terminal.print(commandHelp(command))
    return EXIT.done
  }
  let connection: Promise<Connection> | null = null
  try {
    return await command.run({ ...parsed, terminal, connect: () => (connection ??= connect()) })
  } finally {
    await (connection as Promise<Connection> | null)?.then((opened) => opened.close())
  }
}

function findCommand(name: string): Command {
  const command = COMMANDS.find((candidate) => candidate.name === name)
  if (command) return command
  const names = COMMANDS.map((candidate) => candidate.name)
  const [nearest] = nearestNames(name, names, 1)
  throw usageFailure(`there is no command “${name}”; did you mean “${nearest}”? “memwall --help” lists them all.`)
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

function toCommandFailure(thrown: unknown): CommandFailure {
  if (thrown instanceof CommandFailure) return thrown
  if (thrown instanceof CodedError) return new CommandFailure(EXIT.failed, thrown.code, thrown.message)
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new CommandFailure(EXIT.failed, 'internal', `Something went wrong inside Memwall: ${message}`)
}
