import type { Brief } from '#shared/domain/brief/brief.ts'
import { say, type PlainKey } from '#shared/words/say.ts'
import { BRIEF_FIGURES, type BriefPart } from './figures/briefFigures.ts'

/** An input of the brief, to be gone to from elsewhere. */
export interface BriefInput {
  readonly path: string
  readonly label: string
  /** Part of the form it is in. */
  readonly part: string
}

/** What each part is headed, and what is in it beside figures. */
const PARTS: Readonly<Record<BriefPart, { heading: PlainKey; others: readonly (readonly [string, PlainKey])[] }>> = {
  question: {
    heading: 'brief.title',
    others: [
      ['question', 'brief.question'],
      ['owner', 'brief.owner'],
      ['reportedTo', 'brief.reportedTo'],
      ['date', 'brief.date'],
    ],
  },
  demand: { heading: 'brief.demand', others: [['model', 'brief.model']] },
  service: {
    heading: 'brief.service',
    others: [
      ['promise.quantile', 'brief.quantile'],
      ['quality', 'brief.quality'],
    ],
  },
  horizon: { heading: 'brief.horizon', others: [] },
  constraints: {
    heading: 'brief.constraints',
    others: [['constraints.ownPremises', 'brief.ownPremises']],
  },
  money: { heading: 'brief.money', others: [] },
  people: { heading: 'brief.people', others: [] },
  site: { heading: 'brief.site', others: [] },
}

/** Every input of the form, in the order in which it is read. */
export function briefInputs(brief: Pick<Brief, 'demand'>): readonly BriefInput[] {
  const amount = { path: 'demand.amount', label: say('brief.amount', { unit: brief.demand.unit }) }
  return (Object.keys(PARTS) as BriefPart[]).flatMap((name) => {
    const { heading, others } = PARTS[name]
    const part = say(heading)
    return [
      ...others.map(([path, label]) => ({ path, label: say(label), part })),
      ...(name === 'demand' ? [{ ...amount, part }] : []),
      ...BRIEF_FIGURES[name].map(({ path, label }) => ({ path, label: say(label), part })),
    ]
  })
}
