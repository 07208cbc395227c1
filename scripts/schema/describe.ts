import type { z } from 'zod'
import { FORBIDDEN_KEYS } from '#shared/document/scan.ts'
import { domainComments, fieldsKey, type SaidOfObject } from './comments.ts'
import { ABOUT, DESCRIPTIONS, NAMES, RENAMED } from './descriptions.ts'
import type { Json } from './json.ts'
import { RULES } from './rules.ts'

/** What describing has found so far. */
interface Work {
  readonly said: ReadonlyMap<string, SaidOfObject>
  /** The objects that have a name, by it: they become `$defs`. */
  readonly definitions: Map<string, Json>
  /** Fields of which nobody says what they are. */
  readonly undescribed: Set<string>
  readonly used: Set<string>
}

/**
 * A schema as zod writes it, with descriptions from the doc comments and the table beside, with the rules zod cannot write,
 * and with every object that has a name said once.
 * @param json what `z.toJSONSchema` made of `schema`, nothing of it shared
 * @returns the schema, and what it refers to as `#/$defs/…`
 * @throws Error that lists the fields without a description, or entries of the table that describe no field
 */
export function describeSchema(json: Json, schema: z.ZodType): { readonly schema: Json; readonly definitions: Json } {
  const work: Work = { said: domainComments(), definitions: new Map(), undescribed: new Set(), used: new Set() }
  const described = describe(json, schema, 'document', work)
  const unused = [...Object.keys(DESCRIPTIONS), ...Object.keys(RULES)].filter((key) => !work.used.has(key))
  if (work.undescribed.size > 0 || unused.length > 0) {
    throw new Error(
      [
        'Say what these fields are, in their doc comment or in scripts/schema/descriptions.ts:',
        ...work.undescribed,
        'and take these out of scripts/schema, which no field is called by any more:',
        ...unused,
      ].join('\n'),
    )
  }
  const sorted = [...work.definitions].toSorted(([left], [right]) => (left < right ? -1 : 1))
  return { schema: described, definitions: Object.fromEntries(sorted) }
}

/** @param place name of the object with the field: what the table calls it */
function describe(json: Json, schema: z.core.$ZodType, place: string, work: Work): Json {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'optional':
    case 'readonly':
      return describe(json, def.innerType, place, work)
    case 'default': {
      const { default: value, ...rest } = json
      return { ...describe(rest, def.innerType, place, work), default: value }
    }
    case 'nullable': {
      // A plain type that may be null is written as two types.
      if (!('anyOf' in json)) return json
      const [inner, none] = json['anyOf'] as readonly Json[]
      return { ...json, anyOf: [describe(inner ?? {}, def.innerType, place, work), none] }
    }
    case 'array':
      return { ...json, items: describe(json['items'] as Json, def.element, place, work) }
    case 'record':
      return {
        ...json,
        propertyNames: { ...(json['propertyNames'] as Json), not: { enum: [...FORBIDDEN_KEYS] } },
        additionalProperties: describe(json['additionalProperties'] as Json, def.valueType, place, work),
      }
    case 'union': {
      const kind = 'oneOf' in json ? 'oneOf' : 'anyOf'
      const members = (json[kind] as readonly Json[]).map((member, index) =>
        describe(member, def.options[index] as z.core.$ZodType, place, work),
      )
      return { ...json, [kind]: members }
    }
    case 'object':
      return describeObject(json, def.shape, place, work)
    default:
      return json
  }
}

function describeObject(json: Json, shape: z.core.$ZodShape, place: string, work: Work): Json {
  const key = fieldsKey(Object.keys(shape))
  const said = work.said.get(key)
  const name = NAMES[key] ?? nameOf(said)
  const owner = name ?? place
  const properties = Object.entries(json['properties'] as Readonly<Record<string, Json>>).map(([field, value]) => {
    const at = `${owner}.${field}`
    work.used.add(at)
    const child = describe(value, shape[field] as z.core.$ZodType, at, work)
    const own = said?.fields.get(field)
    const what = DESCRIPTIONS[at] ?? own?.about ?? ''
    if (what === '' && !refers(child)) work.undescribed.add(at)
    const description = withUnit(what, own?.unit ?? '')
    const ruled = RULES[at]?.(child) ?? child
    return [field, description === '' ? ruled : { description, ...ruled }] as const
  })
  const about = ABOUT[owner] ?? said?.about ?? ''
  const { type, ...rest } = json
  const whole = {
    ...(about === '' ? {} : { description: about }),
    type,
    ...rest,
    properties: Object.fromEntries(properties),
  }
  work.used.add(owner)
  const ruled = RULES[owner]?.(whole) ?? whole
  return name === null || APART.has(name) ? ruled : named(name, ruled, work.definitions)
}

function nameOf(said: SaidOfObject | undefined): string | null {
  const name = said?.name ?? null
  return name === null ? null : (RENAMED[name] ?? name)
}

/** What a field is, with its unit where the sentence does not say it: “dollars per device and year” says more. */
function withUnit(what: string, unit: string): string {
  const [stem = ''] = unit.replace(/^(?:US|a) /, '').split(/s?[ ,]|s$/)
  if (unit === '' || what.toLowerCase().includes(stem.toLowerCase())) return what
  return `${what} Unit: ${unit}.`.trim()
}

/** Something that is described where it is defined. What a figure is of stands nowhere else. */
function refers(json: Json): boolean {
  const [first] = (json['anyOf'] ?? json['oneOf'] ?? []) as readonly Json[]
  const reference = json['$ref'] ?? first?.['$ref']
  return typeof reference === 'string' && !LIMITED.has(reference.replace('#/$defs/', ''))
}

/**
 * A reference to a definition, which is made where it is not there yet. Figures differ in their limits alone: what a field
 * limits stands beside its reference.
 */
function named(name: string, json: Json, definitions: Map<string, Json>): Json {
  const reference = { $ref: `#/$defs/${name}` }
  const known = definitions.get(name)
  if (known === undefined && !LIMITED.has(name)) {
    definitions.set(name, json)
    return reference
  }
  const base = known ?? withoutLimits(json)
  definitions.set(name, base)
  if (same(base, json)) return reference
  if (!LIMITED.has(name) || !same({ ...base, properties: null }, { ...json, properties: null })) return json
  const [before, now] = [base, json].map(({ properties }) => properties as Readonly<Record<string, Json>>)
  const limits = Object.entries(now ?? {}).flatMap(([field, value]) => {
    if (same(value, before?.[field])) return []
    const { description: _said, ...limited } = value
    return [[field, limited] as const]
  })
  return { ...reference, properties: Object.fromEntries(limits) }
}

/** Objects that many fields are, each within a limit of its own. */
const LIMITED: ReadonlySet<string> = new Set(['figure', 'otherValue', 'assumed'])

/** Objects that hold something else in each place. */
const APART: ReadonlySet<string> = new Set(['embedded'])

function withoutLimits(json: Json): Json {
  const text = JSON.stringify(json, (key: string, value: unknown) =>
    key === 'minimum' || key === 'maximum' ? undefined : value === 'integer' ? 'number' : value,
  )
  return JSON.parse(text) as Json
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
