import { formatQuantity } from '../units/format.ts'
import { hardwareFigures, modelFigures, withFigure, type NamedFigure } from './figures.ts'
import type { HardwareProfile } from './hardware.ts'
import type { ModelProfile } from './model.ts'
import type { Figure, Source } from './provenance.ts'

type Profile = HardwareProfile | ModelProfile

/** Digits that survive a value's way into a text and back. */
const DIGITS = 12

function figuresOf(profile: Profile): readonly NamedFigure[] {
  const all = 'vendor' in profile ? hardwareFigures(profile) : modelFigures(profile)
  return all.filter(({ workedOut }) => workedOut !== true)
}

/** Whether two figures cite the same: nothing both, or one place. */
export function isSameSource(left: Source | null | undefined, right: Source | null | undefined): boolean {
  return (left?.title ?? null) === (right?.title ?? null) && (left?.address ?? null) === (right?.address ?? null)
}

/**
 * A profile of the user's in which each figure that differs from the one it replaced, but still carries that one's source
 * and grade, is marked as the user's own: an earlier Memwall let a changed figure keep both.
 * @param profile as it was kept
 * @param original the profile it is a copy of, as shipped; null: nobody knows it, and nothing is changed
 * @returns the same object where no figure is concerned
 */
export function markOwnFigures<Kind extends Profile>(profile: Kind, original: Kind | null): Kind {
  if (original === null) return profile
  const originals = new Map(figuresOf(original).map(({ path, figure }) => [path, figure]))
  let marked: Kind = profile
  for (const { path, figure, dimension } of figuresOf(profile)) {
    const before = originals.get(path)
    if (before === undefined || figure.value === null || figure.value === before.value) continue
    const cited = figure.source === null ? null : profile.sources[figure.source]
    const citedBefore = before.source === null ? null : original.sources[before.source]
    if (figure.grade !== before.grade || !isSameSource(cited, citedBefore)) continue
    const { text, unit } = formatQuantity(figure.value, dimension, { digits: DIGITS, trim: true })
    const { alternatives, note, low, high, override } = figure
    const own: Figure = {
      value: figure.value,
      grade: 'own',
      source: null,
      ...(note === undefined || note === before.note ? {} : { note }),
      ...(low === undefined || low === before.low ? {} : { low }),
      ...(high === undefined || high === before.high ? {} : { high }),
      ...(alternatives === undefined ? {} : { alternatives }),
      override: override ?? { typed: `${text.replaceAll(',', '')} ${unit}`.trim(), unit, replaced: before.value },
    }
    const { [`own-${path}`]: _copied, ...sources } = marked.sources
    marked = { ...withFigure(marked, path, own), sources }
  }
  return marked
}
