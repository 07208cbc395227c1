import { message } from '../message.ts'

/** What a change of a column brought with it. */
export const columns = {
  'action.undo': message('Undo'),
  'origin.scenario': message('set in this scenario'),
  'columns.before': message('before'),
  'columns.asMany': message<{ letter: string; devices: number; device: string; other: string }>(
    '{letter} has {devices} × {device}, as many devices as {other}.',
  ),
  'columns.otherNumber': message<{
    letter: string
    devices: number
    device: string
    before: number
    other: string
    why: string
  }>(
    '{letter} has {devices} × {device}, not {before} as {other}: {why, select, systems {they come in whole systems} other {so many would not hold the load}}.',
  ),
  'columns.splitAnew': message<{ letter: string; devices: number; before: string; after: string }>(
    '{letter}: the model cannot be cut as the one before, so the same {devices, plural, one {device is} other {# devices are}} split anew: {after} in place of {before}.',
  ),
} as const
