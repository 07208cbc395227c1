/** What was found in the library's place. `behind`: a whole library that lacks what was committed to it. */
export type DamageKind = 'damaged' | 'missing' | 'behind'

/** Damage that SQLite did not stumble over itself. */
export class DamagedLibrary extends Error {
  readonly code = 'SQLITE_CORRUPT'
  readonly kind: DamageKind
  constructor(kind: DamageKind = 'damaged') {
    super(`The library is ${kind}.`)
    this.kind = kind
  }
}
