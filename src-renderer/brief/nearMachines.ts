import type { HardwareListing } from '#shared/contract/library.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'

/** As many are in view without scrolling. */
const MOST = 8

/**
 * Devices to begin a list with: those of the same vendor, kind and memory as a machine of the brief, nearest in year first, the
 * faster memory before. Systems of them are chosen by name.
 * @param machine null: nothing is near anything
 * @param taken ids that need not be offered first: they are candidates already
 */
export function nearMachines(
  listings: readonly HardwareListing[],
  machine: Pick<HardwareProfile, 'id' | 'vendor'> | null,
  taken: ReadonlySet<string>,
): readonly HardwareListing[] {
  const own = listings.find(({ id }) => id === machine?.id)
  if (own === undefined) return []
  const years = ({ year }: HardwareListing): number =>
    year === null || own.year === null ? Infinity : Math.abs(year - own.year)
  return listings
    .filter(
      ({ id, vendor, kind, memoryKind, system }) =>
        vendor === own.vendor &&
        kind === own.kind &&
        memoryKind === own.memoryKind &&
        system === undefined &&
        !taken.has(id),
    )
    .toSorted((one, two) => {
      const [near, far] = [years(one), years(two)]
      return near === far ? (two.bandwidth ?? 0) - (one.bandwidth ?? 0) : near - far
    })
    .slice(0, MOST)
}
