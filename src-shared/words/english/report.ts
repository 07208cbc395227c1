import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** The first pages of the report: the verdict of the brief, printed. The verdict's own sentences are elsewhere. */
export const report = {
  'report.asked.none': message<{ count: number }>(
    'No question is written in the document. It weighs {count, plural, =0 {no alternatives} one {# alternative} other {# alternatives}}.',
  ),
  'report.noResult': message<{ letters: readonly string[] }>(
    'There is no result for {letters}, so the report would be incomplete. Choose its hardware and model again, then export.',
  ),
  'report.noModel': message('The brief names a model that the document does not hold'),
  'report.noModel.text': message('Choose the model again in the brief, then export.'),
  'report.unpriced': message<{ figure: string; floor: Amount }>('No rank: {figure}; at {floor} it could be first.'),
  'report.dominated': message<{ other: string }>('Never better than {other}.'),
  'report.dissent': message<{ rival: string }>('{rival, select, none {Dissent} other {Dissent: the case for {rival}}}'),
  'report.problem.missingCharacters': message<{ count: number }>(
    '{count, plural, one {A character has no sign} other {# characters have no sign}} in the fonts of the report',
  ),
  'report.problem.missingCharacters.detail': message<{ named: string; others: number }>(
    'Printed as boxes: {named}{others, plural, =0 {} other { and # more}}. Replace them, or the report cannot be exported.',
  ),
  'report.problem.noStandard': message('The PDF keeps no standard for archives'),
  'report.problem.noStandard.detail': message(
    'There is no native typesetter for this machine. The pages are the same, but PDF/A-3a can be neither made nor checked here.',
  ),
  'report.problem.noDate': message('Without a date the PDF keeps no standard for archives'),
  'report.problem.noDate.detail': message('PDF/A-3a needs the date of the document. Set a date, and export again.'),
  'report.missingCharacters': message<{ count: number; listed: string; others: number }>(
    'The report font has no sign for {count, plural, one {a character} other {# characters}} in your text: {listed}{others, plural, =0 {} other { and # more}}. Replace them and export again.',
  ),
  'report.typeset.failed': message('The report could not be typeset. Save the workspace and try again.'),
  'report.typeset.late': message<{ seconds: number }>(
    'The report took longer than {seconds} s and was stopped. Try again with fewer scenarios.',
  ),
  'report.typeset.font': message<{ file: string }>(
    'The report font {file} cannot be read. Install Memwall again to restore it.',
  ),
  'report.typeset.template': message('The report template cannot be read. Install Memwall again to restore it.'),
} as const
