import type { Chip } from '#shared/register/types.ts'

/** A picture with one sentence of reading. */
export interface Figure {
  readonly title: string
  /** Whose it is; none: of all. */
  readonly chips: readonly Chip[]
  readonly reading: string
  /** Path inside the compiler. */
  readonly path: string
  readonly alt: string
}
