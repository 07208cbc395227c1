import { counted } from '../units/counted.ts'

/** How much a library holds, or a search finds in it. */
export interface LibraryCounts {
  /** Devices of their own. */
  readonly devices: number
  /** Systems of devices: nodes, racks, pods, cloud instances. */
  readonly systems: number
  readonly models: number
}

/** "53 devices, 63 systems, 65 models"; systems are not told where there are none. */
export function libraryCountsText({ devices, systems, models }: LibraryCounts): string {
  const parts = [
    counted(devices, 'device'),
    ...(systems === 0 ? [] : [counted(systems, 'system')]),
    counted(models, 'model'),
  ]
  return parts.join(', ')
}
