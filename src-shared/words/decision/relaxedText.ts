import type { Relaxation } from '../../domain/brief/verdict.ts'
import { formatText } from '../../units/format.ts'
import type { Dimension } from '../../units/quantity.ts'
import { say } from '../say.ts'

/** What each limit is measured in. */
const MEASURED: Readonly<Record<Relaxation['limit'], Dimension>> = {
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

/** A limit that is moved: its name, where it would have to be, and where it is. */
export function relaxedText({ limit, from, to }: Relaxation): {
  readonly limit: string
  readonly value: string
  readonly now: string
} {
  const text = (value: number): string => formatText(value, MEASURED[limit], { trim: true })
  return { limit: say('decide.limit', { limit }), value: text(to), now: text(from) }
}
