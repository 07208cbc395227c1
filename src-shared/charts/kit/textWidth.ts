/** Advance widths of IBM Plex Sans in thousandths of the font size: the width, and the characters that have it. */
const ADVANCES: readonly (readonly [number, string])[] = [
  [0, '\u00ad'],
  [118, '\u2009\u202f'],
  [236, ' \u00a0'],
  [242, "'"],
  [250, 'ijìíîï'],
  [272, ',.l‘’'],
  [284, '!¡:;'],
  [314, '|[]f·()'],
  [343, '{}²³t¹'],
  [367, 'r'],
  [383, '/\\•'],
  [399, '-ªº'],
  [400, 'IÌÍÎÏ'],
  [419, '"'],
  [450, '*z'],
  [468, '°“”?®'],
  [487, 's'],
  [500, 'vyýÿcçxLJ¢'],
  [500, '\u2002'],
  [528, 'kg«»aàáâãäå'],
  [549, 'eèéêë'],
  [560, 'Foòóôõö_ð'],
  [568, 'hnuñøùúûüTµ'],
  [580, 'ZbdpqþSEÈÉÊË§'],
  [593, 'YÝ£–'],
  [600, '$+0123456789<=>^`~¬±×÷−≤≥≈¥PÞV'],
  [613, 'XCÇ€'],
  [640, 'KRAÀÁÂÃÄÅßB'],
  [671, 'DÐUÙÚÛÜ'],
  [694, '&GOQÒÓÔÕÖØHNÑ'],
  [713, '#Ω'],
  [768, 'wM∞©—'],
  [803, '…→←↑↓'],
  [873, 'mæ¼½¾'],
  [927, '@W%Æ'],
]
const BY_CHARACTER: ReadonlyMap<string, number> = new Map(
  ADVANCES.flatMap(([advance, characters]) => [...characters].map((character) => [character, advance / 1000])),
)
/** Letters with accents and whatever else is no wider than most letters. */
const ORDINARY = 0.6
/** Han, kana, hangul and full-width forms stand on a square of the font size, as do most pictures. */
const SQUARE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
/** How much wider the semi-bold face is; single letters differ. */
const BOLD = 1.04

/** Kerning and hinting make a line a little wider or narrower. */
const AMPLE = 1.015

/**
 * Width of a line of text as charts set it, close enough to keep labels apart: Latin by the advances of IBM Plex Sans,
 * Han on squares.
 * @param size pixels
 */
export function textWidth(text: string, size: number, bold = false): number {
  let em = 0
  for (const character of text) em += BY_CHARACTER.get(character) ?? (SQUARE.test(character) ? 1 : ORDINARY)
  return em * size * (bold ? BOLD : 1) * AMPLE
}

/** The text, or its beginning with an ellipsis where it is wider than the room. @param room pixels */
export function shortened(text: string, room: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= room) return text
  const kept = [...text]
  while (kept.length > 1 && textWidth(`${kept.join('')}…`, size, bold) > room) kept.pop()
  return `${kept.join('').trimEnd()}…`
}

/** A name on two lines. */
type Broken = readonly [first: string, second: string]

/** At spaces, behind hyphens and between Han characters. */
function naturalBreaks(characters: readonly string[]): Broken[] {
  return characters.flatMap((at, index): Broken[] => {
    const before = characters[index - 1]
    if (before === undefined) return []
    const first = characters.slice(0, index).join('')
    if (/\s/.test(at) && at !== '\u00a0') return [[first, characters.slice(index + 1).join('')]]
    const isHan = SQUARE.test(before) && SQUARE.test(at) && !/[，。；：、）]/u.test(at)
    return before === '-' || isHan ? [[first, characters.slice(index).join('')]] : []
  })
}

/** Within a word, where a syllable may begin: a consonant before a vowel, three letters from both ends. */
function hyphenations(characters: readonly string[]): Broken[] {
  const is = (index: number, kind: RegExp): boolean => kind.test(characters[index] ?? '')
  return characters.flatMap((_, index): Broken[] => {
    const isInWord = [-3, -2, -1, 0, 1, 2].every((step) => is(index + step, /\p{Script=Latin}/u))
    const begins = is(index, /[^aeiouy]/i) && is(index + 1, /[aeiouy]/i)
    return isInWord && begins ? [[`${characters.slice(0, index).join('')}-`, characters.slice(index).join('')]] : []
  })
}

/**
 * Breaks a name over at most two lines that are no wider than their room: at a space, behind a hyphen, between Han
 * characters, else within a word. A line that is still too wide ends in an ellipsis.
 * @param room pixels
 */
export function inTwoLines(name: string, room: number, size: number): string {
  if (textWidth(name, size) <= room) return name
  const widest = (lines: Broken): number => Math.max(...lines.map((line) => textWidth(line, size)))
  const characters = [...name]
  const narrowest = (breaks: readonly Broken[]): Broken | undefined =>
    breaks.toSorted((one, two) => widest(one) - widest(two))[0]
  const natural = narrowest(naturalBreaks(characters))
  if (natural && widest(natural) <= room) return natural.join('\n')
  const best = narrowest([...(natural ? [natural] : []), ...hyphenations(characters)])
  return best ? best.map((line) => shortened(line, room, size)).join('\n') : shortened(name, room, size)
}

/** Text in lines no wider than their room, broken at spaces and between Han characters. @param room pixels */
export function wrapped(text: string, room: number, size: number, bold = false): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(
    /[^\s\u2e80-\u9fff\uff00-\uff60]+\s*|[\u2e80-\u9fff\uff00-\uff60][，。；：、）]*|\s+/gu,
  ) ?? []) {
    if (line !== '' && textWidth((line + piece).trimEnd(), size, bold) > room) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  return [...lines, line.trimEnd()].filter((each) => each !== '').map((each) => shortened(each, room, size, bold))
}
