import type { LimitWords } from '../../domain/wording.ts'
import type { MessagesOf } from '../message.ts'

/** Why a number, or an edit of a figure, is refused, and what would do. */
export const limits: MessagesOf<LimitWords> = {
  'limit.most': 'Too large: enter {most} or less.',
  'limit.least': 'Too small: enter {least} or more.',
  'limit.whole': 'Only whole numbers count here: enter {below} or {above}.',
  'limit.range': 'The value lies outside its range: enter a low end below and a high end above it.',
  'limit.idle': 'A device at rest draws no more than its board power: lower the one or raise the other.',
  'limit.active': 'A token cannot pass through more parameters than the model has: lower the one or raise the other.',
  'limit.reportSections': 'A report has each section once, and begins with the decision and its case.',
  'limit.ownSections': 'Two sections of the report have the same id: give one another.',
  'limit.editedBlocks': 'Too many texts of the report are edited by hand: let some be as computed.',
  'limit.leftOut': '{figure} is left out, for it was {found}. {why}',
  'limit.leftOutRest':
    '{others, plural, =0 {} one {So is # more number beyond its limit. } other {So are # more numbers beyond their limits. }}Everything else is as it was saved.',
  'limit.leftOutNote': 'Left out, for it was {found}. {why}',
  'edit.ungraded': 'A known figure needs a grade: say how far it can be trusted.',
  'edit.unsourced': 'A figure graded “{grade}” needs a source: name it, or grade the figure own, estimate or guess.',
}
