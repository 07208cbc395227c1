import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** The first pages of the report: the verdict of the brief, printed. The verdict's own sentences are elsewhere. */
export const report = {
  'report.asked.none': message<{ count: number }>(
    'No question is written in the document. It weighs {count, plural, =0 {no alternatives} one {# alternative} other {# alternatives}}.',
  ),
  'report.noModel': message('The brief names a model that the document does not hold'),
  'report.noModel.text': message('Choose the model again in the brief, then export.'),
  'report.column': message<{ column: string }>(
    '{column, select, rank {Rank} name {Alternative, as offered} systems {Systems} power {IT kW} capital {Capital, M USD} presentValue {NPV, M USD} cost {USD/M output} other {First in}}',
  ),
  'report.unpriced': message<{ figure: string; floor: Amount }>('No rank: {figure}; at {floor} it could be first.'),
  'report.dominated': message<{ other: string }>('Never better than {other}.'),
  'report.next': message<{ state: string }>(
    '{state, select, noneFeasible {What would make it possible} other {What would flip it}}',
  ),
  'report.changes': message('What limits, missing evidence and risks cost'),
  'report.measurements': message<{ state: string }>(
    '{state, select, undecided {What would decide it} other {Worth knowing first}}',
  ),
  'report.dissent': message<{ rival: string }>('{rival, select, none {Dissent} other {Dissent: the case for {rival}}}'),
} as const
