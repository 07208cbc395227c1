import { LIMITS } from '../limits.ts'
import { readNumber } from '../readNumber.ts'
import type { Wording } from '../wording.ts'
import { entered } from './assumed.ts'
import type { Brief } from './brief.ts'
import type { FieldKind } from './fieldKinds.ts'
import type { NumberField } from './fieldLimits.ts'

/** What a text says for a field; a value of null clears it. */
export type TextRead =
  | { readonly ok: true; readonly value: unknown; readonly assumed?: true }
  | { readonly ok: false; readonly message: Wording }

/** A failure with its one sentence. */
export const refused = (message: Wording): { readonly ok: false; readonly message: Wording } => ({ ok: false, message })

/** Whether a text says that there is nothing. */
export const isClearing = (text: string): boolean => /^(?:null|none|unknown)?$/i.test(text.trim())

/** What each unit that is sold holds. */
const COVERS = {
  board: { of: 'board', host: false, network: false, rack: false },
  node: { of: 'node', host: true, network: false, rack: false },
  rack: { of: 'rack', host: true, network: false, rack: true },
  system: { of: 'system', host: true, network: false, rack: true },
  everything: { of: 'system', host: true, network: true, rack: true },
} as const

/**
 * Reads what was typed for a field of the brief.
 * @param path names the field in a failure
 */
export function readText(brief: Brief, path: string, field: FieldKind, typed: string): TextRead {
  const text = typed.trim()
  const clear = isClearing(text)
  switch (field.kind) {
    case 'number':
      return clear ? { ok: true, value: null, ...(field.assumed && { assumed: true }) } : readFigure(path, field, text)
    case 'demand':
      return refused({ code: 'briefField.needed', parameters: { path } })
    case 'text':
      if (clear) return { ok: true, value: field.empty }
      return text.length > field.most
        ? refused({ code: 'briefField.long', parameters: { path, most: field.most } })
        : { ok: true, value: text }
    case 'date':
      if (clear) return { ok: true, value: null }
      return isDate(text) ? { ok: true, value: text } : refused({ code: 'briefField.date', parameters: { path } })
    case 'flag': {
      if (/^(?:yes|true|on)$/i.test(text)) return { ok: true, value: true }
      if (/^(?:no|false|off|none)$/i.test(text)) return { ok: true, value: false }
      return notOneOf(path, ['yes', 'no'])
    }
    case 'choice':
      return field.choices.includes(text) ? { ok: true, value: text } : notOneOf(path, field.choices)
    case 'score':
      return /^[1-5]$/.test(text) ? { ok: true, value: Number(text) } : notOneOf(path, ['1', '2', '3', '4', '5'])
    case 'list':
      return readList(path, field.choices, clear ? '' : text)
    case 'alternative': {
      if (clear) return { ok: true, value: null }
      const found = brief.alternatives.find(({ id, slot }) => id === text || 'ABCDEFGH'[slot] === text.toUpperCase())
      const ids = brief.alternatives.map(({ id }) => id)
      return found ? { ok: true, value: found.id } : notOneOf(path, [...ids, 'none'])
    }
    case 'covers': {
      if (clear) return { ok: true, value: null }
      const covers = Object.hasOwn(COVERS, text) ? COVERS[text as keyof typeof COVERS] : undefined
      return covers ? { ok: true, value: { ...covers } } : notOneOf(path, [...Object.keys(COVERS), 'none'])
    }
    case 'clearable':
      return clear ? { ok: true, value: null } : notOneOf(path, ['none'])
  }
}

const notOneOf = (path: string, choices: readonly string[]): TextRead =>
  refused({ code: 'briefField.choice', parameters: { path, choices: choices.join(', ') } })

function readList(path: string, choices: readonly string[], text: string): TextRead {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  const isWrong = words.some((word) => !choices.includes(word))
  return isWrong ? notOneOf(path, choices) : { ok: true, value: [...new Set(words)] }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

const WITH_ENDS = /^(.+?)\s*\(\s*(.+?)\s*(?:\.\.\.?|…|–|\bto\b)\s*(.+?)\s*\)$/

/** A number, or a figure with its ends: "2 (1.5..3)". The ends have the unit of the value where they name none. */
function readFigure(path: string, { limit: name, assumed }: NumberField, text: string): TextRead {
  const limit = LIMITS[name]
  const [, middle, lowest, highest] = WITH_ENDS.exec(text) ?? []
  const why = (message: Wording): TextRead => refused({ code: 'briefField.number', parameters: { path, why: message } })
  const value = readNumber(middle ?? text, limit)
  if (!value.ok) return why(value.message)
  if (middle === undefined || lowest === undefined || highest === undefined) {
    return assumed ? { ok: true, value: entered(value.value), assumed: true } : { ok: true, value: value.value }
  }
  if (!assumed) return refused({ code: 'briefField.plain', parameters: { path } })
  const options = value.unit === '' ? {} : { bareUnit: value.unit }
  const [low, high] = [readNumber(lowest, limit, options), readNumber(highest, limit, options)]
  if (!low.ok) return why(low.message)
  if (!high.ok) return why(high.message)
  return low.value <= value.value && value.value <= high.value
    ? { ok: true, value: entered(value.value, low.value, high.value), assumed: true }
    : refused({ code: 'briefField.range', parameters: { path } })
}
