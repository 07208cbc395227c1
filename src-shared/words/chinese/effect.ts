import type { effect as english } from '../english/effect.ts'
import type { Translation } from '../translation.ts'

/** What one change does to the decision. */
export const effect: Translation<typeof english> = {
  'effect.none': '对决策没有影响',
  'effect.cost': '{change, select, none {{name}的成本未知} other {{name}成本{change} USD/M}}',
  'effect.first':
    '{direction, select, more {1,000次抽样中居首多{draws}次} fewer {1,000次抽样中居首少{draws}次} moreOf {{name}在1,000次抽样中居首多{draws}次} fewerOf {{name}在1,000次抽样中居首少{draws}次} other {{name}居首的次数未知}}',
  'effect.choice': '{count, plural, =0 {不再选择任何方案} =1 {选择变为{names}} other {选择变为{names}并列}}',
  'effect.state': '结论变为“{badge}”',
}
