import { COVERED_FIGURES, coverOf } from '#shared/domain/covers.ts'
import { hardwareFigures as figuresOf } from '#shared/domain/figures.ts'
import type { HardwareProfile, Link } from '#shared/domain/hardware.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { describePart } from '#shared/domain/partWords.ts'
import type { Figure } from '#shared/domain/provenance.ts'
import { formatText } from '#shared/units/format.ts'
import { unknownText } from '#shared/units/shownWords.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { coverWords, paidOrDrawnName } from '#shared/words/coverWords.ts'
import { storedForms } from '#shared/words/storedForms.ts'

/** One figure of a device as a printed row. */
export interface FigureRow {
  readonly label: string
  readonly figure: Figure
  readonly text: string
}

/** Every figure of a device that evaluation uses, in the order of its profile. */
export function hardwareFigures(profile: HardwareProfile): readonly FigureRow[] {
  const rows: FigureRow[] = []
  const add = (label: string, figure: Figure, dimension: Dimension) =>
    rows.push({ label, figure, text: formatText(figure.value, dimension) })
  const addLink = (label: string, link: Link | null) => {
    if (!link) return
    add(`${label} (${link.name}), per direction`, link.bandwidth, 'bytesPerSecond')
    add(`${label}, devices reached`, link.domain, 'count')
  }
  for (const [format, figure] of Object.entries(profile.peaks)) {
    if (figure) add(`${format} peak, dense`, figure, 'flopsPerSecond')
  }
  for (const { name, capacity, bandwidth, energyPerByte } of profile.memory) {
    add(`${name} capacity`, capacity, 'bytes')
    add(`${name} bandwidth`, bandwidth, 'bytesPerSecond')
    add(`${name} energy`, energyPerByte, 'joulesPerByte')
  }
  addLink('Scale-up link', profile.scaleUp)
  addLink('Scale-out link', profile.scaleOut)
  addLink('Host link', profile.hostLink)
  const drawnAndPaid = figuresOf(profile).filter(({ path }) => path.startsWith('power.') || path.startsWith('price.'))
  for (const { path, figure, dimension } of drawnAndPaid) add(drawnOrPaid(profile, path), figure, dimension)
  add('Silicon', profile.dieArea, 'area')
  return rows
}

/** A power or price with what it covers: "Board power, limit (board alone, without host, network and rack)". */
function drawnOrPaid(profile: HardwareProfile, path: string): string {
  const name = paidOrDrawnName(path) ?? path
  const covered = COVERED_FIGURES.find((each) => path === `power.${each}` || path === `price.${each}`)
  return covered === undefined ? name : `${name} (${coverWords(coverOf(profile, covered))})`
}

/** The main facts of a model as printed rows. */
export function modelFacts(profile: ModelProfile): readonly (readonly [string, string])[] {
  const { total, active } = countParameters(profile)
  return [
    ['Parameters, counted from the dimensions', formatText(total, 'parameters')],
    ['Active per token', formatText(active, 'parameters')],
    ['Context', formatText(profile.published.context.value, 'tokens')],
    ['Layers', String(profile.layerGroups.reduce((sum, group) => sum + group.count, 0))],
    ['Hidden size', String(profile.hiddenSize)],
    ['Vocabulary', String(profile.vocabularySize)],
    ...profile.layerGroups.map(({ count, mixer, feedForward }): [string, string] => [
      `${count} ${count === 1 ? 'layer' : 'layers'}`,
      `${describePart(mixer)}; ${describePart(feedForward)}`,
    ]),
    ['Published in', profile.nativeFormat ?? unknownText()],
    ...storedForms(profile),
    ['Grade of the dimensions', profile.dimensions.grade],
  ]
}
