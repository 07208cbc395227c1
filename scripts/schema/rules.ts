import { FIRST_SECTIONS, MOST_EDITED_BLOCKS, REPORT_SECTIONS } from '#shared/domain/report.ts'
import { LIMITS, type Limit } from '#shared/domain/limits.ts'
import type { Json } from './json.ts'

/** A figure is known with a grade, or unknown without one. */
const GRADED: Json = {
  anyOf: [
    { properties: { value: { type: 'null' }, grade: { type: 'null' } } },
    { properties: { value: { type: 'number' }, grade: { type: 'string' } } },
  ],
}

/** Both ends, or none. */
const ENDED: Json = {
  anyOf: [
    { properties: { low: { type: 'null' }, high: { type: 'null' } } },
    { properties: { low: { type: 'number' }, high: { type: 'number' } } },
  ],
}

/** What the program checks by functions, which zod cannot write as a schema, by the field or the object it is about. */
export const RULES: Readonly<Record<string, (json: Json) => Json>> = {
  figure: (json) => ({ ...json, ...GRADED }),
  assumed: (json) => ({ ...json, allOf: [GRADED, ENDED] }),
  'scenario.hardwareOverrides': overridesWithin,
  'alternative.hardwareOverrides': overridesWithin,
  'prefillPlace.hardwareOverrides': overridesWithin,
  'scenario.ranges': rangesWithin,
  'report.sections': (json) => ({
    ...json,
    // Of items in a prefix `items` says nothing.
    prefixItems: FIRST_SECTIONS.map((section) => ({
      ...(json['items'] as Json),
      properties: { section: { const: section }, shown: { const: true } },
    })),
    allOf: REPORT_SECTIONS.map((section) => ({ contains: { properties: { section: { const: section } } } })),
  }),
  'report.texts': (json) => ({ ...json, maxProperties: MOST_EDITED_BLOCKS }),
}

/** Overrides have the limit of the figure they stand in place of; paths of no figure are kept and do nothing. */
function overridesWithin(json: Json): Json {
  const limits = patterns((name) => name.startsWith('hardware.')).map(([pattern, { least, most }]) => [
    pattern.replace('^hardware\\.', '^'),
    { type: 'number', minimum: least, maximum: most },
  ])
  return { ...json, patternProperties: Object.fromEntries(limits) }
}

function rangesWithin(json: Json): Json {
  const limits = patterns((name) => /^(?:hardware|workload|economics)\./.test(name)).map(
    ([pattern, { least, most }]) => [
      pattern,
      {
        ...(json['additionalProperties'] as Json),
        properties: { low: { minimum: least, maximum: most }, high: { minimum: least, maximum: most } },
      },
    ],
  )
  return { ...json, patternProperties: Object.fromEntries(limits) }
}

/** Limits by a pattern of the paths they hold for: ids of memory levels, links and formats of peaks stand in paths. */
function patterns(isWanted: (name: string) => boolean): readonly (readonly [pattern: string, limit: Limit])[] {
  return Object.entries<Limit>(LIMITS).flatMap(([name, limit]): (readonly [string, Limit])[] => {
    if (!isWanted(name)) return []
    if (name === 'hardware.peaks') return [['^hardware\\.peaks\\.', limit]]
    const path = name
      .replaceAll('.', '\\.')
      .replace('hardware\\.link\\.', 'hardware\\.(?:scaleUp|scaleOut|hostLink)\\.')
      .replace('hardware\\.memory\\.', 'hardware\\.memory\\.[^.]+\\.')
    return [[`^${path}$`, limit]]
  })
}
