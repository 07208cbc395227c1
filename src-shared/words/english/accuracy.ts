import { message } from '../message.ts'

/** What is said of errors of predictions. */
export const accuracy = {
  'accuracy.beside': message<{ readonly error: string; readonly coverage: string }>('{error} · {coverage}'),
  'accuracy.besideHint': message(
    'The same rows otherwise left out: median error, and the share inside the 80 % interval',
  ),
  'accuracy.byKind': message('Like for like, on the grid and off it'),
  'accuracy.byKindHint': message('The same quantities, by what the fit had not seen'),
  'accuracy.medianError': message('Median error'),
  'accuracy.inside': message('Inside 80 %'),
  'accuracy.rows': message<{ readonly rows: string }>('{rows} rows'),
}
