/**
 * The one text form of a value: keys sorted by UTF-16 code units, two spaces of indentation, one value a line, LF line
 * ends and a final newline. Equal values give equal bytes on every platform, so files can be compared line by line and
 * hashed. The content hash of a profile is the SHA-256 of this text in UTF-8, final newline included.
 *
 * @param value plain JSON data; properties that are `undefined` are left out, as JSON does
 * @returns the canonical text
 * @throws TypeError where a value has no JSON form: NaN, an infinity, a function, a symbol, a bigint, a cycle
 */
export function canonicalJson(value: unknown): string {
  return `${write(value, '', [])}\n`
}

function write(value: unknown, indent: string, ancestors: readonly object[]): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form.`)
      // JSON.stringify prints −0 as 0 too; said here because hashes rest on it.
      return JSON.stringify(Object.is(value, -0) ? 0 : value)
    case 'object':
      return value === null ? 'null' : writeContainer(value, indent, ancestors)
    default:
      throw new TypeError(`A value of type ${typeof value} has no JSON form.`)
  }
}

function writeContainer(value: object, indent: string, ancestors: readonly object[]): string {
  if (ancestors.includes(value)) throw new TypeError('A value that contains itself has no JSON form.')
  const inner = `${indent}  `
  const path = [...ancestors, value]
  if (Array.isArray(value)) {
    const items = Array.from(value, (item: unknown) => inner + write(item, inner, path))
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`
  }
  const record = value as Readonly<Record<string, unknown>>
  const lines = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .toSorted(byCodeUnits)
    .map((key) => `${inner}${JSON.stringify(key)}: ${write(record[key], inner, path)}`)
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`
}

/** Order of two strings by UTF-16 code units: the same on every platform and in every locale. */
function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
