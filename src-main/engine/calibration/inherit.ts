import { SOFTWARE_STACKS, type Software } from '#shared/domain/software.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Machine } from '../machine/machine.ts'
import type { CoefficientSlot, Family, FamilyOrigin, Residual } from './calibration.ts'
import { DEFAULTS, UNMEASURED } from './defaults.ts'
import {
  FITTED,
  POOLED,
  TABLE,
  tableKey,
  type LadderStep,
  type StepError,
  type TableEntry,
  type Variant,
} from './table.ts'

/** Family each coefficient set belongs to. */
export const SLOT_FAMILY = {
  gemm: 'gemm',
  attentionDecode: 'attentionDecode',
  attentionDecodeNarrow: 'attentionDecode',
  attentionPrefill: 'attentionPrefill',
  attentionPrefillNarrow: 'attentionPrefill',
  attentionPrefillFp8: 'attentionPrefill',
  mlaDecode: 'mlaDecode',
  mlaDecodeNarrow: 'mlaDecode',
  mlaPrefill: 'mlaPrefill',
  mlaPrefillNarrow: 'mlaPrefill',
  indexPrompt: 'index',
  indexDecode: 'index',
  sparsePrompt: 'sparseAttention',
  sparseDecode: 'sparseAttention',
  moe: 'moe',
  stream: 'stream',
  allReduce: 'allReduce',
  allGather: 'allGather',
  reduceScatter: 'reduceScatter',
  allToAll: 'allToAll',
  tokenExchange: 'tokenExchange',
  sendReceive: 'sendReceive',
  mesh: 'mesh',
} as const satisfies Readonly<Record<CoefficientSlot, Family>>

/** Stacks in the order in which they stand in for one another. */
const STAND_INS: readonly Software[] = [
  'vllm',
  'trtllm',
  'sglang',
  'nccl',
  ...SOFTWARE_STACKS.filter((stack) => !['vllm', 'trtllm', 'sglang', 'nccl'].includes(stack)),
]

const NCCL_COLLECTIVES: ReadonlySet<CoefficientSlot> = new Set<CoefficientSlot>([
  'allGather',
  'reduceScatter',
  'sendReceive',
])

const COLLECTIVES: ReadonlySet<CoefficientSlot> = new Set<CoefficientSlot>([
  'allReduce',
  'allGather',
  'reduceScatter',
  'allToAll',
  'tokenExchange',
  'sendReceive',
])

/** Coefficients of one slot with their origin. */
export interface Inherited {
  readonly coefficients: Readonly<Record<string, number>>
  readonly origin: FamilyOrigin
  readonly residual: Residual
  /** Variant the coefficients were measured in, which may be another than was asked for first. */
  readonly variant: Variant
}

/** Devices of one generation differ by the kind of memory they are built around: data centre and graphics parts. */
export function generationPool(generation: string, memoryKind: string): string {
  return `${generation} ${memoryKind}`
}

/** Devices of one vendor around the same kind of memory. */
export function vendorPool(vendor: string, memoryKind: string): string {
  return `${vendor} ${memoryKind}`
}

/** Precision class of a machine's arithmetic: what its unit takes, which may be wider than what is stored. */
export function variantsFor(machine: Machine, precision: Precision, blockScaled: boolean): readonly Variant[] {
  const format = machine.peaks[precision].format
  if (format === 'fp4') return ['fp4', 'fp8', 'bf16']
  if (format === 'fp8' || format === 'int8' || format === 'fp6') {
    return blockScaled ? ['fp8-block', 'fp8', 'bf16'] : ['fp8', 'fp8-block', 'bf16']
  }
  return ['bf16']
}

function found(entry: TableEntry, source: FamilyOrigin['source'], residual: Residual | null): Inherited {
  return {
    coefficients: entry.coefficients,
    origin: {
      source,
      donor: `${entry.subject}/${entry.software}`,
      points: entry.points,
      medianError: entry.medianError,
    },
    residual: residual ?? UNMEASURED,
    variant: entry.variant,
  }
}

/** Error of a step; where nothing measured it for the family, that of the widest step that was. */
function stepError(slot: CoefficientSlot, step: LadderStep): StepError | null {
  const measured = TABLE.steps[SLOT_FAMILY[slot]] ?? {}
  const known = measured[step]
  if (known !== undefined) return known
  const width = ({ residual }: StepError): number => residual.p90 - residual.p10
  return Object.values(measured).reduce<StepError | null>(
    (widest, error) => (widest === null || width(error) > width(widest) ? error : widest),
    null,
  )
}

