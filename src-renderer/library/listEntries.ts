import type { HardwareListing, ModelListing } from '#shared/contract/library.ts'
import { formatText } from '#shared/units/format.ts'

/** A line of the list: the heading of an owner, or one profile. */
export type ListEntry =
  | { readonly kind: 'heading'; readonly owner: string }
  | {
      readonly kind: 'profile'
      readonly id: string
      /** Without the owner, which stands above. */
      readonly name: string
      /** Capacity or parameters, on the right. */
      readonly size: string
      readonly conflicts: number
      /** What a screen reader says: owner and name, size, conflicts. */
      readonly spoken: string
      /** Place among the profiles, from 1. */
      readonly position: number
    }

/** Devices under their vendors. @param devices sorted by vendor */
export function deviceEntries(devices: readonly HardwareListing[]): readonly ListEntry[] {
  return grouped(
    devices.map((device) => {
      const size =
        device.capacity === null
          ? 'unknown'
          : `${formatText(device.capacity, 'bytes', { trim: true })}${device.memoryKind === 'sram' ? ' SRAM' : ''}`
      const conflicts =
        device.conflicts === 0
          ? ''
          : `, sources disagree on ${device.conflicts} ${device.conflicts === 1 ? 'figure' : 'figures'}`
      return {
        owner: device.vendor,
        id: device.id,
        name: withoutOwner(device.name, device.vendor),
        size,
        conflicts: device.conflicts,
        spoken: `${device.name}, ${device.capacity === null ? 'capacity unknown' : size}${conflicts}`,
      }
    }),
  )
}

/** Models under their publishers. @param models sorted by organisation */
export function modelEntries(models: readonly ModelListing[]): readonly ListEntry[] {
  return grouped(
    models.map((model) => {
      const size = formatText(model.totalParameters, 'parameters')
      return {
        owner: model.organisation,
        id: model.id,
        name: model.name,
        size,
        conflicts: 0,
        spoken: `${model.organisation} ${model.name}, ${size} parameters, ${model.attention}`,
      }
    }),
  )
}

interface Line {
  readonly owner: string
  readonly id: string
  readonly name: string
  readonly size: string
  readonly conflicts: number
  readonly spoken: string
}

function grouped(lines: readonly Line[]): readonly ListEntry[] {
  const entries: ListEntry[] = []
  let owner: string | null = null
  for (const [index, line] of lines.entries()) {
    if (line.owner !== owner) {
      owner = line.owner
      entries.push({ kind: 'heading', owner })
    }
    const { id, name, size, conflicts, spoken } = line
    entries.push({ kind: 'profile', id, name, size, conflicts, spoken, position: index + 1 })
  }
  return entries
}

/** "NVIDIA B200 SXM (HGX)" under NVIDIA is "B200 SXM (HGX)"; either name of "Groq/NVIDIA" counts. */
function withoutOwner(name: string, owner: string): string {
  const prefix = owner.split('/').find((each) => name.startsWith(`${each} `))
  return prefix === undefined ? name : name.slice(prefix.length + 1)
}
