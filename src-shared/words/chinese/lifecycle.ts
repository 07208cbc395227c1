import type { lifecycle as english } from '../english/lifecycle.ts'
import type { Translation } from '../translation.ts'

/** Training set against inference: for the model of a brief, its company and the market. */
export const lifecycle: Translation<typeof english> = {
  'decide.life.title': '该模型：推理超过训练的月份',
  'decide.life.y':
    '{unit, select, thousands {累计，kUSD} millions {累计，M USD} billions {累计，B USD} other {累计，USD}}',
  'decide.life.x': '服务月数',
  'decide.life.training': '训练',
  'decide.life.inference': '推理，{letter}',
  'decide.life.month': '第{month, number}个月',
  'decide.life.range': '{low}至{high, select, none {超过{horizon, number}} other {{high}}}',
  'decide.life.crosses':
    '采用{letter}，在服务的第{month, number}个月{range, select, none {} other {；按所述训练量为{range}}}。',
  'decide.life.not': '采用{letter}，在{horizon, number}个月内不会：推理为训练的{share}。',
  'decide.life.unsaid': '未说明训练成本',
  'decide.life.unsaidReason': '请在旁边填写模型训练所用的 token 数。',
  'decide.life.noPeak': '训练成本未知',
  'decide.life.noPeakReason': '其设备的 bf16 峰值或实际达到的比例未知。',
  'decide.life.noHours': '没有已知的设备小时',
  'decide.life.noHoursReason': '{name}按 token 购买或没有价格：设备小时的成本未知。',
  'decide.life.none': '没有按设备小时计价的方案。',
  'decide.life.point': '第{month, number}个月：训练{training}，推理{inference}',
  'decide.life.column': '{column, select, month {服务月} training {训练} other {推理}}',
  'decide.life.accrual': '设备小时按同一费率计，购买与租用相同：租金，或含利息的价格，外加电力。不含人力、场地与迁移。',
  'decide.life.said': '关于该模型与公司的说明',
  'decide.life.said.reading': '均不影响选择。',
  'decide.life.field':
    '{field, select, lifecycle_training_tokens {一次训练的 token 数} lifecycle_training_utilisation {达到峰值的比例} lifecycle_training_experiments {全部运行与最终一次之比} lifecycle_training_perYear {每年重新训练次数} lifecycle_company_training {公司每年训练，USD} other {公司每年其他推理，USD}}',
  'decide.life.hint':
    '{field, select, lifecycle_training_tokens {每个激活参数与 token 六次运算} lifecycle_training_utilisation {相对稠密 bf16 峰值；范围写作 40 % (30..50 %)} lifecycle_training_experiments {含最终一次在内的全部实验与失败运行的设备小时，与最终一次之比；范围写作 2 (1..4)} lifecycle_training_perYear {全年均匀分布} lifecycle_company_training {留空：按该模型说明的频率重新训练} other {本需求书之外的其他服务}}',
  'decide.life.step': '需求书：{field}',
  'decide.life.notSaid': '未说明',
  'decide.life.ranged': '{value}（{low}至{high}）',
  'decide.life.byAlternative': '各备选方案的交叉月份',
  'decide.life.show': '显示{name}',
  'decide.life.cell':
    '{state, select, crosses {第{month, number}个月，训练{run}} not {评估期内不会，训练{run}} unsaid {未说明训练} noPeak {训练成本未知} other {无设备小时}}',
  'decide.company.title': '推理占比：公司与市场',
  'decide.company.line': '公司，采用{letter}',
  'decide.company.half':
    '公司采用{letter}：{state, select, start {自始即过半。} never {至期末不足一半。} other {{when}过半。}}',
  'decide.company.market':
    '{half}市场：{when, select, none {} other {{when}过半，}}{last} {forecast, select, yes {预测} other {为}} {to}。',
  'decide.company.unsaid': '未说明公司的训练支出：仅显示市场。',
  'decide.company.kind': '按公司所述',
  'decide.company.who': '本需求书，{name}',
  'decide.company.quarter': '{year}年第{quarter, number}季度',
  'decide.company.point': '{when}：占公司支出的{share}',
  'decide.life.cli': '训练与推理之比，按设备小时；均不影响选择：',
  'decide.life.cli.line': '{name}：{text}{range, select, none {} other {（按所述训练量为{range}）}}',
}
