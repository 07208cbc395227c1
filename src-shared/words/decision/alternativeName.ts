import type { Alternative } from '../../domain/brief/alternative.ts'
import { machineIn, type EmbeddedProfiles } from '../../domain/brief/embedded.ts'
import { shortHardwareName } from '../../domain/names.ts'
import { say } from '../say.ts'

/** Machines an alternative may name. */
interface Machines {
  readonly profiles: Pick<EmbeddedProfiles, 'hardware'>
}

/** What is read of an alternative to name it. */
type Named = Pick<Alternative, 'name' | 'kind' | 'hardware' | 'keeps'>

/** The machine of an id in short; one the workspace lacks is its id. */
export function calledMachine({ profiles }: Machines, id: string): string {
  const profile = machineIn(profiles, id)
  return profile === null ? id : shortHardwareName(profile)
}

/** What an alternative is called beside how it is paid for: the name the user gave, else its machine, else its kind. */
export function machineName(machines: Machines, { name, kind, hardware }: Omit<Named, 'keeps'>): string {
  if (name !== null) return name
  return hardware === null ? say('decide.kind', { kind }) : calledMachine(machines, hardware)
}

/** What an alternative is called where nothing else is said of it: with how it is paid for ("B200, bought"). */
export function alternativeName(machines: Machines, alternative: Named): string {
  const { name, kind, hardware, keeps } = alternative
  if (name !== null || hardware === null) return machineName(machines, alternative)
  const machine = calledMachine(machines, hardware)
  return kind === 'add' && keeps !== null
    ? say('decide.name.added', { kept: calledMachine(machines, keeps), machine })
    : say('decide.name.paid', { kind, machine })
}
