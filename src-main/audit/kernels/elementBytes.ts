/** Bytes of an element, by what profilers call its type; the first that fits. Formats below a byte are not told by types. */
const BYTES: readonly (readonly [pattern: RegExp, bytes: number])[] = [
  [/float8|fp8|e4m3|e5m2|int8|char|uint8|byte|bool/i, 1],
  [/bfloat16|half|float16|short|int16/i, 2],
  [/complexdouble|complex128/i, 16],
  [/double|float64|long|int64|complex/i, 8],
  [/float|int/i, 4],
]

/** Bytes of an element of a type; NaN: not known. */
export function elementBytes(type: string): number {
  return BYTES.find(([pattern]) => pattern.test(type))?.[1] ?? Number.NaN
}
