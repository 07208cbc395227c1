/** A table in another language: a message for every key of the English one, with the same arguments, and none beside them. */
export type Translation<Table> = { readonly [Key in keyof Table]: Table[Key] }
