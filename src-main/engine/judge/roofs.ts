import type { HardwareProfile, MemoryLevel } from '#shared/domain/hardware.ts'
import { PRECISIONS, type Precision } from '#shared/domain/precision.ts'
import type { LadderLevel, Resource, Roof, SpeedOfLight } from '#shared/domain/result.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { Machine } from '../machine/machine.ts'

/** The resource a memory level counts as. */
function levelResource(level: Pick<MemoryLevel, 'kind'>): Resource {
  if (level.kind === 'sram') return 'sram'
  return level.kind === 'external' ? 'host' : 'memory'
}

/** Units with a published or derived peak, each under the precision people know it by. */
function computeRoofs(machine: Machine, devices: number): Roof[] {
  const roofs: Roof[] = []
  const seen = new Set<string>()
  for (const precision of PRECISIONS) {
    const peak = machine.peaks[precision]
    if (peak.format === null || seen.has(peak.format)) continue
    // A precision the machine unpacks into a wider unit has no roof of its own.
    if (!sameFormat(precision, peak.format)) continue
    seen.add(peak.format)
    const figure = machine.profile.peaks[peak.format]
    roofs.push({
      kind: 'compute',
      precision,
      name: { code: 'roof.dense', parameters: { format: peak.format.toUpperCase(), devices } },
      flopsPerSecond: peak.rate * devices,
      grade: peak.published ? (figure?.grade ?? 'estimate') : 'estimate',
    })
  }
  return roofs
}

function sameFormat(precision: Precision, format: string): boolean {
  return (
    precision === format || (format === 'fp4' && precision === 'nvfp4') || (format === 'tf32' && precision === 'fp32')
  )
}

/** The roofs of a whole system: every memory level and link with a known bandwidth, every published dense peak. */
export function roofsOf(machine: Machine, devices: number): Roof[] {
  const { profile } = machine
  const roofs: Roof[] = []
  for (const level of profile.memory) {
    if (level.bandwidth.value === null || level.bandwidth.value <= 0) continue
    roofs.push({
      kind: 'bandwidth',
      level: level.id,
      name: level.name,
      resource: levelResource(level),
      bytesPerSecond: level.bandwidth.value * devices,
    })
  }
  if (machine.link !== null && profile.scaleUp) {
    roofs.push({
      kind: 'bandwidth',
      level: 'scaleUp',
      name: profile.scaleUp.name,
      resource: 'link',
      bytesPerSecond: machine.link.bandwidth * devices,
    })
  }
  return [...roofs, ...computeRoofs(machine, devices)]
}

/** The memory ladder of a whole system, in the order of the profile. @param serving id of the level that serves */
export function ladderOf(profile: HardwareProfile, devices: number, serving: string): LadderLevel[] {
  return profile.memory.map((level) => ({
    level: level.id,
    name: level.name,
    resource: levelResource(level),
    capacity: level.capacity.value === null ? null : level.capacity.value * devices,
    bandwidth: level.bandwidth.value === null ? null : level.bandwidth.value * devices,
    serves: level.id === serving,
  }))
}

/** What the decode step uses of each peak. Bytes and operations of one device over the seconds of its step. */
export interface Usage {
  readonly seconds: number
  readonly flops: number
  /** Dense peak in use, FLOP/s of one device. */
  readonly peak: number
  readonly levelBytes: number
  readonly linkBytes: number
  /** Bytes streamed from outside. */
  readonly hostBytes: number
  readonly hostBandwidth: number
  /** Share of the step spent crossing a wafer's mesh; null: not evaluated. Read on wafers only. */
  readonly crossing: number | null
  readonly fullness: number | null
  /** The resource that binds decode, as the result says it; null: not evaluated. */
  readonly binding: { readonly resource: Resource; readonly level: string } | null
}

/** By the name its profile gives it. */
function called(text: string): Wording {
  return { code: 'verbatim', parameters: { text } }
}

/**
 * Share of each peak in use during decode, and the row of the resource that binds it: none where overhead does. A wafer's
 * SRAM is never short of bandwidth but its mesh is far across: its row is the share of the step spent crossing it.
 */
export function speedOfLight(machine: Machine, usage: Usage): SpeedOfLight[] {
  const { profile, serving, link } = machine
  const share = (amount: number, rate: number): number | null =>
    rate > 0 && usage.seconds > 0 && Number.isFinite(usage.seconds)
      ? Math.min(1, amount / (rate * usage.seconds))
      : null
  const onChip = serving.kind === 'sram'
  const levelName = profile.memory.find((level) => level.id === serving.levelId)?.name ?? serving.levelId
  const external = profile.memory.find((level) => level.kind === 'external')
  const host = external?.name ?? profile.hostLink?.name
  const onMesh = machine.mesh !== null && usage.binding?.level !== serving.levelId
  const bars: Omit<SpeedOfLight, 'binds'>[] = [
    { resource: 'compute', name: { code: 'resource.compute' }, share: share(usage.flops, usage.peak) },
    {
      resource: 'sram',
      name: onMesh ? { code: 'roof.mesh' } : onChip ? called(levelName) : { code: 'resource.sram' },
      share: onMesh ? usage.crossing : onChip ? share(usage.levelBytes, serving.bandwidth) : null,
    },
    {
      resource: 'memory',
      name: onChip ? { code: 'roof.offChip' } : called(levelName),
      share: onChip ? null : share(usage.levelBytes, serving.bandwidth),
    },
    {
      resource: 'link',
      name: profile.scaleUp ? called(profile.scaleUp.name) : { code: 'resource.link' },
      share: link === null ? null : share(usage.linkBytes, link.bandwidth),
    },
    {
      resource: 'host',
      name: host === undefined ? { code: 'resource.host' } : called(host),
      share: usage.hostBandwidth > 0 ? share(usage.hostBytes, usage.hostBandwidth) : null,
    },
    { resource: 'capacity', name: { code: 'roof.capacity' }, share: usage.fullness },
  ]
  return bars.map((bar) => ({ ...bar, binds: bar.resource === usage.binding?.resource }))
}
