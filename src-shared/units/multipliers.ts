import type { Unit } from './unit.ts'

/** Multipliers that people type after a plain number or an amount of money: 2k, 1.5M, $30k, 2 thousand. */
export const MULTIPLIERS: readonly Unit[] = [
  { symbol: 'k', factor: 1e3, aliases: ['K', 'thousand'] },
  { symbol: 'M', factor: 1e6, aliases: ['million'] },
  { symbol: 'B', factor: 1e9, aliases: ['G', 'billion'] },
  { symbol: 'T', factor: 1e12, aliases: ['trillion'] },
]
