/** Times a value in this unit gives SI, by the unit in lower case; percent gives a share of 1. */
const FACTORS: ReadonlyMap<string, number> = new Map([
  ...prefixed(
    ['second', 's'],
    [
      ['n', 1e-9],
      ['u', 1e-6],
      ['m', 1e-3],
      ['', 1],
    ],
  ),
  ...prefixed(
    ['byte', 'byte/second', 'byte/s', 'hz'],
    [
      ['', 1],
      ['k', 1e3],
      ['m', 1e6],
      ['g', 1e9],
      ['t', 1e12],
    ],
  ),
  ['%', 0.01],
  ['', 1],
])

function prefixed(
  units: readonly string[],
  prefixes: readonly (readonly [prefix: string, factor: number])[],
): readonly (readonly [string, number])[] {
  return units.flatMap((unit) => prefixes.map(([prefix, factor]) => [`${prefix}${unit}`, factor] as const))
}

/** A value as Nsight Compute prints it, with its unit, in SI: "13,485", "2.33" of Mbyte. Null: "n/a", or no such unit. */
export function valueOf(text: string, unit: string): number | null {
  if (!/^-?[\d,]*\.?\d+(?:e[+-]?\d+)?$/i.test(text)) return null
  const factor = FACTORS.get(unit.toLowerCase())
  return factor === undefined ? null : Number(text.replaceAll(',', '')) * factor
}
