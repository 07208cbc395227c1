import type { Dimension } from '#shared/units/quantity.ts'
import { parseQuantity } from '#shared/units/parse.ts'

/** Letters and digits of a title in lower case. */
function plain(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** What stands in parentheses or brackets, part by part: "(dense, TFLOPS)". */
function bracketed(title: string): readonly string[] {
  return [...title.matchAll(/[([]([^)\]]*)[)\]]?/g)]
    .flatMap(([, inner = '']) => inner.split(/[,;]/))
    .map((part) => part.trim())
}

/** A title taken apart: what may be its name, and what may be its unit. */
interface Parted {
  readonly stem: string
  readonly units: readonly string[]
}

/** A title without what stands in brackets, and without a last word that may be a unit: "FP16 TFLOPS", "Memory in GiB". */
function parted(title: string): readonly Parted[] {
  const bare = title
    .replace(/[([].*$/, '')
    .trim()
    .replace(/\s+per\s+(s|h)(?:ec(?:ond)?|our)$/i, '/$1')
  const inner = bracketed(title).filter((part) => part !== '')
  const last = /^(.*?)[\s_,;:–-]+(?:in[\s_]+)?([^\s_,;:]+)$/i.exec(bare)
  return [{ stem: bare, units: inner }, ...(last ? [{ stem: last[1] ?? '', units: [last[2] ?? '', ...inner] }] : [])]
}

/** Words that tell of a column what its name already does. */
const NOISE: ReadonlySet<string> = new Set([
  ...[
    'peak',
    'max',
    'maximum',
    'theoretical',
    'dense',
    'performance',
    'compute',
    'throughput',
    'rate',
    'tensor',
    'core',
  ],
  ...['cores', 'matrix', 'gpu', 'device', 'per', 'card', 'chip', 'installed'],
])

function withoutNoise(stem: string): string {
  return stem
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => !NOISE.has(word))
    .join('')
}

/** A column by its title, with what may be its unit. */
export interface TitledColumn {
  readonly column: string
  readonly units: readonly string[]
  /** The title is that of the column to the letter, and not only in what it means. */
  readonly exact: boolean
}

/**
 * The column a title means; null: it is nobody's.
 * @param names for each column the titles it may have, without spaces and punctuation
 */
export function columnOfTitle(title: string, names: Readonly<Record<string, readonly string[]>>): TitledColumn | null {
  const find = (word: string): string | undefined => Object.keys(names).find((name) => names[name]?.includes(word))
  const parts = parted(title)
  for (const exact of [true, false]) {
    for (const { stem, units } of parts) {
      const column = find(exact ? plain(stem) : withoutNoise(stem))
      if (column !== undefined) return { column, units, exact }
    }
  }
  return null
}

/** Spellings of units that only titles have. */
const IN_TITLES: readonly (readonly [RegExp, string])[] = [
  [/^in\s+/i, ''],
  [/\s*per\s+second$/i, '/s'],
  [/\s*per\s+hour$/i, '/h'],
  [/(?<=[KMGTP]i?)bytes?(?![a-z])/gi, 'B'],
  [/(?<=^[kMGTP])FLOPS?\/s(?:ec)?$/i, 'FLOPS'],
  [/^([TP])F$/, '$1FLOPS'],
  [/^US\$/i, '$'],
]

/**
 * The unit a title gives its column: the first of what may be one that is a unit of what the column holds.
 * @returns its symbol; `problem`: why what looks like a unit is none; null for both: the title has nothing like it
 */
export function titleUnit(
  units: readonly string[],
  dimension: Dimension,
): { readonly symbol: string | null; readonly problem: string | null } {
  let problem: string | null = null
  for (const text of units) {
    const spelling = IN_TITLES.reduce((unit, [pattern, usual]) => unit.replace(pattern, usual), text)
    const read = parseQuantity(`1 ${spelling}`, dimension)
    if (read.ok && read.unit !== '') return { symbol: read.unit, problem: null }
    if (!read.ok && (read.reason === 'wrong-dimension' || read.reason === 'ambiguous-unit')) problem ??= read.message
  }
  return { symbol: null, problem }
}
