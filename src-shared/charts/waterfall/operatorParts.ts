import type { CollectiveKind, OperatorGroup, OperatorSeconds, Phase, Resource } from '../../domain/result.ts'
import type { Part } from './causes.ts'

const COLLECTIVES: Readonly<Record<CollectiveKind, string>> = {
  allReduce: 'All-reduce',
  allGather: 'All-gather',
  reduceScatter: 'Reduce-scatter',
  allToAll: 'All-to-all',
  sendReceive: 'Stage transfer',
}

/** Kinds of operators, short enough to stand under a bar. Those of a layer come in the order it runs them. */
const GROUPS: Readonly<Record<OperatorGroup, string>> = {
  qkv: 'QKV',
  attention: 'Attention',
  attentionOutput: 'Output projection',
  mixer: 'Mixer',
  feedForward: 'FFN',
  router: 'Router',
  experts: 'Experts',
  normalisation: 'Norms',
  embedding: 'Embedding',
  head: 'LM head',
  collective: 'Collectives',
  transfer: 'Transfer',
  step: 'Step overhead',
}

const ORDER: readonly string[] = [
  ...Object.values(GROUPS).slice(0, 10),
  ...Object.values(COLLECTIVES),
  ...Object.values(GROUPS).slice(10),
]

/** The kind an operator belongs to: its group, or which collective it is. */
export function operatorKind({ group, collective }: OperatorSeconds): string {
  return collective === null ? GROUPS[group] : COLLECTIVES[collective]
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
  const kinds = new Map<string, OperatorSeconds[]>()
  for (const line of lines) {
    if (!phases.includes(line.phase) || line.seconds <= 0) continue
    const kind = operatorKind(line)
    kinds.set(kind, [...(kinds.get(kind) ?? []), line])
  }
  return [...kinds]
    .map(([kind, own]): Part => ({
      key: kind,
      name: kind,
      resource: largest(own).resource,
      value: own.reduce((sum, line) => sum + line.seconds, 0),
      movement: largest(own).collective !== null,
    }))
    .toSorted(byOperatorKind)
}

/** One operator on both sides of a comparison, seconds; 0: it does not run there. */
export interface OperatorDifference {
  readonly name: string
  readonly kind: string
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
    const key = `${kind}|${line.name}`
    const old = found.get(key) ?? { name: line.name, kind, resource: line.resource, before: 0, after: 0 }
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
