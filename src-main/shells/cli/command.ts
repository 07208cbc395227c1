import type { Connection } from './connect.ts'
import type { Terminal } from './terminal.ts'

/** One option of a command. `--help` and `--json` belong to every command. */
export interface Option {
  readonly type: 'boolean' | 'string'
  readonly short?: string
  /** What stands for the value in the help: "OUT.pdf". */
  readonly value?: string
  readonly text: string
}

/** One command of `memwall`. Its help is made from these fields alone. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What follows `memwall`, one line a form. */
  readonly usage: readonly string[]
  /** Fewest and most words that may follow the command's name. */
  readonly words: readonly [number, number]
  readonly about: string
  readonly options: Readonly<Record<string, Option>>
  /** What --json prints. */
  readonly json: string
  readonly examples: readonly (readonly [line: string, meaning: string])[]
  /** Exit codes that mean something else, or something more, here. */
  readonly exitCodes?: ReadonlyMap<number, string>
  /** @returns the exit code */
  readonly run: (invocation: Invocation) => Promise<number>
}

/** A command with what was typed. */
export interface Invocation {
  readonly words: readonly string[]
  readonly flags: ReadonlySet<string>
  /** The last value of each option. */
  readonly values: ReadonlyMap<string, string>
  /** All values of an option that may be given more than once, in the order typed. */
  readonly lists: ReadonlyMap<string, readonly string[]>
  readonly terminal: Terminal
  /** Every command there is, for one that speaks of all. */
  readonly commands: readonly Command[]
  /** The core, opened at the first call and closed when the command ends. */
  readonly connect: () => Promise<Connection>
}
