import type { Phase } from '#shared/domain/result.ts'
import type { Ledger, Line } from '../ledger/ledger.ts'
import type { PowerParts } from './power.ts'

/** Energy of a phase per token or request. */
export interface PhaseEnergy {
  readonly joules: number
  readonly parts: PowerParts
  /** Of hosts and network. */
  readonly surrounding: number
}

/**
 * Puts energy on the lines, by the parts of the power that makes it: what memory draws above idle by the bytes each line
 * moves, what matrix units draw by its operations, and the static rest by the time each line takes. Waiting requests
 * hold no device and carry nothing. What hosts and network draw goes by time. A phase's lines sum to its energy.
 * @param energyOf joules per token or request, by phase, of the devices with the parts of their power, and of hosts and
 * network; null: unknown, lines stay at 0
 */
export function spreadEnergy(ledger: Ledger, energyOf: (phase: Phase) => PhaseEnergy | null): void {
  for (const phase of ['prefill', 'decode', 'transfer'] as const) {
    const energy = energyOf(phase)
    if (energy === null) continue
    const lines = [...ledger.lines.values()].filter((line) => line.phase === phase && line.cause !== 'queue')
    const seconds = lines.reduce((sum, line) => sum + line.seconds, 0)
    const bytes = lines.reduce((sum, line) => sum + memoryBytes(line), 0)
    const flops = lines.reduce((sum, line) => sum + line.flops, 0)
    const { joules, parts, surrounding } = energy
    const memory = bytes > 0 ? joules * parts.memory : 0
    const compute = flops > 0 ? joules * parts.compute : 0
    const rest = Math.max(0, joules - memory - compute)
    for (const line of lines) {
      line.memoryJoules = bytes > 0 ? (memory * memoryBytes(line)) / bytes : 0
      line.computeJoules = flops > 0 ? (compute * line.flops) / flops : 0
      line.joules = line.memoryJoules + line.computeJoules + (seconds > 0 ? (rest * line.seconds) / seconds : 0)
      line.surroundingJoules = seconds > 0 ? (surrounding * line.seconds) / seconds : 0
    }
  }
}

/** Bytes a line moves at the level the model lives in. */
function memoryBytes(line: Line): number {
  return line.resource === 'memory' || line.resource === 'sram' ? line.bytes : 0
}
