import type { chartsMoney as english } from '../english/chartsMoney.ts'
import type { Translation } from '../translation.ts'

/** Charts of what a token costs: in dollars, joules and carbon. */
export const chartsMoney: Translation<typeof english> = {
  'charts.carbon.part': '{part, select, use {电力} other {设备制造}}',
  'charts.carbon.title': '每百万输出 token 碳排放',
  'charts.carbon.axis': 'CO2e/百万输出 token',
  'charts.carbon.alternative': '每百万输出 token 的二氧化碳当量，按构成',
  'charts.carbon.empty': '添加方案即可查看每 token 的碳排放。',
  'charts.power.unknown': '请在检查器中填写缺失的功耗。',
  'charts.carbon.none': '碳排放均未知。',
  'charts.carbon.reading': '{letter}排放最少，{total} CO2e{share, select, none {} other {，其中{share}来自设备制造}}。',
  'charts.carbon.unmade': '{letters}的设备制造未知，未计入。',
  'charts.cost.part':
    '{part, select, capital {设备} energy {电力} operations {运维} facility {场地与冷却} other {迁移}}',
  'charts.cost.title': '每百万输出 token 成本',
  'charts.cost.y': '成本，USD/百万输出 token',
  'charts.cost.x': '每百万输出 token',
  'charts.cost.alternative': '每百万输出 token 成本，按构成',
  'charts.cost.empty': '添加方案即可查看每 token 的成本。',
  'charts.cost.unknown': '请在检查器中填写缺失的价格。',
  'charts.cost.none': '成本均未知。',
  'charts.cost.reading': '{letter}最便宜，为{total}；其中设备占{share}。',
  'charts.cost.notKnown': '{letters}的未知。',
  'charts.energy.title': '每输出 token 能耗，整系统',
  'charts.energy.y': '能耗，J/输出 token',
  'charts.energy.x': '每输出 token',
  'charts.energy.alternative': '每输出 token 能耗，按用途',
  'charts.energy.empty': '添加方案即可查看每 token 的能耗。',
  'charts.energy.share': '{letter}占{share}',
  'charts.energy.takes': '{many, select, yes {{name}} other {{name}}}：{shares}',
  'charts.stacked.unitFirst': '{unit}，{name}',
}
