import { names } from './names.ts'

/** Every message in English: the language the others are translated from, and the type of all keys. */
export const english = { ...names }

/** The name of a message. */
export type MessageKey = keyof typeof english
