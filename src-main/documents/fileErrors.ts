import path from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'

/** The operating system's code of a failed file operation, such as ENOENT. */
export function systemCode(thrown: unknown): string | null {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
  return typeof code === 'string' ? code : null
}

/**
 * A failure to read a file as one clear sentence.
 * @param thrown what the file system threw @param file path as the user gave it
 */
export function readFailure(thrown: unknown, file: string): CodedError {
  if (thrown instanceof CodedError) return thrown
  const name = `“${path.basename(file)}”`
  switch (systemCode(thrown)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new CodedError('not-found', `${name} was not found; check its name, or look where it was moved to.`)
    case 'EACCES':
    case 'EPERM':
      return new CodedError('io-failed', `${name} cannot be read; ask its owner for permission or open a copy.`)
    default:
      return new CodedError('io-failed', `${name} cannot be read (${detail(thrown)}); check the disk and try again.`)
  }
}

/**
 * A failure to write a file as one clear sentence.
 * @param thrown what the file system threw @param file path that was written
 * @param remedy what to do about a place that cannot be written
 */
export function writeFailure(thrown: unknown, file: string, remedy = 'save it elsewhere'): CodedError {
  if (thrown instanceof CodedError) return thrown
  const name = `“${path.basename(file)}”`
  const folder = `“${path.basename(path.dirname(path.resolve(file))) || '/'}”`
  switch (systemCode(thrown)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new CodedError('disk-full', `The disk is full, so ${name} was not saved; free some space or ${remedy}.`)
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new CodedError('read-only', `${name} cannot be written in the folder ${folder}; ${remedy}.`)
    case 'ENOENT':
    case 'ENOTDIR':
      return new CodedError('not-found', `The folder of ${name} is not there any more; ${remedy}.`)
    case 'EISDIR':
      return new CodedError('io-failed', `${name} is a folder; choose another name.`)
    case 'ENAMETOOLONG':
      return new CodedError('io-failed', `The name ${name} is too long for this disk; choose a shorter one.`)
    default:
      return new CodedError('io-failed', `${name} was not saved (${detail(thrown)}); try again or ${remedy}.`)
  }
}

function detail(thrown: unknown): string {
  return systemCode(thrown) ?? (thrown instanceof Error ? thrown.message : String(thrown))
}