/** Coefficients of kernels in another format than was asked for: no surer than that step was measured to be. */
function ofOtherVariant(inherited: Inherited, slot: CoefficientSlot): Inherited {
  const step = stepError(slot, 'otherVariant')
  const { residual } = inherited
  if (step === null || step.residual.p90 - step.residual.p10 <= residual.p90 - residual.p10) return inherited
  const { source, donor, points } = inherited.origin
  return { ...inherited, residual: step.residual, origin: { source, donor, points, medianError: step.medianError } }
}

function ownFit(machine: Machine, software: Software, slot: CoefficientSlot, variant: Variant): Inherited | null {
  // Stacks have all-reduce kernels of their own, alike in kind; for the other collectives they call NCCL.
  const entry =
    FITTED.get(tableKey(machine.id, software, slot, variant)) ??
    (NCCL_COLLECTIVES.has(slot) ? FITTED.get(tableKey(machine.id, 'nccl', slot, variant)) : undefined)
  return entry ? found(entry, 'fitted', entry.residual) : null
}

function otherStack(machine: Machine, slot: CoefficientSlot, variant: Variant): Inherited | null {
  for (const standIn of STAND_INS) {
    const entry = FITTED.get(tableKey(machine.id, standIn, slot, variant))
    if (!entry) continue
    const other = stepError(slot, 'otherStack')
    const inherited = found(entry, 'sameDevice', other?.residual ?? null)
    return other ? { ...inherited, origin: { ...inherited.origin, medianError: other.medianError } } : inherited
  }
  return null
}

function pooled(subject: string, software: Software, slot: CoefficientSlot, variant: Variant): TableEntry | undefined {
  return POOLED.get(tableKey(subject, software, slot, variant)) ?? POOLED.get(tableKey(subject, 'any', slot, variant))
}

/** The nearest relative with coefficients of one variant; null: nobody measured it. */
function nearest(machine: Machine, software: Software, slot: CoefficientSlot, variant: Variant): Inherited | null {
  const kind = machine.serving.kind
  const own = ownFit(machine, software, slot, variant)
  if (own) return own
  const sisters = POOLED.get(tableKey(generationPool(machine.generation, kind), software, slot, variant))
  if (sisters?.residual) return found(sisters, 'sameGeneration', sisters.residual)
  const other = otherStack(machine, slot, variant)
  if (other) return other
  const scopes: readonly (readonly [string, FamilyOrigin['source']])[] = [
    [generationPool(machine.generation, kind), 'sameGeneration'],
    [vendorPool(machine.vendor, kind), 'sameVendor'],
    [machine.vendor, 'sameVendor'],
    ['all', 'generic'],
  ]
  let inherited: Inherited | null = null
  for (const [subject, source] of scopes) {
    const entry = pooled(subject, software, slot, variant)
    if (entry === undefined) continue
    inherited ??= found(entry, source, null)
    if (entry.residual !== null) {
      const { origin } = inherited
      return { ...inherited, residual: entry.residual, origin: { ...origin, medianError: entry.medianError } }
    }
  }
  return inherited
}

/**
 * The nearest measured relative of a machine for one coefficient set: its own fit, the same stack on its generation,
 * another stack on the device, its generation, its vendor's devices around the same memory, its vendor, all devices, and
 * last the defaults. The same stack on a sister device comes before another stack on the same device because it is
 * nearer: 8 against 18 % for matrix products, 10 against 23 % for experts (`resources/calibration/operators.md`).
 * The interval is that of the step actually taken.
 * @param variants formats of the kernels, best first: kernels of another format are less sure than those asked for
 */
export function inherit(
  machine: Machine,
  software: Software,
  slot: CoefficientSlot,
  variants: readonly Variant[],
): Inherited {
  for (const [index, variant] of variants.entries()) {
    const inherited = nearest(machine, software, slot, variant)
    if (inherited !== null) return index === 0 ? inherited : ofOtherVariant(inherited, slot)
  }
  return {
    coefficients: DEFAULTS[slot] as unknown as Readonly<Record<string, number>>,
    origin: { source: 'generic', donor: 'generic', points: 0, medianError: null },
    residual: UNMEASURED,
    variant: variants[0] ?? 'any',
  }
}

/** The stack with the most measured rows on a machine; `generic` where there is none. */
export function bestStack(machine: Machine): Software {
  let best: Software = 'generic'
  let most = 0
  for (const software of STAND_INS) {
    let points = 0
    for (const entry of TABLE.entries) {
      if (entry.subject === machine.id && entry.software === software && !COLLECTIVES.has(entry.slot)) {
        points += entry.points
      }
    }
    if (points > most) {
      most = points
      best = software
    }
  }
  return best
}
