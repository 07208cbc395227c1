import { explanations } from './explanations.ts'
import { findings } from './findings.ts'
import { names } from './names.ts'
import { reasons } from './reasons.ts'

/** Every message in English: the language the others are translated from, and the type of all keys. */
export const english = { ...names, ...findings, ...reasons, ...explanations }

/** The name of a message. */
export type MessageKey = keyof typeof english
