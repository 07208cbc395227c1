import { z } from 'zod'

/** What devices are bought or rented in: a server, a rack, a machine of many racks, a pod, a cluster, a cloud instance. */
export const SYSTEM_KINDS = ['node', 'rack', 'supernode', 'pod', 'cluster', 'cloud-instance'] as const
/** What devices are bought or rented in. */
export type SystemKind = (typeof SYSTEM_KINDS)[number]

/** A kind of system in words, singular. */
export const SYSTEM_WORDS: Readonly<Record<SystemKind, string>> = {
  node: 'node',
  rack: 'rack',
  supernode: 'supernode',
  pod: 'pod slice',
  cluster: 'cluster',
  'cloud-instance': 'cloud instance',
}

/** The system a profile counts one device of: devices come this many at a time. */
export const systemUnitSchema = z.strictObject({
  /** Id of the device it is built of. */
  device: z.string().max(64),
  /** Devices in one system. */
  devices: z.number().int().min(1).max(100_000),
  kind: z.enum(SYSTEM_KINDS),
  /** Who sells or rents it. */
  vendor: z.string().min(1).max(80),
})
/** The system a profile counts one device of. */
export type SystemUnit = z.infer<typeof systemUnitSchema>

/** What these functions need of a profile. */
interface InSystems {
  readonly system?: SystemUnit | undefined
}

/** Systems that hold so many devices; null: the device is bought alone. @param devices of the deployment */
export function wholeSystems({ system }: InSystems, devices: number): number | null {
  return system === undefined ? null : Math.ceil(devices / system.devices)
}

/** Devices that are paid for when so many are used: systems are bought and rented whole. @param devices of the deployment */
export function boughtDevices(profile: InSystems, devices: number): number {
  const systems = wholeSystems(profile, devices)
  return systems === null || profile.system === undefined ? devices : systems * profile.system.devices
}

/** "8-device node", "72-device rack"; a system of one device is its kind alone. */
export function systemWords({ devices, kind }: Pick<SystemUnit, 'devices' | 'kind'>): string {
  return devices === 1 ? SYSTEM_WORDS[kind] : `${devices}-device ${SYSTEM_WORDS[kind]}`
}
