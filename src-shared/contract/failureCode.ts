import type { DocumentFailure } from '../document/failure.ts'
import type { ErrorCode } from './errors.ts'

/** The code under which a failure crosses a process boundary. */
export function failureCode(failure: DocumentFailure): ErrorCode {
  switch (failure.kind) {
    case 'foreign':
      return 'document-foreign'
    case 'newer':
      return 'document-newer'
    case 'tooLarge':
      return 'document-too-large'
    case 'empty':
    case 'truncated':
    case 'syntax':
    case 'tooDeep':
    case 'tooManyValues':
    case 'duplicateKey':
    case 'forbiddenKey':
    case 'wrongType':
    case 'brokenReference':
    case 'hashMismatch':
    case 'migrationFailed':
      return 'document-broken'
  }
}
