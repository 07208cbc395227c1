import type { ImportedProfile, ImportPreview } from '#shared/contract/imports.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { describePart } from '#shared/domain/partWords.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import type { Figure } from '#shared/domain/provenance.ts'
import { formatText } from '#shared/units/format.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { storedForms } from '#shared/words/storedForms.ts'

type Row = ImportPreview['understood'][number]

/** What was read into a profile, in words: known figures only. */
export function understoodOf(entry: ImportedProfile): Row[] {
  const rows = entry.kind === 'model' ? modelRows(entry.profile) : hardwareRows(entry.profile)
  return rows.map(([label, text]) => ({ of: entry.profile.id, label, text }))
}

function modelRows(profile: ModelProfile): (readonly [string, string])[] {
  const { total, active } = countParameters(profile)
  const { context } = profile.published
  return [
    ['Parameters, counted from the dimensions', formatText(total, 'parameters')],
    ['Active per token', formatText(active, 'parameters')],
    ['Layers', String(profile.layerGroups.reduce((sum, { count }) => sum + count, 0))],
    ['Hidden size', String(profile.hiddenSize)],
    ['Vocabulary', String(profile.vocabularySize)],
    ['Embedding and head', tables(profile.tiedEmbeddings)],
    ...profile.layerGroups.map(({ count, mixer, feedForward }): [string, string] => [
      `${count} ${count === 1 ? 'layer' : 'layers'}`,
      `${describePart(mixer)}; ${describePart(feedForward)}`,
    ]),
    ...(context.value === null ? [] : [['Context', formatText(context.value, 'tokens')] as const]),
    ...(profile.nativeFormat === null ? [] : [['Published in', profile.nativeFormat] as const]),
    ...storedForms(profile),
    ['Grade of the dimensions', profile.dimensions.grade],
  ]
}

function tables(tied: boolean | null): string {
  if (tied === null) return 'not said'
  return tied ? 'one matrix' : 'two matrices'
}

function hardwareRows(profile: HardwareProfile): (readonly [string, string])[] {
  const figures: (readonly [string, Figure | undefined, Dimension])[] = [
    ...profile.memory.flatMap(({ name, capacity, bandwidth }): [string, Figure, Dimension][] => [
      [`${name} capacity`, capacity, 'bytes'],
      [`${name} bandwidth`, bandwidth, 'bytesPerSecond'],
    ]),
    ...Object.entries(profile.peaks).map(([format, figure]): [string, Figure | undefined, Dimension] => [
      `${format} peak, dense`,
      figure,
      'flopsPerSecond',
    ]),
    ['Scale-up link, per direction', profile.scaleUp?.bandwidth, 'bytesPerSecond'],
    ['Scale-up link, devices reached', profile.scaleUp?.domain, 'count'],
    ['Network, per direction', profile.scaleOut?.bandwidth, 'bytesPerSecond'],
    ['Host link, per direction', profile.hostLink?.bandwidth, 'bytesPerSecond'],
    ['Board power', profile.power.board, 'watts'],
    ['Purchase price', profile.price.purchase, 'dollars'],
    ['Rental price', profile.price.rental, 'dollarsPerHour'],
    ['Silicon', profile.dieArea, 'area'],
  ]
  return figures.flatMap(([label, figure, dimension]) =>
    figure === undefined || figure.value === null
      ? []
      : [[label, `${formatText(figure.value, dimension)}, ${figure.grade ?? ''}`] as const],
  )
}
