import { metrics } from './metrics.ts'
import { names } from './names.ts'
import { verdict } from './verdict.ts'

/** Every message in English: the language the others are translated from, and the type of all keys. */
export const english = { ...metrics, ...names, ...verdict }

/** The name of a message. */
export type MessageKey = keyof typeof english
