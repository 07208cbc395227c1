import type { Brief } from '#shared/domain/brief/brief.ts'
import { quantileText } from '#shared/words/decision/basisTerms.ts'
import { say } from '#shared/words/say.ts'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import { AMOUNT, briefFigure } from './figures/briefFigures.ts'
import type { FigureDefinition } from './figures/figure.ts'

/** What is asked before a workspace is there. */
export type Asked = Pick<Brief, 'demand' | 'promise' | 'horizon'>

/** A figure that is asked first. `width`: of its box, in px. */
export interface AskedFigure {
  readonly definition: FigureDefinition
  readonly label: string
  readonly width: number
}

/** The figures a brief begins with: how much, how fast, and for how long. */
export function askedFigures(): readonly AskedFigure[] {
  const quantile = quantileText(DEFAULT_BRIEF.promise.quantile)
  return [
    { definition: AMOUNT.outputTokensPerDay, label: say('brief.amount', { unit: 'outputTokensPerDay' }), width: 124 },
    { definition: briefFigure('promise.timeToFirstToken'), label: say('decide.table.ttft', { quantile }), width: 92 },
    { definition: briefFigure('promise.timePerToken'), label: say('decide.table.tpot', { quantile }), width: 92 },
    { definition: briefFigure('horizon'), label: say('brief.ask.for'), width: 116 },
  ]
}
