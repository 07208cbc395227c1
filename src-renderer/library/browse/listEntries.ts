import type { HardwareListing, ModelListing } from '#shared/contract/library.ts'
import { systemWords, type SystemKind } from '#shared/domain/systemUnit.ts'
import { formatText } from '#shared/units/format.ts'

/** A line of the list: the heading of an owner, or one profile. */
export type ListEntry<Line = HardwareListing | ModelListing> =
  | { readonly kind: 'heading'; readonly owner: string }
  | {
      readonly kind: 'profile'
      readonly id: string
      readonly line: Line
      /** Place among the profiles, from 1. */
      readonly position: number
    }

/** What a row shows; made for the rows in view alone, since a list may have ten thousand. */
export interface RowText {
  /** Without the owner, which stands above. */
  readonly name: string
  /** Capacity, what system it is or parameters, on the right. */
  readonly size: string
  readonly conflicts: number
  /** What a screen reader says: owner and name, size, conflicts. */
  readonly spoken: string
}

/** Lines under their owners. @param lines sorted by owner @param ownerOf vendor or organisation; null: no headings */
export function listEntries<Line extends { readonly id: string }>(
  lines: readonly Line[],
  ownerOf: ((line: Line) => string) | null,
): readonly ListEntry<Line>[] {
  const entries: ListEntry<Line>[] = []
  let owner: string | null = null
  let position = 0
  for (const line of lines) {
    const own = ownerOf === null ? null : ownerOf(line)
    if (own !== null && own !== owner) {
      owner = own
      entries.push({ kind: 'heading', owner })
    }
    position += 1
    entries.push({ kind: 'profile', id: line.id, line, position })
  }
  return entries
}

/** The row of a device or a model. */
export function rowText(line: HardwareListing | ModelListing): RowText {
  return 'vendor' in line ? deviceText(line) : modelText(line)
}

/** Kinds of system whose own word is long. */
const SHORT_KIND: Partial<Record<SystemKind, string>> = { 'cloud-instance': 'cloud' }

function deviceText(device: HardwareListing): RowText {
  const size =
    device.capacity === null
      ? 'unknown'
      : `${formatText(device.capacity, 'bytes', { trim: true })}${device.memoryKind === 'sram' ? ' SRAM' : ''}`
  const conflicts =
    device.conflicts === 0
      ? ''
      : `, sources disagree on ${device.conflicts} ${device.conflicts === 1 ? 'figure' : 'figures'}`
  return {
    name: withoutOwner(device.name, device.vendor),
    // Short: names need the room.
    size: device.system ? `${device.system.devices}× ${SHORT_KIND[device.system.kind] ?? device.system.kind}` : size,
    conflicts: device.conflicts,
    spoken: `${device.name}, ${device.capacity === null ? 'capacity unknown' : size}${device.system ? `, ${systemWords(device.system)}` : ''}${conflicts}`,
  }
}

function modelText(model: ModelListing): RowText {
  const size = formatText(model.totalParameters, 'parameters')
  return {
    name: model.name,
    size,
    conflicts: 0,
    spoken: `${model.organisation} ${model.name}, ${size} parameters, ${model.attention}`,
  }
}

/** "NVIDIA B200 SXM (HGX)" under NVIDIA is "B200 SXM (HGX)"; either name of "Groq/NVIDIA" counts. */
function withoutOwner(name: string, owner: string): string {
  const prefix = owner.split('/').find((each) => name.startsWith(`${each} `))
  return prefix === undefined ? name : name.slice(prefix.length + 1)
}
