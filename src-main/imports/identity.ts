import { plainLine } from './plainLine.ts'

/** What a model is called. */
export interface Identity {
  readonly id: string
  readonly name: string
  readonly organisation: string
}

/** Name of a model nobody named. */
const NAMELESS = 'Imported model'

/** An id made of a name: "Qwen3 8B (base)" → "qwen3-8b-base". Where nothing is left of it: "imported". */
export function idOf(name: string): string {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .slice(0, 64)
    .replace(/^[-.]+|[-.]+$/g, '')
  return id === '' ? 'imported' : id
}

/**
 * What the model of a configuration is called: after its repository, as the file is named after it
 * ("Qwen--Qwen3-8B_config.json") or as the file says it was made from.
 * @param file name of the file @param origin `_name_or_path` of the configuration, or null
 * @returns null where nothing names it
 */
export function identityOfConfig(file: string, origin: string | null): Identity {
  const named = /^(?:([^/\\]+?)--)?(.+?)[_.-]config\.json$/i.exec(file)
  // A path on somebody's disk ends in the model's name, but its folders name nobody.
  const said = origin === null ? null : /^(?:([\w.-]+)\/)?([\w.-]+)$/.exec(origin)
  const found = named ?? said
  const name = plainLine(found?.[2] ?? NAMELESS, 100)
  return { id: idOf(name), name, organisation: plainLine(found?.[1] ?? 'Unknown', 80) }
}

/** Whether nothing named a model. */
export function isNameless({ name }: Pick<Identity, 'name'>): boolean {
  return name === NAMELESS
}

/**
 * What a model is called by somebody who names it, with its publisher or without: "Qwen/Qwen3-8B", "Our 8B".
 * @returns the organisation null where it is not said
 */
export function identityOfName(
  typed: string,
): Omit<Identity, 'organisation'> & { readonly organisation: string | null } {
  const [, organisation, rest] = /^\s*(?:([^/]+)\/)?(.+?)\s*$/.exec(plainLine(typed, 200)) ?? []
  const name = plainLine(rest ?? NAMELESS, 100)
  return { id: idOf(name), name, organisation: organisation === undefined ? null : plainLine(organisation.trim(), 80) }
}
