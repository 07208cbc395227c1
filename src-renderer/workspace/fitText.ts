import type { Fit } from '#shared/domain/result.ts'
import { percentText } from '#shared/words/text.ts'
import { formatText } from '#shared/units/format.ts'
import type { IconName } from '../ui/icons.ts'

/** A fit in a glyph and a few words. */
export interface FitBadge {
  readonly tone: 'good' | 'bad' | 'neutral'
  readonly icon: IconName
  readonly text: string
}

/** "Fits, 9 % full", "21 GB short" or "Fit unknown". */
export function fitBadge(fit: Fit): FitBadge {
  if (fit.state === 'unknown') return { tone: 'neutral', icon: 'info', text: 'Fit unknown' }
  if (fit.state === 'doesNotFit') {
    const text = fit.shortfall > 0 ? `${formatText(fit.shortfall, 'bytes', { digits: 2 })} short` : 'Does not fit'
    return { tone: 'bad', icon: 'close', text }
  }
  const full = fit.fullness === null ? '' : `, ${percentText(fit.fullness)} full`
  return { tone: 'good', icon: 'check', text: fit.placement === 'streamed' ? `Streamed${full}` : `Fits${full}` }
}
