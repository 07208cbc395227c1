import type { SourceTable } from '../domain/provenance.ts'
import { say } from '../words/say.ts'
import type { SourceMark } from './types.ts'

/** Numbers sources in the order in which they are first cited, the same source once whatever profile names it. */
export interface SourceNumbers {
  /**
   * The mark of a source.
   * @param table the profile's sources @param key the figure's source; null: none
   * @returns null when the figure names no source or one the table lacks
   */
  mark(table: SourceTable, key: string | null): SourceMark | null
}

/** A fresh numbering, for one report. */
export function sourceNumbers(): SourceNumbers {
  const numbers = new Map<string, number>()
  return {
    mark: (table, key) => {
      const source = key !== null && Object.hasOwn(table, key) ? table[key] : undefined
      if (!source) return null
      const address = source.address ?? ''
      const identity = `${source.title}\n${address}`
      const known = numbers.get(identity)
      const number = known ?? numbers.size + 1
      if (known === undefined) numbers.set(identity, number)
      const title = source.siteOnly === true ? say('register.siteOnly', { title: source.title }) : source.title
      return { number, first: known === undefined, title, address }
    },
  }
}
