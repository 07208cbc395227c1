import type { BandwidthAllocation } from '#shared/domain/deployment.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { figureAt, withHardwareFigure } from '#shared/domain/overrides.ts'
import type { Figure } from '#shared/domain/provenance.ts'
import { keptPer } from '../kept.ts'
import { machineOf, type Machine } from '../machine/machine.ts'

/** The machine as each phase finds it: one and the same, unless its bandwidth is dealt out anew. */
export interface PhaseMachines {
  readonly prefill: Machine
  readonly decode: Machine
}

/** A figure at another value: its range moves along, and its source stays that of the sum it was dealt from. */
function dealt(figure: Figure, value: number): Figure {
  const factor = value / (figure.value ?? value)
  return {
    value,
    grade: figure.grade,
    source: figure.source,
    note: 'Dealt out of memory and link bandwidth together.',
    ...(figure.low === undefined ? {} : { low: figure.low * factor }),
    ...(figure.high === undefined ? {} : { high: figure.high * factor }),
  }
}

/** Whether a machine has bandwidth to deal out: memory off the die and a scale-up link, both known. */
export function dealsBandwidth({ serving, link }: Machine): boolean {
  return link !== null && serving.kind !== 'sram' && serving.bandwidth > 0
}

/** The same machine with a share of its bandwidth for memory and the rest for the link. */
function withShare(machine: Machine, share: number): Machine {
  const { profile, serving, link } = machine
  const total = serving.bandwidth + (link?.bandwidth ?? 0)
  const memory = `memory.${serving.levelId}.bandwidth`
  const memoryFigure = figureAt(profile, memory)
  const linkFigure = figureAt(profile, 'scaleUp.bandwidth')
  if (memoryFigure === null || linkFigure === null) return machine
  const half = withHardwareFigure(profile, memory, dealt(memoryFigure, total * share))
  return machineOf(withHardwareFigure(half, 'scaleUp.bandwidth', dealt(linkFigure, total * (1 - share))))
}

/** An analysis of many loads asks for the same shares again. */
const MOST_SHARES = 256

const shared = keptPer<HardwareProfile, number, Machine>(MOST_SHARES)

/**
 * The machine in each phase. What memory gains, the link loses: their sum, bytes/s per device and direction, is that of
 * the profile.
 * @param allocation null, or a machine without both a memory off the die and a link: the machine as it is
 */
export function phaseMachines(machine: Machine, allocation: BandwidthAllocation | null): PhaseMachines {
  if (allocation === null || !dealsBandwidth(machine)) return { prefill: machine, decode: machine }
  const at = (share: number): Machine => shared(machine.profile, share, () => withShare(machine, share))
  return { prefill: at(allocation.prefill), decode: at(allocation.decode) }
}
