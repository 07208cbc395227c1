import type { BriefFieldWords } from '../../domain/wording.ts'
import type { MessagesOf } from '../message.ts'

/** Why a field of the brief is not read or set, and what would do. */
export const briefFields: MessagesOf<BriefFieldWords> = {
  'briefField.unknown': 'A brief has no “{path}”; did you mean “{nearest}”?',
  'briefField.alternative':
    'The brief has no alternative “{named}”; {known, select, none {it has none yet} other {it has {known}}}.',
  'briefField.part': '“{path}” has parts of its own: set one of them, such as “{nearest}”.',
  'briefField.fixed': '“{path}” is not set by hand: add an alternative, or remove it and add another.',
  'briefField.missing': '“{path}” is part of something the brief does not have yet: “{owner}” is empty.',
  'briefField.needed': '“{path}” cannot be empty: enter a value.',
  'briefField.number': '“{path}”: {why}',
  'briefField.range': '“{path}” is written as a value, or as value (low..high) with the value between them.',
  'briefField.plain': '“{path}” is one number without a range: enter the value alone.',
  'briefField.choice': '“{path}” is one of {choices}.',
  'briefField.date': '“{path}” is a date such as 2026-11-20.',
  'briefField.long': '“{path}” takes at most {most, number} characters.',
}
