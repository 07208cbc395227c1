import { wholeSystems, type SystemUnit } from '../domain/systemUnit.ts'
import { say } from './say.ts'

/** "3 × 8-device nodes"; null: the device is bought alone. @param devices of the deployment */
export function systemsWords(profile: { readonly system?: SystemUnit | undefined }, devices: number): string | null {
  const systems = wholeSystems(profile, devices)
  const { system } = profile
  if (systems === null || system === undefined) return null
  // A selector holds no hyphen.
  const kind = system.kind === 'cloud-instance' ? 'instance' : system.kind
  return say('system.counted', { systems, devices: system.devices, kind })
}
