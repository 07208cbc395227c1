import type { accuracy as english } from '../english/accuracy.ts'
import type { Translation } from '../translation.ts'

/** What is said of errors of predictions. */
export const accuracy: Translation<typeof english> = {
  'accuracy.beside': '{error} · {coverage}',
  'accuracy.besideHint': '同样的行以其他方式留出：误差中位数，以及落在 80 % 区间内的占比',
  'accuracy.byKind': '同类相比，网格内与网格外',
  'accuracy.byKindHint': '相同的量，按拟合未见过的内容划分',
  'accuracy.medianError': '误差中位数',
  'accuracy.inside': '落在 80 % 区间内',
  'accuracy.rows': '{rows}行',
}
