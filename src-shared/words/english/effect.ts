import { message } from '../message.ts'

/** What one change does to the decision. */
export const effect = {
  'effect.none': message('no effect on the decision'),
  'effect.cost': message<{ change: string; name: string }>(
    '{change, select, none {cost of {name} not known} other {{change} USD/M of {name}}}',
  ),
  'effect.first': message<{ draws: string; direction: string; name: string }>(
    '{direction, select, more {first in {draws} more of 1,000 draws} fewer {first in {draws} fewer of 1,000 draws} moreOf {{name} first in {draws} more of 1,000 draws} fewerOf {{name} first in {draws} fewer of 1,000 draws} other {how often {name} is first not known}}',
  ),
  'effect.choice': message<{ names: readonly string[]; count: number }>(
    '{count, plural, =0 {nothing is chosen any more} =1 {the choice becomes {names}} other {the choice becomes a tie of {names}}}',
  ),
  'effect.state': message<{ badge: string }>('the verdict becomes “{badge}”'),
} as const
