/** One thing to do to this user's settings. Every step may be repeated. */
export type Step =
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'copy'; readonly from: string; readonly path: string }
  | { readonly kind: 'remove'; readonly path: string }
  /** Changes a file that is there; one that is not stays away. */
  | { readonly kind: 'edit'; readonly path: string; readonly what: string; readonly change: (text: string) => string }
  | Run

/** A program with its arguments, never through a shell. */
export interface Run {
  readonly kind: 'run'
  readonly program: string
  readonly arguments: readonly string[]
  /** Whether everything works without the program, perhaps a little later. */
  readonly optional: boolean
  /** Only where this folder exists. */
  readonly folder?: string
  /** Only where the program succeeds with these arguments. */
  readonly onlyIf?: readonly string[]
}
