import { shortened } from '#shared/register/shortened.ts'
import { slotLetter, type Workspace } from '#shared/domain/workspace.ts'

/** Letters of a name that sentences, tables and figures have room for. */
const LONGEST = 40

const isCut = (name: string | null): name is string => name !== null && [...name].length > LONGEST

/** The workspace with names that a page has room for. */
export function withShortNames(workspace: Workspace): Workspace {
  const short = <Named extends { readonly name: string | null }>(named: Named): Named =>
    isCut(named.name) ? { ...named, name: shortened(named.name, LONGEST) } : named
  const { brief, scenarios } = workspace
  return {
    ...workspace,
    brief: { ...brief, alternatives: brief.alternatives.map(short) },
    scenarios: scenarios.map(short),
  }
}

/** Names that are cut, as they were written, after their letters; each once. */
export function cutNames({ brief, scenarios }: Workspace): readonly string[] {
  const cut = [...brief.alternatives, ...scenarios].flatMap(({ name, slot }) =>
    isCut(name) ? [`${slotLetter(slot)}  ${name}`] : [],
  )
  return [...new Set(cut)]
}
