const HAN = '\\p{Script=Han}'
const BEGINS = '[\\p{Script=Latin}\\p{Nd}%°µ×≤≥≈<>+−±(]'
const ENDS = '[\\p{Script=Latin}\\p{Nd}%°)×²³]'
const FULL_WIDTH = '[，。；：、？！（）]'
const AFTER_HAN = new RegExp(`(${HAN})(?=${BEGINS})`, 'gu')
const BEFORE_HAN = new RegExp(`(${ENDS})(?=${HAN})`, 'gu')
const NEEDLESS = new RegExp(`(?<=${FULL_WIDTH}) +| +(?=${FULL_WIDTH})`, 'gu')

/**
 * A sentence as Chinese typesetting spaces it: a space wherever Han meets Latin letters or numbers, none beside punctuation
 * that brings its own room.
 */
export function spaced(sentence: string): string {
  return sentence.replace(AFTER_HAN, '$1 ').replace(BEFORE_HAN, '$1 ').replace(NEEDLESS, '')
}
