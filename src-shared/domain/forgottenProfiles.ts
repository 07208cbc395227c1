import { usedProfileIds } from './resolve.ts'
import type { Workspace } from './workspace.ts'

type Held = Pick<Workspace, 'scenarios' | 'brief' | 'profiles'>

/**
 * Ids of the embedded profiles that a change leaves behind: nothing names them any more, and what was there before it named
 * them or did not hold them. One that came with a file and was never named is not the change's to drop.
 */
export function forgottenProfiles(
  before: Held,
  after: Held,
): { readonly hardware: readonly string[]; readonly models: readonly string[] } {
  const [was, is] = [usedProfileIds(before), usedProfileIds(after)]
  const forgotten = (table: 'hardware' | 'models'): readonly string[] =>
    Object.keys(after.profiles[table]).filter(
      (id) => !is[table].has(id) && (was[table].has(id) || !Object.hasOwn(before.profiles[table], id)),
    )
  return { hardware: forgotten('hardware'), models: forgotten('models') }
}

/** What a change made of a workspace, without the profiles it left behind. */
export function withoutForgotten(before: Held, after: Workspace): Workspace {
  const forgotten = forgottenProfiles(before, after)
  if (forgotten.hardware.length + forgotten.models.length === 0) return after
  const rest = <Embedded>(
    table: Readonly<Record<string, Embedded>>,
    ids: readonly string[],
  ): Record<string, Embedded> => Object.fromEntries(Object.entries(table).filter(([id]) => !ids.includes(id)))
  const { hardware, models } = after.profiles
  return {
    ...after,
    profiles: { hardware: rest(hardware, forgotten.hardware), models: rest(models, forgotten.models) },
  }
}
