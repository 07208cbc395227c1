import type { HardwareListing } from '#shared/contract/library.ts'
import { countOverridden, hardwareFigures, surroundingFigures } from '#shared/domain/figures.ts'
import type { HardwareProfile, MemoryLevel } from '#shared/domain/hardware.ts'
import type { Figure } from '#shared/domain/provenance.ts'
import { disputedRange } from './disputed.ts'
import type { NewRow } from './rows.ts'
import { searchText } from '#shared/domain/searchWords.ts'
import { SYSTEM_WORDS } from '#shared/domain/systemUnit.ts'

/** A device's row: profile, line in the list, search text. */
export function hardwareRow(profile: HardwareProfile): NewRow {
  return { id: profile.id, profile, listing: hardwareListing(profile), words: hardwareWords(profile) }
}

/** A device as the list shows it. */
export function hardwareListing(profile: HardwareProfile): Omit<HardwareListing, 'origin'> {
  const level = modelLevel(profile)
  const figures = figuresOf(profile)
  return {
    id: profile.id,
    name: profile.name,
    vendor: profile.vendor,
    kind: profile.kind,
    generation: profile.generation,
    status: profile.status,
    year: profile.year.value,
    capacity: level?.capacity.value ?? null,
    bandwidth: level?.bandwidth.value ?? null,
    memoryKind: level?.kind ?? 'external',
    peak8: profile.peaks.fp8?.value ?? null,
    peak16: profile.peaks.bf16?.value ?? profile.peaks.fp16?.value ?? null,
    ...(profile.system === undefined ? {} : { system: profile.system }),
    figures: figures.length,
    sourced: figures.filter((figure) => figure.value !== null && figure.source !== null).length,
    unknown: figures.filter((figure) => figure.value === null).length,
    conflicts: technicalFigures(profile).filter((figure) => disputedRange(figure) !== null).length,
    overridden: countOverridden(hardwareFigures(profile)),
  }
}

/** The largest level that holds a model; where no size is known, the first that does. */
function modelLevel(profile: HardwareProfile): MemoryLevel | undefined {
  return profile.memory
    .filter((level) => level.holdsModel)
    .reduce<MemoryLevel | undefined>(
      (largest, level) => (largest && (largest.capacity.value ?? 0) >= (level.capacity.value ?? 0) ? largest : level),
      undefined,
    )
}

/** Every figure of a profile. */
function figuresOf(profile: HardwareProfile): readonly Figure[] {
  const around = surroundingFigures(profile).map(({ figure }) => figure)
  return [...technicalFigures(profile), profile.price.purchase, profile.price.rental, ...around]
}

/** Every figure but the prices, whose alternatives are other kinds of price rather than a disagreement. */
function technicalFigures(profile: HardwareProfile): readonly Figure[] {
  const links = [profile.scaleUp, profile.scaleOut, profile.hostLink].filter((link) => link !== null)
  return [
    profile.year,
    ...Object.values(profile.peaks),
    ...profile.memory.flatMap((level) => [level.capacity, level.bandwidth, level.energyPerByte]),
    ...links.flatMap((link) => [link.bandwidth, link.domain]),
    ...(profile.mesh ? [profile.mesh.cores, profile.mesh.clock, profile.mesh.sramPerCore] : []),
    profile.power.board,
    profile.power.idle,
    profile.power.provisioned,
    profile.dieArea,
    ...Object.values(profile.other),
  ]
}

function hardwareWords(profile: HardwareProfile): string {
  return searchText([
    profile.id,
    profile.name,
    profile.vendor,
    profile.kind,
    profile.generation,
    profile.status,
    profile.unitOfAccount,
    profile.system?.vendor,
    profile.system?.device,
    profile.system && SYSTEM_WORDS[profile.system.kind],
    profile.formFactor?.text,
    profile.processNode?.text,
    ...profile.memory.map((level) => level.name),
    profile.scaleUp?.name,
  ])
}
