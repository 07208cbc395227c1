import { generationPool, SLOT_FAMILY, vendorPool } from '../../src-main/engine/calibration/inherit.ts'
import type { TableEntry } from '../../src-main/engine/calibration/table.ts'
import type { FittedSlot } from '../../src-main/engine/calibration/calibration.ts'
import type { AccuracyKind, AccuracyQuantity } from '../../src-shared/domain/accuracy.ts'
import type { LeftOut } from './accuracy.ts'
import { isListed, machineById } from './devices.ts'
import type { Outcome } from './fitting.ts'

interface Fit {
  readonly entry: TableEntry
  readonly outcomes: readonly Outcome[]
}

function quantityOf(slot: FittedSlot): AccuracyQuantity {
  const family = SLOT_FAMILY[slot]
  return family === 'tokenExchange' ? 'exchange' : family
}

function kept({ point, predicted }: Outcome, kind: AccuracyKind): LeftOut {
  return {
    device: point.device,
    software: point.software,
    quantity: quantityOf(point.slot),
    family: null,
    kind,
    interval: [point.device, point.software, point.slot, point.variant].join('|'),
    log: Math.log(point.seconds / predicted),
  }
}

/** How near a pool is to a device: the order in which the engine inherits. */
function distance(entry: TableEntry, device: string): number {
  const { generation, vendor, serving } = machineById(device)
  const order = [generationPool(generation, serving.kind), vendorPool(vendor, serving.kind), vendor, 'all']
  return 2 * order.indexOf(entry.subject) + (entry.software === 'any' ? 1 : 0)
}

/**
 * Predictions of operators left out of their fit: by groups of shapes from the device's own fit, and whole devices from
 * the nearest pool of relatives, as the engine would inherit it. Devices outside the library are not listed.
 */
export function operatorErrors(devices: readonly Fit[], pools: readonly Fit[]): LeftOut[] {
  const own = devices.flatMap(({ outcomes }) => outcomes.map((outcome) => kept(outcome, 'groupLeftOut')))
  const nearest = new Map<string, { readonly near: number; readonly outcomes: Outcome[] }>()
  for (const { entry, outcomes } of pools) {
    const strangers = new Map<string, Outcome[]>()
    for (const outcome of outcomes) {
      const { point } = outcome
      // A pool of one stack stands for that stack alone.
      const key = [point.device, point.software, point.slot, point.variant].join('|')
      const group = strangers.get(key)
      if (group) group.push(outcome)
      else strangers.set(key, [outcome])
    }
    for (const [key, group] of strangers) {
      const near = distance(entry, group[0]?.point.device ?? '')
      const known = nearest.get(key)
      if (known === undefined || near < known.near) nearest.set(key, { near, outcomes: group })
    }
  }
  const unseen = [...nearest.values()].flatMap(({ outcomes }) =>
    outcomes.map((outcome) => kept(outcome, 'deviceLeftOut')),
  )
  return [...own, ...unseen].filter(({ device }) => isListed(device))
}
