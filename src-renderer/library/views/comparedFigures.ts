import { modelLevel, type HardwareProfile, type MemoryLevel } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { cacheGrowthPerToken, countParameters } from '#shared/domain/parameters.ts'
import { weightBytes } from '#shared/domain/weights/weightBytes.ts'
import type { Grade, Source } from '#shared/domain/provenance.ts'
import { formatDelta, formatText } from '#shared/units/format.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { figureGroups, shownValue } from '../figures/figureRows.ts'
import { layerCount } from '#shared/domain/modelShape.ts'
import { layerRows, sizeRows } from '../profile/modelFacts.ts'

/** Values that differ by less are the same. */
const SAME = 0.005

/** One figure of one profile. */
export interface ComparedCell {
  /** SI; null: unknown, absent, or words. */
  readonly value: number | null
  readonly text: string
  /** What the row's label leaves open: "HBM3e", "NVLink 5". */
  readonly aside: string | null
  readonly grade: Grade | null
  /** What is said of it on hover and focus: grade, source, notes. One a line. */
  readonly details: readonly string[]
  /** Against the first profile: "1.67×", "−20 %"; empty where there is nothing to say. */
  readonly ratio: string
  /** The best of its row, where one is better than another. */
  readonly best: boolean
}

/** A figure of all compared profiles. */
export interface ComparedRow {
  readonly key: string
  readonly label: string
  readonly cells: readonly ComparedCell[]
  readonly differs: boolean
}

/** Rows under one heading. */
export interface ComparedGroup {
  readonly title: string
  readonly rows: readonly ComparedRow[]
}

type Better = 'more' | 'less' | null

/** A cell before it is compared. */
interface RawCell extends Pick<ComparedCell, 'value' | 'text' | 'aside' | 'grade' | 'details'> {
  readonly dimension: Dimension | null
}

/** A row before it is compared: cells by the index of their profile. */
interface RawRow {
  readonly key: string
  readonly label: string
  readonly better: Better
  readonly cells: Map<number, RawCell>
}

const ABSENT: RawCell = {
  value: null,
  text: '–',
  aside: null,
  grade: null,
  details: ['Not part of it'],
  dimension: null,
}
const LINKS: Readonly<Record<string, string>> = {
  'scaleUp.bandwidth': 'Scale-up bandwidth',
  'scaleOut.bandwidth': 'Scale-out bandwidth',
  'hostLink.bandwidth': 'Host link bandwidth',
}
const LESS = /^(?:power|price)\.|\.energyPerByte$/
const NEITHER = /^(?:year|dieArea|mesh\.|other\.)|\.domain$/

/** Every figure of two to four devices, side by side; the level that holds a model stands in one row, whatever it is. */
export function compareDevices(profiles: readonly HardwareProfile[]): readonly ComparedGroup[] {
  const groups = new Map<string, Map<string, RawRow>>()
  for (const [index, profile] of profiles.entries()) {
    const held = modelLevel(profile)
    for (const group of figureGroups(profile)) {
      const rows = groups.get(group.title) ?? new Map<string, RawRow>()
      groups.set(group.title, rows)
      for (const { key, label, figure, dimension, shows, source, aside } of group.rows) {
        const place = placeOf(key, label, held)
        const known = rows.get(place.key)
        const row: RawRow = known ?? { ...place, better: betterOf(place.key), cells: new Map() }
        if (!known) rows.set(place.key, row)
        row.cells.set(index, {
          value: figure.value,
          text: figure.value === null ? 'unknown' : shows.unit === '' ? shows.text : `${shows.text}\u00a0${shows.unit}`,
          aside: place.aside ?? (key in LINKS ? label : aside),
          grade: figure.grade,
          details: [
            ...(figure.grade ? [`Grade: ${figure.grade}`] : []),
            source?.title ?? 'No source',
            ...(figure.published === undefined ? [] : [`As printed: ${figure.published}`]),
            ...(figure.note === undefined ? [] : [figure.note]),
            ...(figure.alternatives ?? []).map((other) => {
              const shown = shownValue(key, other.value, dimension)
              return `Also on record: ${shown.text}\u00a0${shown.unit}, ${other.grade}`
            }),
          ],
          dimension,
        })
      }
    }
  }
  return [...groups].map(([title, rows]) => ({ title, rows: compared([...rows.values()], profiles.length) }))
}

