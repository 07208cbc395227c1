import type { Effect } from '../../domain/brief/effect.ts'
import { formatNumber } from '../../units/format.ts'
import type { AlternativeNames } from '../briefVerdictWords.ts'
import { withCommas, withSemicolons } from '../joined.ts'
import { ofThousand, ofThousandText } from '../ofThousand.ts'
import { say } from '../say.ts'

/**
 * What a change does to the decision in one line: "+0.31 USD/M of B200, bought, first in 12 fewer of 1,000 draws; the choice
 * becomes MI355X, rented".
 * @param names of alternatives by id, before and after
 */
export function effectText(effect: Effect, names: AlternativeNames): string {
  const { alternative, choice, state } = effect
  const called = (id: string): string => names.get(id) ?? id
  // What is gone has neither figure, and that another is chosen says so.
  const isGone = effect.cost === null && effect.first === null && choice !== null
  const figures = alternative === null || isGone ? [] : figureTexts(effect, called(alternative))
  const parts = [
    withCommas(figures),
    choice === null ? '' : say('effect.choice', { names: choice.map(called), count: choice.length }),
    // What is chosen says its own state.
    state === null || (choice?.length ?? 0) > 0 ? '' : say('effect.state', { badge: say('decide.badge', { state }) }),
  ].filter((part) => part !== '')
  return parts.length > 0 ? withSemicolons(parts) : say('effect.none')
}

function figureTexts({ cost, first }: Effect, name: string): readonly string[] {
  const texts: string[] = []
  if (cost !== 0) texts.push(say('effect.cost', { change: cost === null ? 'none' : signed(cost), name }))
  if (first === null) texts.push(say('effect.first', { draws: '', direction: 'unknown', name }))
  else if (first !== 0) {
    const direction = `${first > 0 ? 'more' : 'fewer'}${texts.length > 0 ? '' : 'Of'}`
    const draws = ofThousand(Math.abs(first)) === 0 ? '<1' : ofThousandText(Math.abs(first))
    texts.push(say('effect.first', { draws, direction, name }))
  }
  return texts
}

function signed(change: number): string {
  return `${change > 0 ? '+' : ''}${formatNumber(change, { digits: 2 })}`
}
