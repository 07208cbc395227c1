/** Everything that can be wrong with a document. A closed union: each kind has its sentence below. */
export type DocumentFailure =
  | { readonly kind: 'empty' }
  /** Not text in UTF-8, not JSON, or JSON of something else. */
  | { readonly kind: 'foreign' }
  /** A Memwall file that ends in the middle. */
  | { readonly kind: 'truncated' }
  /** A Memwall file with a mistake in its JSON. Lines count from 1; null where the parser does not say. */
  | { readonly kind: 'syntax'; readonly line: number | null }
  | { readonly kind: 'newer'; readonly version: number; readonly supported: number }
  | { readonly kind: 'tooLarge'; readonly bytes: number; readonly limit: number }
  | { readonly kind: 'tooDeep'; readonly limit: number }
  | { readonly kind: 'tooManyValues'; readonly limit: number }
  | { readonly kind: 'duplicateKey'; readonly key: string; readonly line: number }
  | { readonly kind: 'forbiddenKey'; readonly key: string; readonly line: number }
  /** A field of the wrong type or outside its range. `field` is its path in words. */
  | {
      readonly kind: 'wrongType'
      readonly field: string
      readonly expected: string
      readonly found: string
      readonly others: number
    }
  /** Parts that do not belong together. `fact` is a whole clause. */
  | { readonly kind: 'brokenReference'; readonly fact: string }
  /** An embedded profile that is not the one its hash was made of. */
  | { readonly kind: 'hashMismatch'; readonly profile: string }
  | { readonly kind: 'migrationFailed'; readonly from: number; readonly to: number }

/**
 * One sentence for a person: the fact, then what to do.
 * @param failure what is wrong @param name file name as the user knows it
 */
export function describeFailure(failure: DocumentFailure, name: string): string {
  const file = `“${name}”`
  switch (failure.kind) {
    case 'empty':
      return `${file} is empty; open an earlier copy of it.`
    case 'foreign':
      return `${file} is not a Memwall workspace; open a file that Memwall saved, with the ending .memwall.`
    case 'truncated':
      return `${file} ends in the middle, so a part of it is missing; open an earlier copy or copy it again from where it came.`
    case 'syntax':
      return `${file} has a mistake in its JSON${failure.line === null ? '' : ` on line ${failure.line}`}; correct it in a text editor or open an earlier copy.`
    case 'newer':
      return `${file} was saved by a newer Memwall (file version ${failure.version}, this one reads up to ${failure.supported}); update Memwall to open it.`
    case 'tooLarge':
      return `${file} has ${megabytes(failure.bytes)}, more than the ${megabytes(failure.limit)} a workspace may have; check that it is the file you meant.`
    case 'tooDeep':
      return `${file} is nested more than ${failure.limit} levels deep, which no workspace is; check that it is the file you meant.`
    case 'tooManyValues':
      return `${file} holds more than ${failure.limit} values, which no workspace does; check that it is the file you meant.`
    case 'duplicateKey':
      return `${file} names the field ${quote(failure.key)} twice in one object, the second time on line ${failure.line}; remove one of them.`
    case 'forbiddenKey':
      return `${file} has a field named ${quote(failure.key)} on line ${failure.line}, which no workspace has; remove it or do not trust the file.`
    case 'wrongType': {
      const others = failure.others === 0 ? '' : ` (and ${failure.others} more like it)`
      return `${file} cannot be used: ${failure.field} should be ${failure.expected} but is ${failure.found}${others}; correct it in the file or open an earlier copy.`
    }
    case 'brokenReference':
      return `${file} does not fit together: ${failure.fact}; correct it in the file or open an earlier copy.`
    case 'hashMismatch':
      return `${file} was changed outside Memwall: the embedded figures of ${quote(failure.profile)} do not match their hash; open an earlier copy, or change the figure in the scenario instead.`
    case 'migrationFailed':
      return `${file} has file version ${failure.from} and could not be brought to version ${failure.to}; open it in the Memwall that saved it and save it again.`
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`
}

/** Text from a file as part of a sentence: short, and on one line. */
function quote(text: string): string {
  return `“${shorten(text)}”`
}

/** @returns the text without control characters, at most 60 characters long */
export function shorten(text: string): string {
  const plain = Array.from(text.slice(0, 200), (character) => (character < ' ' ? ' ' : character)).join('')
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain
}
