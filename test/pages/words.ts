/** What is printed on the pages of a PDF: words with their places, and the pages as grey pictures. Read by poppler. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A word with the box of its letters. Points, from the upper left. */
export interface Word {
  readonly text: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A page and its words. */
export interface Page {
  readonly width: number
  readonly height: number
  readonly words: readonly Word[]
}

/** A page as a picture, one byte a dot, 0 is black. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly dots: Uint8Array
}

const MOST_OUTPUT = 256e6
/** A box from poppler goes from ascender to descender: letters are drawn in about the middle 62 % of it. */
const ABOVE = 0.2
const BELOW = 0.18
/** Of a Chinese mark. */
const HALF = 0.5

/** The pages of a PDF with their words. @param file path of the PDF */
export function pagesOf(file: string): Page[] {
  const text = execFileSync('pdftotext', ['-bbox', file, '-'], {
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return text
    .split('<page ')
    .slice(1)
    .map((page) => {
      const [, width, height] = /^width="([\d.]+)" height="([\d.]+)"/.exec(page) ?? []
      const words = page.matchAll(
        /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g,
      )
      return { width: Number(width), height: Number(height), words: [...words].flatMap(wordOf) }
    })
}

function wordOf([, left, top, right, bottom, text = '']: RegExpMatchArray): Word[] {
  const height = Number(bottom) - Number(top)
  // Half of such a mark's square is empty, and set within its neighbour's.
  const before = /^[（《「【“]/.test(text) ? height * HALF : 0
  const after = /[，。、；：！？）》」】”]$/.test(text) ? height * HALF : 0
  const word = {
    text: text.replace(/&(amp|lt|gt|quot);/g, '·').replaceAll('\u200b', ''),
    left: Number(left) + before,
    top: Number(top) + ABOVE * height,
    right: Number(right) - after,
    bottom: Number(bottom) - BELOW * height,
  }
  return word.text.trim() === '' ? [] : [word]
}

/** The pages as grey pictures. @param file path of the PDF @param dotsPerInch how fine */
export function picturesOf(file: string, dotsPerInch: number): Picture[] {
  const folder = mkdtempSync(join(tmpdir(), 'memwall-pages-'))
  try {
    execFileSync('pdftoppm', ['-r', String(dotsPerInch), '-gray', file, join(folder, 'page')], { stdio: 'ignore' })
    return readdirSync(folder)
      .toSorted()
      .map((name) => pictureOf(readFileSync(join(folder, name))))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A portable grey map. */
function pictureOf(bytes: Buffer): Picture {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 64))
  if (!head) throw new Error('This is no grey picture.')
  const [whole, width, height] = head
  return { width: Number(width), height: Number(height), dots: new Uint8Array(bytes.subarray(whole.length)) }
}
