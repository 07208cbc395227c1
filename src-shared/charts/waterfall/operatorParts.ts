import type { CollectiveKind, OperatorGroup, OperatorSeconds, Phase, Resource } from '../../domain/result.ts'
import { say, wordingText } from '../../words/say.ts'
import type { Part } from './causes.ts'

/** The kind an operator belongs to: its group, or which collective it is. `words` has its name. */
export type OperatorKind = `group.${OperatorGroup}` | `collective.${CollectiveKind}`

/** Kinds in the order they are always shown; those of a layer as it runs them. */
const ORDER: readonly string[] = [
  'group.qkv',
  'group.attention',
  'group.attentionOutput',
  'group.mixer',
  'group.feedForward',
  'group.router',
  'group.experts',
  'group.normalisation',
  'group.embedding',
  'group.head',
  'collective.allReduce',
  'collective.allGather',
  'collective.reduceScatter',
  'collective.allToAll',
  'collective.sendReceive',
  'group.collective',
  'group.transfer',
  'group.step',
] satisfies readonly OperatorKind[]

function operatorKind({ group, collective }: OperatorSeconds): OperatorKind {
  return collective === null ? `group.${group}` : `collective.${collective}`
}

/** Kinds in the order they are always shown. */
export function byOperatorKind(first: Part, second: Part): number {
  return ORDER.indexOf(first.key) - ORDER.indexOf(second.key)
}

/**
 * Sums seconds by kind of operator, in the order kinds are always shown.
 * @returns parts above zero; together exactly the sum of the lines
 */
export function partsByOperator(lines: readonly OperatorSeconds[], phases: readonly Phase[]): Part[] {
  const kinds = new Map<OperatorKind, OperatorSeconds[]>()
  for (const line of lines) {
    if (!phases.includes(line.phase) || line.seconds <= 0) continue
    const kind = operatorKind(line)
    kinds.set(kind, [...(kinds.get(kind) ?? []), line])
  }
  return [...kinds]
    .map(([kind, own]): Part => ({
      key: kind,
      name: say(kind),
      resource: largest(own).resource,
      value: own.reduce((sum, line) => sum + line.seconds, 0),
      movement: largest(own).collective === null ? null : 'offDie',
    }))
    .toSorted(byOperatorKind)
}

/** One operator on both sides of a comparison, seconds; 0: it does not run there. */
export interface OperatorDifference {
  readonly name: string
  readonly kind: OperatorKind
  readonly resource: Resource
  readonly before: number
  readonly after: number
}

/** Every operator that either side runs, by kind and then by name; together the difference of the two sums. */
export function operatorDifferences(
  before: readonly OperatorSeconds[],
  after: readonly OperatorSeconds[],
  phases: readonly Phase[],
): OperatorDifference[] {
  const found = new Map<string, OperatorDifference>()
  const add = (line: OperatorSeconds, side: 'before' | 'after'): void => {
    if (!phases.includes(line.phase) || line.seconds <= 0) return
    const kind = operatorKind(line)
    const name = wordingText(line.name)
    const key = `${kind}|${name}`
    const old = found.get(key) ?? { name, kind, resource: line.resource, before: 0, after: 0 }
    // Of two sides bound by different resources, the slower one's.
    const resource = line.seconds > Math.max(old.before, old.after) ? line.resource : old.resource
    found.set(key, { ...old, resource, [side]: old[side] + line.seconds })
  }
  for (const line of before) add(line, 'before')
  for (const line of after) add(line, 'after')
  return [...found.values()].toSorted(
    (first, second) => ORDER.indexOf(first.kind) - ORDER.indexOf(second.kind) || (first.name < second.name ? -1 : 1),
  )
}

function largest(lines: readonly OperatorSeconds[]): OperatorSeconds {
  return lines.reduce((best, line) => (line.seconds > best.seconds ? line : best))
}
