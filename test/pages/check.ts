/**
 * Looks at finished pages as a reader would: words over one another, words past the type area, words on dark lines, and
 * pages that stand empty.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withoutText } from './withoutText.ts'
import { pagesOf, picturesOf, type Page, type Picture, type Word } from './words.ts'

/** What is wrong on a page. */
export interface PageFault {
  /** From 1. */
  readonly page: number
  readonly kind: 'overlap' | 'outside' | 'margin' | 'line' | 'blank'
  /** The words concerned, or how much stands empty. */
  readonly what: string
}

/** Points from the edge of the page to where words may stand at the sides, and to the body above and below. */
const MARGIN = 51
const HEAD = 50
const FOOT = 56
/** Share of the lesser word's box from which two words are over one another. */
const OVERLAP = 0.12
/** Shares of a word's box that are dark under it: less is a speck, more is a fill it is meant to stand on. */
const LINE = { least: 0.03, most: 0.8 }
/** Points: letters of this height are headlines, which nothing runs through. */
const LARGE = 14
const DARK = 150
const PAPER = 245
/** Share of the body in one empty run. */
const EMPTY = 0.4

const POINTS_PER_INCH = 72
const FINE = 144

/** A report, and the same pages without some of its words. */
export interface CheckedPages {
  readonly pdf: Uint8Array
  /** Without slanted words in figures, such as names along a roof: their upright boxes hold the line they stand over. */
  readonly upright?: Uint8Array
  /** Without any words in figures, whose halos would hide what a label covers. */
  readonly bare?: Uint8Array
}

/** The faults of a PDF's pages. */
export function pageFaults({ pdf, upright = pdf, bare = pdf }: CheckedPages): {
  pages: number
  faults: PageFault[]
} {
  const folder = mkdtempSync(join(tmpdir(), 'memwall-check-'))
  try {
    const file = join(folder, 'pages.pdf')
    const shapesFile = join(folder, 'shapes.pdf')
    writeFileSync(file, pdf)
    writeFileSync(shapesFile, withoutText(bare))
    const uprightFile = join(folder, 'upright.pdf')
    writeFileSync(uprightFile, upright)
    const pages = pagesOf(uprightFile)
    const whole = picturesOf(file, POINTS_PER_INCH)
    const shapes = picturesOf(shapesFile, FINE)
    const faults = pages.flatMap((page, index) => {
      const found = [
        ...placesWrong(page),
        ...overlaps(page.words),
        ...onLines(page.words, shapes[index]),
        ...blank(whole[index]),
      ]
      return found.map((fault) => ({ page: index + 1, ...fault }))
    })
    return { pages: pages.length, faults }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Found = Omit<PageFault, 'page'>

function placesWrong({ width, height, words }: Page): Found[] {
  return words.flatMap((word): Found[] => {
    if (word.left < -0.5 || word.right > width + 0.5 || word.top < 0 || word.bottom > height) {
      return [{ kind: 'outside', what: word.text }]
    }
    const past = word.left < MARGIN - 0.8 || word.right > width - MARGIN + 0.8
    return past ? [{ kind: 'margin', what: `${word.text} ${Math.round(word.left)}–${Math.round(word.right)}` }] : []
  })
}

function overlaps(words: readonly Word[]): Found[] {
  return words.flatMap((one, index) =>
    words.slice(index + 1).flatMap((other): Found[] => {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
      const lesser = Math.min(areaOf(one), areaOf(other))
      return across > 0.6 && down > 0.8 && across * down > OVERLAP * lesser
        ? [{ kind: 'overlap', what: `${one.text} × ${other.text}` }]
        : []
    }),
  )
}

const areaOf = ({ left, top, right, bottom }: Word): number => (right - left) * (bottom - top)

function onLines(words: readonly Word[], shapes: Picture | undefined): Found[] {
  if (!shapes) return []
  const scale = FINE / POINTS_PER_INCH
  return words.flatMap((word): Found[] => {
    if (word.text.length < 2 || word.bottom - word.top >= LARGE) return []
    const dark = darkness(shapes, {
      left: Math.floor(word.left * scale) + 1,
      top: Math.floor(word.top * scale) + 1,
      right: Math.floor(word.right * scale),
      bottom: Math.floor(word.bottom * scale),
    })
    return dark > LINE.least && dark < LINE.most
      ? [{ kind: 'line', what: `${word.text} ${Math.round(100 * dark)} %` }]
      : []
  })
}

/** Share of dark dots in a box. */
function darkness(
  { width, height, dots }: Picture,
  box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
): number {
  let dark = 0
  let all = 0
  for (let y = Math.max(0, box.top); y < Math.min(height, box.bottom); y++) {
    for (let x = Math.max(0, box.left); x < Math.min(width, box.right); x++) {
      all++
      if ((dots[y * width + x] ?? 255) < DARK) dark++
    }
  }
  return all === 0 ? 0 : dark / all
}

function blank(picture: Picture | undefined): Found[] {
  if (!picture) return []
  const { width, height, dots } = picture
  let longest = 0
  let run = 0
  const rows = height - FOOT - HEAD
  for (let y = HEAD; y < height - FOOT; y++) {
    const printed = dots.subarray(y * width, (y + 1) * width).some((dot) => dot < PAPER)
    run = printed ? 0 : run + 1
    longest = Math.max(longest, run)
  }
  const share = longest / rows
  return share > EMPTY ? [{ kind: 'blank', what: `${Math.round(100 * share)} %` }] : []
}
