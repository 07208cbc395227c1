import type { Wording } from './wording.ts'

/** What tells a name from others of its kind: its code with its parameters, for keeping equals together. */
export function nameKey({ code, parameters }: Wording): string {
  return parameters === undefined ? code : code + JSON.stringify(parameters)
}
