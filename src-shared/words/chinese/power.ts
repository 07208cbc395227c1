import type { power as english } from '../english/power.ts'
import type { Translation } from '../translation.ts'

/** Power, racks and tokens of a decision. */
export const power: Translation<typeof english> = {
  'decide.power.title': '功率、机柜或 token 预算能容纳多少',
  'decide.power.budget': '预算',
  'decide.power.placeholder': '2 MW, 10 racks, 1M tok/s',
  'decide.power.hint': 'IT 功率（kW 或 MW）、机柜数，或最忙一小时的每秒输出 token。留空：采用需求书的限制。',
  'decide.power.said':
    '{kind, select, power {{amount} IT 功率} racks {{count, number}个机柜} rate {{amount}} other {无预算}}',
  'decide.power.meter': '{budget}，按 PUE {effectiveness}连同配套为{facility}。',
  'decide.power.plain': '{budget}。',
  'decide.power.none': '未说明预算：按需求所需。',
  'decide.power.most': '{name}承载最多：{systems, number}套系统，{rate}。',
  'decide.power.least': '{name}占用最少：{systems, number}套系统，{power}。',
  'decide.power.basis': '每个副本按 SLO 内的额定负载、中心值计，不留备用系统；日量按需求书的峰值。',
  'decide.power.column':
    '{column, select, alternative {备选方案} systems {{rate, select, yes {承载所需系统} other {可容纳系统}}} rate {峰值 tok/s} asked {需求要求} power {IT 功率} racks {机柜数} day {每日 token} taken {占用} last {期末需求占用} quarter {季度} quarters {各季度系统数} other {足够}}',
  'decide.power.each': '每系统{power}{racks, select, none {} one {，1 个机柜} other {，{racks}个机柜}}',
  'decide.power.taken': '{power}{racks, select, none {} one {，1 个机柜} other {，{racks}个机柜}}',
  'decide.power.kept': '{systems}，另保留{kept, number}套',
  'decide.power.asked': '{grows, select, yes {{first, number}至{last, number}} other {{first, number}}}',
  'decide.power.day': '每日{tokens}',
  'decide.power.unit': '系统',
  'decide.power.enough':
    '{state, select, all {至期末} before {起初即不足} until {至第{quarter, number}季度} other {–}}',
  'decide.power.noPower': '其功率未知',
  'decide.power.noRacks': '请说明单机柜可承载多少',
  'decide.power.hosted': '由提供商承担',
  'decide.power.notSized': '其中没有可提供服务的部分',
  'decide.power.elsewhere': '不在本站点',
  'decide.power.chart': '{kind, select, racks {各季度需求所需机柜} other {各季度需求所需 IT 功率}}',
  'decide.power.y': '{kind, select, racks {机柜数} other {IT 功率}}',
  'decide.power.x': '自需求书日期起的季度',
  'decide.power.line': '{name}，第{quarter, number}季度：{systems, number}套系统，{taken}',
  'decide.power.limit': '预算{budget}',
  'decide.power.grows':
    '{beyond, select, none {全部保持在预算之内。} all {没有一个能保持到期末。} other {{count, plural, other {{letters}超出预算。}}}}',
  'decide.power.range': '{same, select, yes {无论取哪个，期末均为{high}。} other {评估期末为{low}至{high}。}}',
  'decide.power.rangeRacks': '评估期末为{low, number}至{high, number}个机柜。',
  'decide.power.empty': '没有已知功率',
  'decide.power.emptyReason':
    '{kind, select, racks {请在需求书中说明单机柜可承载多少：由此得出几套系统共用一柜。} other {已定规模的方案均没有已知功率。}}',
  'decide.power.cli.option': '该 IT 功率（例如 2MW）可容纳多少系统，以及它们在 SLO 内承载的输出 token',
  'decide.power.cli.racks': '同上，按机柜数；需求书说明单机柜可承载多少',
  'decide.power.cli.rate': '承载该每秒输出 token 所需的系统、IT 功率与机柜',
  'decide.power.cli.one': '请只给一种预算：--power、--racks 或 --tokens。',
  'decide.power.cli.example': '2 MW 可容纳多少',
  'decide.power.cli.quarter': '第{quarter, number}季度',
}
