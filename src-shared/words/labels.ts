import type { AccuracyQuantity } from '../domain/accuracy.ts'
import type { Cause } from '../domain/cause.ts'
import type { Precision } from '../domain/precision.ts'
import type { CollectiveKind, OperatorGroup, Phase, Resource } from '../domain/result.ts'
import type { Software } from '../domain/software.ts'
import { say } from './say.ts'

/** A cause as charts and tables print it: "KV cache". */
export const causeName = (cause: Cause): string => say(`cause.${cause}`)
/** A phase: "Prefill". */
export const phaseName = (phase: Phase): string => say(`phase.${phase}`)
/** A group of operators, short enough for a label beside a dot: "FFN". */
export const groupName = (group: OperatorGroup): string => say(`group.${group}`)
/** A collective: "All-reduce". */
export const collectiveName = (kind: CollectiveKind): string => say(`collective.${kind}`)
/** A number format: "FP8". */
export const precisionName = (precision: Precision): string => say(`precision.${precision}`)
/** A software stack as its makers write it: "vLLM". */
export const softwareName = (software: Software): string => say(`software.${software}`)
/** What is predicted, as filters and tables name it: "Matrix product". */
export const quantityName = (quantity: AccuracyQuantity): string => say(`quantity.${quantity}`)

/** A resource that binds, with off-chip memory named by its technology where that is known: "HBM". */
export function resourceName(resource: Resource, memory: string = say('resource.memory')): string {
  return resource === 'memory' ? memory : say(`resource.${resource}`)
}

/** The resource within a sentence: "HBM", "links", "on-chip SRAM", "overhead". */
export function resourceWord(resource: Resource, memory: string = say('resource.memory')): string {
  const isNamed = resource === 'memory' && memory !== say('resource.memory')
  return isNamed ? memory : say(`resourceWithin.${resource}`)
}

/** Memory technologies, longest spelling first, as they open the name of a level. */
const TECHNOLOGIES = /\b(HBM|GDDR|LPDDR|DDR)/i

/**
 * One word for the off-chip memory of one or more machines.
 * @param levelNames names of their memory levels, e.g. "HBM3e"
 * @returns "HBM" when all are HBM, and so on; "Memory" when they differ or say nothing
 */
export function memoryWord(levelNames: readonly string[]): string {
  const words = new Set(levelNames.map((name) => TECHNOLOGIES.exec(name)?.[1]?.toUpperCase() ?? say('resource.memory')))
  const [only] = words
  return words.size === 1 && only !== undefined ? only : say('resource.memory')
}
