import type { DimensionUnits, Unit } from './unit.ts'

const DECIMAL = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const

/** Decimal units of bytes or bytes/s: kB = 1e3. `suffix` is '' or '/s'. */
function decimal(suffix: string): readonly Unit[] {
  return DECIMAL.map((prefix, index) => ({
    symbol: `${prefix}B${suffix}`,
    factor: 1000 ** index,
    printed: true,
    aliases: aliases(prefix === 'k' ? ['kB', 'KB'] : [`${prefix}B`], suffix, prefix === '' ? ['bytes', 'byte'] : []),
  }))
}

/** Binary units: GiB = 2^30. Understood when typed, printed on demand. */
function binary(suffix: string): readonly Unit[] {
  return BINARY.slice(1).map((prefix, index) => ({
    symbol: `${prefix}B${suffix}`,
    factor: 1024 ** (index + 1),
    aliases: aliases([`${prefix}B`], suffix, []),
  }))
}

/** "/s" may be typed as "ps" or "/sec": GBps. */
function aliases(stems: readonly string[], suffix: string, words: readonly string[]): readonly string[] {
  const endings = suffix === '' ? [''] : ['/s', 'ps', '/sec', '/second']
  return [...stems, ...words].flatMap((stem) => endings.map((ending) => stem + ending))
}

/** Bits or bits/s, an eighth of the byte: link figures are often printed so. A lower-case b is a bit, always. */
function bits(suffix: string): readonly Unit[] {
  return DECIMAL.map((prefix, index) => ({
    symbol: `${prefix}b${suffix}`,
    factor: 1000 ** index / 8,
    aliases: aliases(
      prefix === 'k' ? ['kb', 'kbit', 'Kb', 'Kbit'] : [`${prefix}b`, `${prefix}bit`],
      suffix,
      prefix === '' ? ['bits'] : [],
    ),
  }))
}

/** Bytes. A bare number is refused: nobody means 80 bytes. */
export const byteUnits: DimensionUnits = {
  noun: 'a size',
  example: '80 GB or 80 GiB',
  bare: null,
  units: [...decimal(''), ...binary(''), ...bits('')],
}

/** Bytes per second. */
export const byteRateUnits: DimensionUnits = {
  noun: 'a bandwidth',
  example: '4.8 TB/s or 400 Gb/s',
  bare: null,
  units: [...decimal('/s'), ...binary('/s'), ...bits('/s')],
}
