import type { Fit } from '#shared/domain/result.ts'
import { percentText } from '#shared/words/text.ts'
import { amount } from '#shared/units/amount.ts'
import { fitState, heldText } from '#shared/words/fitWords.ts'
import { say, wordingText } from '#shared/words/say.ts'
import type { IconName } from '../ui/icons.ts'

/** A fit in a glyph and a few words. */
export interface FitBadge {
  readonly tone: 'good' | 'warn' | 'bad' | 'neutral'
  readonly icon: IconName
  readonly text: string
}

/** "Fits, 9 % full", "May not fit, 96 % full", "21 GB short" or "Fit unknown". */
export function fitBadge(fit: Fit): FitBadge {
  const state = fitState(fit)
  if (fit.state === 'unknown') return { tone: 'neutral', icon: 'info', text: state }
  if (fit.state === 'doesNotFit') {
    const short = say('fit.short', { bytes: amount(fit.shortfall, 'bytes', { digits: 2 }) })
    return { tone: 'bad', icon: 'close', text: fit.shortfall > 0 ? short : state }
  }
  const text = fit.fullness === null ? state : say('fit.full', { state, full: percentText(fit.fullness) })
  return fit.surely ? { tone: 'good', icon: 'check', text } : { tone: 'warn', icon: 'warn', text }
}

/** Why it fits or not, and how many requests do, for a tooltip. */
export function fitTitle(fit: Fit): string {
  const held = heldText(fit)
  return [wordingText(fit.reason), ...(held === '' ? [] : [`${held}.`])].join(' ')
}
