import { criterionAmount } from '../domain/brief/criterionAmount.ts'
import type { Band, BriefVerdict, Dissent, Flip, Relaxation } from '../domain/brief/verdict.ts'
import { amount } from '../units/amount.ts'
import type { Dimension } from '../units/quantity.ts'
import { withSemicolons } from './joined.ts'
import { flipDimension } from './flipDimension.ts'
import { say, wordingText } from './say.ts'
import { withinSentence } from './text.ts'

type Names = ReadonlyMap<string, string>

const RELAXED: Readonly<Record<Relaxation['limit'], Dimension>> = {
  power: 'watts',
  powerPerRack: 'watts',
  racks: 'count',
  capital: 'dollars',
  perMonth: 'dollars',
  delivery: 'months',
  timeToFirstToken: 'seconds',
  timePerToken: 'seconds',
  confidence: 'share',
  never: 'share',
}

/** Where the choice turns, a line for each flip of the verdict. */
export function flipLines({ flips }: BriefVerdict, names: Names): readonly string[] {
  return flips.map((flip) => (flip.bands.length > 0 ? bandsLine(flip, names) : flipLine(flip, names)))
}

/** The same in few lines: a line for each flip that is found, and one for all figures that turn nothing. */
export function turnLines({ flips }: BriefVerdict, names: Names): readonly string[] {
  const turning = flips.filter(({ at, bands }) => at !== null || bands.length > 0)
  const still = flips.filter((flip) => !turning.includes(flip)).map((flip) => withinSentence(labelOf(flip, names)))
  return [
    ...turning.map((flip) => (flip.bands.length > 0 ? bandsLine(flip, names) : flipLine(flip, names))),
    ...(still.length > 0 ? [say('decision.still', { figures: still })] : []),
  ]
}

/** What would let an alternative be chosen where none can be. */
export function relaxationLines({ relaxations }: BriefVerdict, names: Names): readonly string[] {
  return relaxations.map(({ alternative, limit, from, to }) =>
    say('decision.relaxation', {
      name: names.get(alternative) ?? alternative,
      limit,
      from: amount(from, RELAXED[limit], { trim: true }),
      to: amount(to, RELAXED[limit], { trim: true }),
    }),
  )
}

/** What speaks for the rival; empty: there is none. */
export function dissentLines({ dissent, criterion }: BriefVerdict, names: Names): readonly string[] {
  if (!dissent) return []
  const rival = names.get(dissent.rival) ?? dissent.rival
  const better = dissent.criteria.filter(
    ({ chosen, rival: own, criterion: other }) =>
      other !== criterion && own !== null && chosen !== null && own < chosen,
  )
  const criteria = better.map(({ criterion: other, chosen, rival: own }) =>
    say('decision.dissentCriterion', {
      rival,
      criterion: say('decision.criterion', { criterion: other }),
      own: criterionAmount(own, other),
      chosen: criterionAmount(chosen, other),
    }),
  )
  return [
    say('decision.dissentWins', { rival, count: Math.round(dissent.wins * 1000) }),
    ...(dissent.apart ? [apartLine(dissent.apart)] : []),
    ...(criteria.length > 0 ? criteria : [say('decision.dissentNothing', { rival })]),
    ...dissent.weak.map(wordingText),
  ]
}

function apartLine({ label, shift }: NonNullable<Dissent['apart']>): string {
  return say('decision.dissentApart', {
    label: wordingText(label),
    side: shift > 0 ? 'above' : 'below',
    shift: Math.abs(shift),
  })
}

function labelOf({ label: input, alternative }: Flip, names: Names): string {
  const label = say('decision.input', { input })
  if (alternative === null) return label
  return say('decision.ofAlternative', { label, name: names.get(alternative) ?? alternative })
}

function flipLine(flip: Flip, names: Names): string {
  const { at, now, low, high, leader } = flip
  const said = (value: number | null) => amount(value, flipDimension(flip))
  const label = labelOf(flip, names)
  if (at === null || leader === null) return say('decision.noFlip', { label, low: said(low), high: said(high) })
  const side = at > now ? 'above' : 'below'
  return say('decision.flip', { label, at: said(at), now: said(now), side, leader: names.get(leader) ?? leader })
}

function bandsLine(flip: Flip, names: Names): string {
  const said = ({ from, to, leader }: Band) =>
    say('decision.band', {
      leader: names.get(leader) ?? leader,
      from: amount(from, flipDimension(flip), { trim: true }),
      to: amount(to, flipDimension(flip), { trim: true }),
      one: from === to ? 'yes' : 'no',
    })
  return say('decision.bands', { label: labelOf(flip, names), bands: withSemicolons(flip.bands.map(said)) })
}
