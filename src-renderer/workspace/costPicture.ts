import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { slotLetter, type Workspace } from '#shared/domain/workspace.ts'
import { formatText } from '#shared/units/format.ts'
import { shortLimit } from '#shared/words/decision/shortLimit.ts'
import { shownAlternatives } from '#shared/words/decision/shownAlternatives.ts'
import { say } from '#shared/words/say.ts'
import type { SamplePicture } from './samplePicture.ts'

/** Digits of a first cut: more would claim what its draws do not know. */
const DIGITS = 2

/**
 * What each alternative of a sample's brief costs per million output tokens, in the order they were judged in. Who breaks a
 * limit is drawn hollow; who has no price is left out.
 * @param verdict of a first cut
 * @returns null when nothing is priced
 */
export function costPicture(
  { brief, profiles }: Pick<Workspace, 'brief' | 'profiles'>,
  verdict: Pick<BriefVerdict, 'table'>,
): SamplePicture | null {
  const priced = shownAlternatives(brief, profiles, verdict).flatMap(({ slot, name, judged }) =>
    judged?.costing ? [{ slot, name, dollars: judged.costing.perMillionOutput, limit: judged.limits[0] }] : [],
  )
  const longest = Math.max(...priced.map(({ dollars }) => dollars))
  if (!(longest > 0)) return null
  const bars = priced.map(({ slot, dollars, limit }) => ({
    slot,
    length: dollars / longest,
    value: say('brief.cut.about', { dollars: formatText(dollars, 'count', { digits: DIGITS }) }),
    parts: [],
    hollow: limit !== undefined,
  }))
  const caption = say('page.sample.cost')
  const texts = priced.map(({ slot, name, limit }, index) => {
    const figure = `${slotLetter(slot)} ${name}: ${bars[index]?.value ?? ''}`
    return limit === undefined ? figure : say('page.sample.out', { name: figure, limit: shortLimit(limit) })
  })
  return { kind: 'bars', caption, altText: `${caption}. ${texts.join('; ')}.`, bars }
}
