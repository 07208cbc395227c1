import { COVERED_FIGURES, SURROUNDING_PARTS, type Cover, type Covers } from '../domain/covers.ts'
import type { NamedFigure } from '../domain/figures.ts'
import { say } from './say.ts'
import { labelled, withSemicolons } from './joined.ts'

const NAMES = { host: 'cover.host', network: 'cover.network', rack: 'cover.rack' } as const
const PERHAPS = { host: 'cover.perhapsHost', network: 'cover.perhapsNetwork', rack: 'cover.perhapsRack' } as const
const LABELS = {
  'power.board': 'figure.boardPower',
  'power.provisioned': 'figure.provisionedPower',
  'power.idle': 'figure.idlePower',
  'power.host': 'figure.hostPower',
  'power.network': 'figure.networkPower',
  'price.purchase': 'figure.purchasePrice',
  'price.rental': 'figure.rentalPrice',
  'price.host': 'figure.hostPrice',
  'price.network': 'figure.networkPrice',
  'price.rack': 'figure.rackPrice',
} as const
/** Path of a power or price. */
export type PaidOrDrawn = keyof typeof LABELS

/** "board alone, without host, network and rack", "server with host, without network and rack", "system, all in". */
export function coverWords(cover: Cover): string {
  const { of } = cover
  const held = SURROUNDING_PARTS.filter((part) => cover[part] === true).map((part) => say(NAMES[part]))
  const missing = SURROUNDING_PARTS.filter((part) => cover[part] !== true).map((part) =>
    say(cover[part] === null ? PERHAPS[part] : NAMES[part]),
  )
  if (missing.length === 0) return say('cover.all', { of })
  return held.length === 0 ? say('cover.none', { of, missing }) : say('cover.some', { of, held, missing })
}

/** What several prices and powers cover: "Board power, limit: board alone, without host, network and rack; …". */
export function coversWords(covers: Covers): string {
  return withSemicolons(
    COVERED_FIGURES.flatMap((name) => {
      const cover = covers[name]
      const figure = paidOrDrawnName(`power.${name}`) ?? paidOrDrawnName(`price.${name}`) ?? name
      return cover === undefined ? [] : [labelled(figure, coverWords(cover))]
    }),
  )
}

/** Why a figure of what stands around a device is what it is, where the profile holds none and it was worked out. */
export function workedOutWords({ path, figure }: Pick<NamedFigure, 'path' | 'figure'>): string {
  if (path.startsWith('price.')) return say('figure.aroundWafer')
  if (path === 'power.network') return say('figure.networkOfBoard')
  return say(figure.grade === 'estimate' ? 'figure.ofMachine' : 'figure.hostOfBoard')
}

/** A power or price of a profile by its path: "Board power, limit"; null: it is neither. */
export function paidOrDrawnName(path: string): string | null {
  return Object.hasOwn(LABELS, path) ? say(LABELS[path as PaidOrDrawn]) : null
}
