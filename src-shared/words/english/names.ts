import { message } from '../message.ts'

/** What things are called: causes, resources, phases, stacks. */
export const names = {
  'name.and': message<{ names: readonly string[] }>('{names}'),
} as const