/** Sizes of two to four models side by side: counted, published, their cache and their layers. */
export function compareModels(profiles: readonly ModelProfile[]): readonly ComparedGroup[] {
  const rows = new Map<string, RawRow>()
  const layers = new Map<string, RawRow>()
  const put = (into: Map<string, RawRow>, index: number, key: string, better: Better, cell: RawCell) => {
    const row = into.get(key) ?? { key, label: key, better, cells: new Map<number, RawCell>() }
    into.set(key, row)
    row.cells.set(index, cell)
  }
  for (const [index, model] of profiles.entries()) {
    const { total, active } = countParameters(model)
    const origin = dimensionDetails(model)
    const { grade } = model.dimensions
    const counted = (key: string, value: number, dimension: Dimension, better: Better = null) =>
      put(rows, index, key, better, {
        value,
        text: formatText(value, dimension),
        aside: null,
        grade,
        details: origin,
        dimension,
      })
    counted('Parameters, total, counted', total, 'parameters')
    counted('Parameters, active, counted', active, 'parameters')
    for (const { label, published, publishedText, source } of sizeRows(model)) {
      const context = label.startsWith('Context')
      put(rows, index, context ? label : `${label}, published`, context ? 'more' : null, {
        value: published.value,
        text: published.value === null ? 'unknown' : publishedText,
        aside: null,
        grade: published.grade,
        details: [
          ...(published.grade ? [`Grade: ${published.grade}`] : []),
          source?.title ?? 'No source',
          ...(published.note === undefined ? [] : [published.note]),
        ],
        dimension: context ? 'tokens' : 'parameters',
      })
    }
    counted('KV cache per token, BF16', cacheGrowthPerToken(model, 'bf16', 'filling'), 'bytes', 'less')
    counted('Weights, BF16', weightBytes(model, 'bf16'), 'bytes')
    counted('Layers', layerCount(model), 'count')
    counted('Hidden size', model.hiddenSize, 'count')
    counted('Vocabulary', model.vocabularySize, 'count')
    if (model.year !== null) counted('Year', model.year, 'count')
    const words = (key: string, text: string) =>
      put(layers, index, key, null, { value: null, text, aside: null, grade, details: origin, dimension: null })
    words('Weights published in', model.nativeFormat ?? 'unknown')
    for (const [place, row] of layerRows(model).entries()) {
      words(`Layers, group ${place + 1}`, `${row.count} ${row.mixer}, ${row.feedForward.toLowerCase()}`)
    }
  }
  return [
    { title: 'Sizes', rows: compared([...rows.values()], profiles.length) },
    { title: 'Layers', rows: compared([...layers.values()], profiles.length) },
  ]
}

/** Rows that differ alone; groups without any are left out. */
export function differencesOnly(groups: readonly ComparedGroup[]): readonly ComparedGroup[] {
  return groups
    .map(({ title, rows }) => ({ title, rows: rows.filter(({ differs }) => differs) }))
    .filter(({ rows }) => rows.length > 0)
}

function compared(rows: readonly RawRow[], count: number): readonly ComparedRow[] {
  return rows.map(({ key, label, better, cells }) => {
    const raw = Array.from({ length: count }, (_, index) => cells.get(index) ?? ABSENT)
    const first = raw[0]?.value ?? null
    const values = raw.flatMap(({ value }) => (value === null ? [] : [value]))
    const differs = raw.some((cell) => differ(cell, raw[0] ?? ABSENT))
    const best =
      better === null || values.length < 2 ? null : better === 'more' ? Math.max(...values) : Math.min(...values)
    // Equal values have no best among them.
    const spread = values.length > 1 && Math.max(...values) - Math.min(...values) > SAME * Math.max(...values)
    return {
      key,
      label,
      differs,
      cells: raw.map(({ value, text, aside, grade, details, dimension }, index) => ({
        value,
        text,
        aside,
        grade,
        details,
        ratio:
          index === 0 || key === 'year' || key === 'Year' || dimension === null
            ? ''
            : ratioText(value, first, dimension),
        best: spread && value !== null && best !== null && Math.abs(value - best) <= SAME * best,
      })),
    }
  })
}

function differ(one: RawCell, other: RawCell): boolean {
  if (one.value === null || other.value === null) return one.text !== other.text
  return Math.abs(one.value - other.value) > SAME * Math.max(one.value, other.value)
}

function ratioText(value: number | null, first: number | null, dimension: Dimension): string {
  if (value === null || first === null || Math.abs(value - first) <= SAME * Math.max(value, first)) return ''
  return formatDelta(value, first, dimension).text
}

function placeOf(key: string, label: string, held: MemoryLevel): { key: string; label: string; aside: string | null } {
  const link = LINKS[key]
  if (link !== undefined) return { key, label: link, aside: null }
  const [part, level, last = ''] = key.split('.')
  if (part !== 'memory' || held.id !== level) return { key, label, aside: null }
  const word = last === 'energyPerByte' ? 'energy' : last
  return { key: `memory.model.${last}`, label: `Model memory ${word}`, aside: held.name }
}

function betterOf(key: string): Better {
  if (NEITHER.test(key)) return null
  return LESS.test(key) ? 'less' : 'more'
}

function dimensionDetails({ dimensions, sources }: ModelProfile): readonly string[] {
  const source: Source | undefined = dimensions.source === null ? undefined : sources[dimensions.source]
  return [
    `From the dimensions, ${dimensions.grade}`,
    source?.title ?? 'No source',
    ...(dimensions.note === undefined ? [] : [dimensions.note]),
  ]
}
