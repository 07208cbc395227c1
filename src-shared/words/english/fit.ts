import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** Whether a model fits, and how many requests do. */
export const fit = {
  'fit.fitsSurely': message('Fits'),
  'fit.mayNotFit': message('May not fit'),
  'fit.streamed': message('Streamed'),
  'fit.doesNotFit': message('Does not fit'),
  'fit.unknown': message('Fit unknown'),
  'fit.full': message<{ readonly state: string; readonly full: string }>('{state}, {full} full'),
  'fit.fullness': message<{ readonly full: string }>('{full} full'),
  'fit.short': message<{ readonly bytes: Amount }>('{bytes} short'),
  'fit.heldTitle': message('Requests at once'),
  'fit.heldCount': message<{
    readonly value: Amount
    readonly low: Amount
    readonly high: Amount
    readonly alike: 'yes' | 'no'
  }>('{value}{alike, select, yes {} other { ({low} to {high})}}'),
  'fit.held': message<{ readonly count: string; readonly requests: number }>(
    '{count} {requests, plural, one {request} other {requests}} at once',
  ),
}
