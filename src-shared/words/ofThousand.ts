import { formatNumber } from '../units/format.ts'

/** Draws of a thousand that a share is: what odds are said in, wherever they are. */
export function ofThousand(share: number): number {
  return Math.round(share * 1000)
}

/** "699" */
export function ofThousandText(share: number): string {
  return formatNumber(ofThousand(share), { digits: 4, trim: true })
}
