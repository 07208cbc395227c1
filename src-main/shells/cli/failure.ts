import { CodedError } from '#shared/contract/errors.ts'
import { CommandFailure, EXIT } from './exitCodes.ts'

/** Whatever was thrown as a failure that ends a command. */
export function toCommandFailure(thrown: unknown): CommandFailure {
  if (thrown instanceof CommandFailure) return thrown
  if (thrown instanceof CodedError) return new CommandFailure(EXIT.failed, thrown.code, thrown.message)
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new CommandFailure(EXIT.failed, 'internal', `Something went wrong inside Memwall: ${message}`)
}
