import { MOST_ALTERNATIVES, type Alternative } from '../domain/brief/alternative.ts'
import type { Brief } from '../domain/brief/brief.ts'
import { briefNumber } from '../domain/brief/fieldLimits.ts'
import type { Workspace } from '../domain/workspace.ts'
import { placeLabel } from './label.ts'
import { giveSlots, orderedIds, tooManyLabel, type Conflict, type Sides } from './mergeLists.ts'
import { toAlternative, type Tree } from './tree.ts'

/**
 * Whether a part of the brief may not be made up of parts from both sides: a figure with its range and where it is from, a
 * pinned configuration, the evidence of a hosted interface, and the offer, where one side made another kind or machine of
 * the alternative.
 */
export function isBriefTakenWhole(path: readonly string[], ours: Tree, theirs: Tree): boolean {
  const inner = path.slice(1)
  if (briefNumber(inner)?.assumed === true) return true
  const [list, id, part, ...deeper] = inner
  if (list !== 'alternatives' || id === undefined) return false
  if (part === undefined) return !hasOneMachine(ours, theirs)
  return (
    part === 'prefill' ||
    (part === 'pinned' && deeper[0] === 'deployment') ||
    ((part === 'offer' || part === 'keptOffer') && deeper.at(-1) === 'evidence')
  )
}

/** A price of one machine, or of one way to pay, says nothing of another. */
function hasOneMachine(ours: Tree, theirs: Tree): boolean {
  const machine = (side: Tree): unknown => (side['machine'] as Tree | undefined)?.['hardware']
  return machine(ours) === machine(theirs) && ours['kind'] === theirs['kind']
}

/** Turns the merged tree of a brief back into one, and mends what only the whole can show to be broken. */
export function mergedBrief(
  tree: Tree,
  sides: Sides,
): { readonly brief: Brief; readonly conflicts: readonly Conflict[] } {
  const { base, ours, theirs } = sides
  const merged = tree['alternatives'] as Readonly<Record<string, unknown>>
  const ids = ({ brief }: Workspace): readonly string[] => brief.alternatives.map(({ id }) => id)
  const all = orderedIds(merged, { base: ids(base), ours: ids(ours), theirs: ids(theirs) }).map((id) =>
    toAlternative(id, merged[id]),
  )
  const kept = all.slice(0, MOST_ALTERNATIVES)
  const alternatives = giveSlots(kept, ours.brief.alternatives)
  const conflicts: Conflict[] = []
  if (all.length > kept.length) {
    const names = all
      .slice(MOST_ALTERNATIVES)
      .map(({ id }) => placeLabel(['brief', 'alternatives', id], [ours, theirs, base]))
    conflicts.push({
      path: 'brief/alternatives',
      label: tooManyLabel(MOST_ALTERNATIVES, 'alternatives', names),
      base: ids(base),
      ours: ids(ours),
      theirs: ids(theirs),
    })
  }
  const brief = wholeBrief(tree, alternatives)
  if (brief.bridge !== tree['bridge']) {
    conflicts.push({
      path: 'brief/bridge',
      label: placeLabel(['brief', 'bridge'], [ours]),
      base: base.brief.bridge,
      ours: ours.brief.bridge,
      theirs: theirs.brief.bridge,
    })
  }
  return { brief, conflicts }
}

/** The brief of a tree with these alternatives; it names none that is not among them. */
export function wholeBrief(tree: Tree, alternatives: readonly Alternative[]): Brief {
  const brief = { ...(tree as unknown as Brief), alternatives: [...alternatives] }
  const isThere = (id: string): boolean => alternatives.some((alternative) => alternative.id === id)
  const bridge = brief.bridge !== null && isThere(brief.bridge) ? brief.bridge : null
  // What was said of an alternative that is gone is said of nothing.
  const setAside = brief.setAside.filter(({ alternative }) => isThere(alternative))
  return { ...brief, bridge, setAside }
}
