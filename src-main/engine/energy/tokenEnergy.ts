import type { Resource, TokenEnergyPart } from '#shared/domain/result.ts'
import type { Cause } from '#shared/domain/cause.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { PowerParts } from './power.ts'
import type { SurroundingPower } from './surroundingPower.ts'

/** Waiting for these, a device draws for its links. */
const LINK_CAUSES: ReadonlySet<Cause> = new Set<Cause>(['collective', 'kvTransfer'])

/**
 * Cuts the energy of an output token into what draws it: traffic by what is moved and from where, arithmetic, clocks and
 * links of the running device, and what it draws at rest too. The part of a running device that depends on no work is
 * dealt out by time, so that what it draws while it waits for links or the host stands apart.
 * @param ledger its decode lines carry their energy already @param power shares of the power of a device in decode
 * @param around watts of hosts and network, which draw all the time
 * @returns parts above zero, together the joules of the decode lines
 */
export function tokenEnergyParts(
  ledger: Ledger,
  power: PowerParts,
  around: Pick<SurroundingPower, 'hosts' | 'network'>,
): TokenEnergyPart[] {
  const parts = new Map<string, TokenEnergyPart>()
  const add = (part: TokenEnergyPart): void => {
    if (part.joules <= 0) return
    const key = `${part.draw}|${part.cause}|${part.level}|${part.resource}`
    parts.set(key, { ...part, joules: part.joules + (parts.get(key)?.joules ?? 0) })
  }
  const lines = [...ledger.lines.values()].filter((line) => line.phase === 'decode')
  const joules = lines.reduce((sum, line) => sum + line.joules, 0)
  const dynamic = lines.reduce((sum, line) => sum + line.memoryJoules + line.computeJoules, 0)
  const still = Math.max(0, joules - dynamic)
  const resting = still > 0 ? Math.min(1, (joules * power.idle) / still) : 0
  for (const { cause, level, resource, joules: all, memoryJoules, computeJoules } of lines) {
    add({ draw: 'traffic', cause, level, resource, joules: memoryJoules })
    add({ draw: 'arithmetic', cause: null, level: 'compute', resource: 'compute', joules: computeJoules })
    const standing = all - memoryJoules - computeJoules
    add({ draw: 'busy', cause: null, ...waitedFor(cause, level, resource), joules: standing * (1 - resting) })
    add({ draw: 'idle', cause: null, level: 'overhead', resource: 'overhead', joules: standing * resting })
  }
  const surrounding = lines.reduce((sum, line) => sum + line.surroundingJoules, 0)
  const ofHosts = around.hosts > 0 ? around.hosts / (around.hosts + around.network) : 0
  add({ draw: 'hosts', cause: null, level: 'host', resource: 'host', joules: surrounding * ofHosts })
  add({ draw: 'network', cause: null, level: 'network', resource: 'link', joules: surrounding * (1 - ofHosts) })
  return [...parts.values()]
}

/** Links, a wafer's mesh and the host are named; all else a running device waits for is its own. */
function waitedFor(cause: Cause, level: string, resource: Resource): { level: string; resource: Resource } {
  if (LINK_CAUSES.has(cause) || resource === 'host') return { level, resource }
  return { level: 'overhead', resource: 'overhead' }
}

/**
 * Energy drawn in the hours that are not served, per output token.
 * @param idle watts of all devices at rest, hosts and network @param utilisation share of hours spent serving, above 0
 * @param decodeShare part of the device time output tokens take @param outputRate output tokens per second while serving
 * @returns joules
 */
export function energyAtRest(idle: number, utilisation: number, decodeShare: number, outputRate: number): number {
  return (idle * decodeShare * (1 - utilisation)) / (utilisation * outputRate)
}
