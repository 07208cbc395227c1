import { CodedError } from '#shared/contract/errors.ts'
import { failureCode } from '#shared/contract/failureCode.ts'
import { shorten, type DocumentFailure } from '#shared/document/failure.ts'

/** What can be wrong with a library file: the same as with a document, but for what a library file does not have. */
export type LibraryFailure = Exclude<DocumentFailure, { kind: 'hashMismatch' | 'migrationFailed' }>

/** A failure as an error that can cross a process boundary. @param name file name as the user knows it */
export function libraryFailure(failure: LibraryFailure, name: string): CodedError {
  return new CodedError(failureCode(failure), sentence(failure, `“${shorten(name)}”`), failure)
}

/** One sentence for a person: the fact, then what to do. */
function sentence(failure: LibraryFailure, file: string): string {
  switch (failure.kind) {
    case 'empty':
      return `${file} is empty; choose a file that “memwall library export” wrote.`
    case 'foreign':
      return `${file} is not a Memwall library; choose a file that “memwall library export” wrote.`
    case 'truncated':
      return `${file} ends in the middle, so a part of it is missing; copy it again from where it came.`
    case 'syntax':
      return `${file} has a mistake in its JSON${failure.line === null ? '' : ` on line ${failure.line}`}; correct it in a text editor or export it again.`
    case 'newer':
      return `${file} was exported by a newer Memwall (file version ${failure.version}, this one reads up to ${failure.supported}); update Memwall to import it.`
    case 'tooLarge':
      return `${file} has ${Math.ceil(failure.bytes / 1e6)} MB, more than the ${Math.ceil(failure.limit / 1e6)} MB a library may have; export fewer profiles.`
    case 'tooDeep':
      return `${file} is nested more than ${failure.limit} levels deep, which no library is; check that it is the file you meant.`
    case 'tooManyValues':
      return `${file} holds more than ${failure.limit} values, which no library does; check that it is the file you meant.`
    case 'duplicateKey':
      return `${file} names the field “${shorten(failure.key)}” twice in one object, the second time on line ${failure.line}; remove one of them.`
    case 'forbiddenKey':
      return `${file} has a field named “${shorten(failure.key)}” on line ${failure.line}, which no library has; remove it or do not trust the file.`
    case 'wrongType': {
      const others = failure.others === 0 ? '' : ` (and ${failure.others} more like it)`
      return `${file} cannot be imported: ${failure.field} should be ${failure.expected} but is ${failure.found}${others}; correct it in the file.`
    }
    case 'brokenReference':
      return `${file} does not fit together: ${failure.fact}; correct it in the file.`
  }
}
