/** One piece of the code that SECURITY.md vouches for, taken away, and the test that has to notice. */
export interface Mutant {
  /** What is taken away, in a few words; no two have the same. */
  readonly name: string
  /** How the line of SECURITY.md begins that it belongs to. */
  readonly line: string
  /** From the root of the repository. */
  readonly file: string
  /** Stands in the file once. */
  readonly find: string
  readonly replace: string
  /** A test that the line names; `test` is part of its full name, or absent: any test of the file. */
  readonly killer: { readonly file: string; readonly test?: string }
  /** Its test takes long, or needs a build and a window: tried by `npm run test:long` alone. */
  readonly long?: true
}

/** A mutant that nothing can notice. */
export interface Redundant {
  readonly name: string
  readonly reason: string
}
