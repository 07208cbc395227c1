import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { LIMITS, type LimitName } from '#shared/domain/limits.ts'
import type { Dimension } from '#shared/units/quantity.ts'

const DOMAIN = fileURLToPath(new URL('../../src-shared/domain', import.meta.url))

/** What the sources say of one `z.strictObject({ … })`. */
export interface SaidOfObject {
  /** Name of the schema without its ending, where the object is one: `workloadSchema` → `workload`; null: it stands inside another. */
  readonly name: string | null
  /** The doc comment of the schema; empty: none. */
  readonly about: string
  readonly fields: ReadonlyMap<string, SaidOfField>
}

/** What the sources say of a field. */
export interface SaidOfField {
  /** Its doc comment; empty: it has none. */
  readonly about: string
  /** “watts”; empty: it is no number, or one without a unit. */
  readonly unit: string
}

/** What a number is measured in, as a reader of the schema sees it; empty: it is a plain number. */
const UNITS: Readonly<Record<Dimension, string>> = {
  bytes: 'bytes',
  bytesPerSecond: 'bytes per second',
  flops: 'FLOP',
  flopsPerSecond: 'FLOP/s',
  flopsPerByte: 'FLOP per byte',
  seconds: 'seconds',
  months: 'months',
  years: 'years',
  hertz: 'hertz',
  watts: 'watts',
  joules: 'joules',
  joulesPerByte: 'joules per byte',
  dollars: 'US dollars',
  dollarsPerHour: 'US dollars per hour',
  dollarsPerKilowattHour: 'US dollars per kWh',
  kilograms: 'kilograms of CO2 equivalent',
  kilogramsPerKilowattHour: 'kilograms of CO2 equivalent per kWh',
  tokens: 'tokens',
  tokensPerSecond: 'tokens per second',
  parameters: 'parameters',
  share: 'a share, 1 is all',
  count: '',
  area: 'mm²',
}

/** Objects are known by their fields in order: what the sources write is what zod keeps. */
export const fieldsKey = (fields: readonly string[]): string => fields.join(' ')

/**
 * The doc comments of every object the domain's schemas are made of, so that a field is described where it is defined.
 * @returns by the object's fields, see `fieldsKey`; objects of equal fields share what they say where they agree
 */
export function domainComments(): ReadonlyMap<string, SaidOfObject> {
  const found = new Map<string, SaidOfObject>()
  const files = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => name.endsWith('.ts')).toSorted()) {
    const source = ts.createSourceFile(
      file,
      readFileSync(path.join(DOMAIN, file), 'utf8'),
      ts.ScriptTarget.ESNext,
      true,
    )
    const look = (node: ts.Node): void => {
      const literal = objectOf(node)
      if (literal) add(found, literal)
      ts.forEachChild(node, look)
    }
    look(source)
  }
  return found
}

/** The fields of `z.strictObject({ … })`. */
function objectOf(node: ts.Node): ts.ObjectLiteralExpression | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null
  const [fields] = node.arguments
  const isStrict = node.expression.name.text === 'strictObject'
  return isStrict && fields && ts.isObjectLiteralExpression(fields) ? fields : null
}

function add(found: Map<string, SaidOfObject>, literal: ts.ObjectLiteralExpression): void {
  const fields = new Map<string, SaidOfField>()
  for (const property of literal.properties) {
    if (!property.name || !ts.isIdentifier(property.name)) continue
    const initializer = ts.isPropertyAssignment(property) ? property.initializer : property.name
    fields.set(property.name.text, { about: docOf(property), unit: unitOf(initializer) })
  }
  const owner = ownerOf(literal)
  const key = fieldsKey([...fields.keys()])
  const name = owner === null ? null : owner.name.replace(/Schema$/, '')
  const said: SaidOfObject = { name, about: owner === null ? '' : docOf(owner.node), fields }
  const known = found.get(key)
  found.set(key, known === undefined ? said : common(known, said))
}

/** What two objects of the same fields agree in. */
function common(left: SaidOfObject, right: SaidOfObject): SaidOfObject {
  const agreed = (one: string, other: string | undefined): string => (one === other ? one : '')
  const fields = [...left.fields].map(([field, { about, unit }]) => {
    const other = right.fields.get(field)
    return [field, { about: agreed(about, other?.about), unit: agreed(unit, other?.unit) }] as const
  })
  const name = left.name === right.name ? left.name : null
  return { name, about: agreed(left.about, right.about), fields: new Map(fields) }
}

/** The statement or function an object is the schema of; null: it stands in a field of another. */
function ownerOf(literal: ts.Node): { readonly name: string; readonly node: ts.Node } | null {
  for (let node = literal.parent; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isPropertyAssignment(node)) return null
    if (ts.isFunctionDeclaration(node) && node.name) return { name: node.name.text, node }
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      return { name: node.name.text, node: node.parent.parent }
    }
  }
  return null
}

/** A doc comment as running text, without its tags. */
function docOf(node: ts.Node): string {
  const [last] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).toReversed()
  const text = last === undefined ? '' : (ts.getTextOfJSDocComment(last.comment) ?? '')
  return text.replaceAll(/\s+/g, ' ').replaceAll('`', '').trim()
}

/** The unit of a field whose schema names its limit. */
function unitOf(initializer: ts.Node): string {
  const [, name = ''] = /\w+Within\('([\w.]+)'\)/.exec(initializer.getText()) ?? []
  // Of an object inside, the units stand with its own fields.
  if (!Object.hasOwn(LIMITS, name) || initializer.getText().includes('strictObject')) return ''
  return UNITS[LIMITS[name as LimitName].dimension]
}
