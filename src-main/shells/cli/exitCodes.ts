/** How a command ended, for scripts. */
export const EXIT = { done: 0, failed: 1, usage: 2, badFile: 3 } as const

/** What the help says of each. A command may add to it. */
export const EXIT_WORDS: ReadonlyMap<number, string> = new Map([
  [EXIT.done, 'done'],
  [EXIT.failed, 'failed; the reason is on standard error'],
  [EXIT.usage, 'the command was not understood'],
  [EXIT.badFile, 'an input file is missing, broken, foreign or from a newer Memwall'],
])

/** A failure that ends the command. */
export class CommandFailure extends Error {
  readonly exitCode: number
  /** Code for --json: one of the contract's, or `usage`. */
  readonly code: string
  /** @param exitCode one of EXIT @param code for --json @param message one sentence */
  constructor(exitCode: number, code: string, message: string) {
    super(message)
    this.name = 'CommandFailure'
    this.exitCode = exitCode
    this.code = code
  }
}

/** The command line was not understood. @param message one sentence that says what to type */
export function usageFailure(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, 'usage', message)
}
