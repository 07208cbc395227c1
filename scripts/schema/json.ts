/** A JSON Schema, or a part of one. */
export type Json = Readonly<Record<string, unknown>>
