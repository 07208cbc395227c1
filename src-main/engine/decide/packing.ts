import type { Deployment } from '#shared/domain/deployment.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { devicesOfSystem, USUAL_SERVER } from '#shared/domain/proposal/devicesOfSystem.ts'
import type { SystemKind } from '#shared/domain/systemUnit.ts'
import type { Packing } from './systems.ts'

/** Systems that lose one of their servers or trays, not all at once. */
const OF_TRAYS: ReadonlySet<SystemKind> = new Set(['rack', 'supernode', 'pod', 'cluster'])

/** How copies of a deployment fill the systems of a device. A failure domain is a server: a whole node, a tray of a rack. */
export function packingOf(hardware: HardwareProfile, { devices }: Pick<Deployment, 'devices'>): Packing {
  const each = devicesOfSystem(hardware)
  const trays = hardware.system === undefined ? each > USUAL_SERVER : OF_TRAYS.has(hardware.system.kind)
  return {
    size: devices,
    devicesPerSystem: each,
    devicesPerDomain: trays ? Math.min(each, USUAL_SERVER) : each,
  }
}
