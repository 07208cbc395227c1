import type { decision as english } from '../english/decision.ts'
import type { Translation } from '../translation.ts'

const PERCENT = '::scale/100 precision-integer'
const FINE_PERCENT = '::scale/100 .#'
/** What is less of the criterion. */
const LESS =
  '{criterion, select, cost {成本低{difference}} riskWeightedCost {在最差的十分之一抽样中成本低{difference}} capital {资本支出少{difference}} speed {每 token 快{difference}} energy {每百万输出 token 能耗少{difference}} other {每百万输出 token 排放少{difference}}}'
const MORE =
  '{criterion, select, cost {成本高{difference}} riskWeightedCost {在最差的十分之一抽样中成本高{difference}} capital {资本支出多{difference}} speed {每 token 慢{difference}} energy {每百万输出 token 能耗多{difference}} other {每百万输出 token 排放多{difference}}}'

/** The verdict of a brief, as window, report and command line say it. */
export const decision: Translation<typeof english> = {
  'brief.limit.confidence': `在{share, number, ${FINE_PERCENT}} % 的抽样中系统数足够（要求{asked, number, ${FINE_PERCENT}} %）。`,
  'brief.limit.never': `在{share, number, ${FINE_PERCENT}} % 的抽样中，无论多少套系统都不够（至多允许{asked, number, ${FINE_PERCENT}} %）。`,
  'brief.limit.late': `在{share, number, ${FINE_PERCENT}} % 的抽样中交付过晚（至多允许{asked, number, ${FINE_PERCENT}} %）。`,
  'brief.limit.criterion':
    '其{criterion, select, cost {成本} riskWeightedCost {成本} capital {资本支出} speed {每 token 时延} energy {能耗} other {碳排放}}未知。',
  'brief.limit.power': '需要{needed}的 IT 功率，而站点只有{allowed}。',
  'brief.limit.powerPerRack': '单机柜需要{needed}，而只允许{allowed}。',
  'brief.limit.owned': '需要{needed, number}套系统，而自有{allowed, number}套。',
  'brief.limit.racks': '需要{needed, number}个机柜，而只有{allowed, number}个机柜的位置。',
  'brief.limit.capital': '最后一次交付前需投入{needed}，而只允许{allowed}。',
  'brief.limit.perMonth': '支出最高的月份为{needed}，而只允许{allowed}。',
  'brief.limit.delivery': '交付需{needed}，而只允许{allowed}。',
  'brief.limit.leadBeyondHorizon': '交付需{lead}，超出{horizon}的评估期。',
  'brief.limit.ownPremises': '数据会离开自有场地。',
  'brief.limit.rateLimit': '每秒至多接受{allowed, number, ::.##}个请求，而峰值为{needed, number, ::.##}个。',
  'brief.limit.noConfiguration': '没有任何配置能以获准的精度运行该模型。',
  'brief.limit.timePerToken': '每 token 至少需{needed}，而承诺为{allowed}。',
  'brief.limit.timeToFirstToken': '首 token 至少需{needed}，而承诺为{allowed}。',
  'brief.limit.noEvidence': '无法确认能满足时延：无人测量过。',
  'brief.limit.nothingServes': '其中没有可提供服务的部分。',
  'brief.reason.less': `按全部抽样平均，{alternative}比{other}${LESS}，即低于{other} {share, number, ${PERCENT}} %。`,
  'brief.reason.only': '{alternative}是唯一可选的方案。',
  'brief.reason.moreOften': `{other}更常{criterion, select, cost {更便宜} riskWeightedCost {更便宜} other {更优}}，但平均比{alternative} ${MORE}：在{failing, number, ${PERCENT}} % 的抽样中它不满足 SLO。`,
  'brief.reason.count':
    '{alternative}：{systems, number}套系统。按中心值{central, number}套即可承载负载，达到所要求的置信度需{confidence, number}套，{spare, plural, =0 {无备用} other {备用 # 套}}{doubled, select, capital {，系统的资本支出因备用而翻倍} rent {，系统的租金因备用而翻倍} other {}}。',
  'brief.reason.never': `在{share, number, ${FINE_PERCENT}} % 的抽样中，无论多少套{alternative}都无法满足服务。`,
  'brief.reason.fallback': `在{share, number, ${FINE_PERCENT}} % 的抽样中{alternative}始终无法提供服务：其成本包含代为服务的{other}。`,
  'brief.reason.late': `在{share, number, ${FINE_PERCENT}} % 的抽样中{alternative}交付延迟。`,
  'brief.reason.regret': '现在选择{alternative}，与知晓每次抽样结果相比平均损失{regret}；可承受{borne}。',
  'brief.reason.notOften': `{alternative}在{share, number, ${PERCENT}} % 的抽样中居首或同样好，而要求为{asked, number, ${PERCENT}} %。`,
  'brief.reason.chance': `{alternative}是否在所要求的{asked, number, ${PERCENT}} % 抽样中居首或同样好尚无定论：需要更多抽样。`,
  'brief.reason.edge': '{alternative}的系统数正处在所要求置信度的边缘，相邻的数量会得出不同结论。',
  'brief.reason.nothingSingle': '没有哪一项单独值得测量：抽样中没有哪一部分能区分各备选方案。',
  'brief.reason.setAside': '{alternative}因无价格暂不参与排名；只要未知部分增加不超过{room}，它就更低。',
  'brief.reason.within': '与{alternative}相差不足{margin}视为相同。',
  'brief.reason.free': '此处未计价的是{figure}：{alternatives}在这一点上不同，而其收费项目均未体现。',
  'brief.reason.crossedOut': '凡{alternative}满足 SLO 之处{other}也满足，且从不更多。',
  'brief.objection': '{who}：{text}',
  'decision.badge':
    '{state, select, choose {推荐} tied {并列} undecided {尚不支持任何选择} noneFeasible {无法满足} other {无法判断}}',
  'decision.criterion':
    '{criterion, select, cost {成本} riskWeightedCost {最差十分之一抽样的成本} capital {资本支出} speed {每 token 时延} energy {每百万输出 token 能耗} other {每百万输出 token 碳排放}}',
  'decision.level': `{level, select, only {唯一可选} clear {明确} likely {较可能} other {接近：平均比最低者至多{criterion, select, cost {贵} riskWeightedCost {贵} other {多}} {more, number, ${FINE_PERCENT}} %}}`,
  'decision.fleet': '{systems, number}套系统{later, plural, =0 {} other {，自第{quarter, number}季度起 # 套}}',
  'decision.choose': `{priced, select, among {在有价格的方案中} other {}}选择{name}{fleet, select, none {} other {，{fleet}}}：{level}{named, select, yes {；在{failing, number, ${FINE_PERCENT}} % 的抽样中无论多少套都无法满足服务} other {}}`,
  'decision.tied': '并列：{names}相差不足{margin}{first, select, none {} other {；按{second}，{first}居先}}',
  'decision.undecided':
    '尚不支持任何选择：倾向{name}{why, select, edge {，系统数处于边缘} measure {，请先测量{study}} other {}}',
  'decision.noneFeasible': '没有备选方案能够满足{nearest, select, none {} other {：{nearest}最接近}}',
  'decision.figure':
    '{figure, select, scaleOut_bandwidth {节点间网络} scaleUp_bandwidth {设备间链路} hostLink_bandwidth {到主机的链路} memory_bandwidth {显存带宽} memory_capacity {显存容量} peaks {稠密峰值} other {{figure}}}',
  'decision.cannotSay':
    '无法判断：{why, select, unpriced {{name}没有价格；若为{floor}，可能居首} other {此处{figure}未计价}}',
  'decision.needsDemand': '请说明需要服务多少',
  'decision.firstIn': '居首次数/1,000',
  'decision.first': '在这些范围内的 1,000 次抽样中，{name}居首{count, number}次。',
  'decision.others': '也曾居首：{others}。',
  'decision.other': '{name} {count, number}次',
  'decision.none': '1,000 次中有{count, number}次无一居首：其中最低者不满足 SLO。',
  'decision.atStake':
    '{criterion, select, cost {选择可影响{stake}} riskWeightedCost {选择可影响{stake}} other {最低为{stake}}}；差异低于{margin}视为无差异。',
  'decision.ifWrong': '在其他方案更低的抽样中，平均损失{wrong}；按全部抽样平均为{regret}。',
  'decision.knowing': '若选择前即知晓一切，平均可节省{regret}。',
  'decision.noWrong': '任何一次抽样中都没有更低者。',
  'decision.study':
    '{label}：平均价值{worth}，耗费{cost}、{days, number}天{bites, select, yes {：请先测量} other {}}。',
  'decision.waiting': '每推迟一个月选择，代价为{dollars}。',
  'decision.flip': '{label}{side, select, above {高于} other {低于}} {at}（现为{now}）时，{leader}领先。',
  'decision.noFlip': '{label}：在{low}至{high}内不会翻转。',
  'decision.still': '以下各项在其范围内都不会改变结论：{figures}。',
  'decision.bands': '{label}：{bands}。',
  'decision.band': '{one, select, yes {{from}} other {{from}至{to}}}时{leader}领先',
  'decision.noModel': '需求书所指的模型不在工作区中：请选择其中已有的模型。',
  'decision.input':
    '{input, select, price {系统价格} rent {每设备每小时租金} lease {系统月租赁费} resale {系统出售价} residual {系统期末价值} maintenance {系统月维护费} migration {迁移费用} lead {交付月数} people {运维人力，每月} tariff {每 kWh 电价} space {每 kW 每月场地费} amount {需求} hostedInput {百万输入 token 价格} hostedOutput {百万输出 token 价格} other {{input}}}',
  'decision.ofAlternative': '{name}的{label}',
  'decision.relaxation':
    '若将{limit, select, power {站点 IT 功率} powerPerRack {单机柜功率} racks {机柜位} capital {资本支出} perMonth {最高月支出} delivery {最迟交付} timeToFirstToken {首 token 时延} timePerToken {每 token 时延} confidence {所要求的置信度} other {无论多少套都不够的抽样占比}}由{from}改为{to}，{name}即可行。',
  'decision.bound.name':
    '{limit, select, power {站点 IT 功率} powerPerRack {单机柜功率} racks {机柜数} capital {资本支出} perMonth {最高月支出} delivery {最迟交付} ownPremises {仅限自有场地} timeToFirstToken {首 token 时延} other {每 token 时延}}{from, select, none {} other {，{from}}}',
  'decision.bound.moved': '{to, select, none {若取消} other {若为{to}}}',
  'decision.saves':
    '{kind, select, none {使选择成为可能} nothing {不节省} least {至少节省{saves}} other {节省{saves}}}',
  'decision.bound': '{bound}：{moved}，{leader}领先；{saves}。',
  'decision.pass': '{name}的时延没有证据：若能满足，则{saves}。',
  'decision.withoutRisks':
    '若无任何风险，{state, select, choose {将选择{names}} tied {{names}将并列} undecided {{names}将领先但未定} noneFeasible {同样无可选方案} other {无法判断}}{same, select, yes {，与计入风险时相同} other {}}{kind, select, none {} less {；风险使最低者减少{cost}} other {；仅风险即耗费{cost}}}。',
  'decision.dissentWins': '在 1,000 次抽样中，{rival}有{count, number}次更低且满足 SLO。',
  'decision.dissentApart':
    '这些抽样的区别：{label} {side, select, above {偏高} other {偏低}} {shift, number, ::.0}个标准差。',
  'decision.dissentCriterion': '{rival}的{criterion}更低：{own}，对方为{chosen}。',
  'decision.dissentNothing': '按其他任何准则，{rival}都不领先。',
  'decision.tokensPerDay': '{demand}输出 token/天',
  'decision.requests': '{demand, number, ::.##}请求/s',
  'decision.users': '{demand}日活用户，每人{each}个请求',
  'decision.noDemand': '未说明需求',
  'decision.growth': `，年增长{growth, number, ${PERCENT}} %`,
  'decision.promise': `{quantile} {times}，置信度{confidence, number, ${PERCENT}} %`,
  'decision.time': '{time, select, timePerToken {TPOT} timeToFirstToken {TTFT} other {端到端}} ≤ {limit}',
  'decision.noTimes': '未承诺时延',
  'decision.basis': `{demand}，峰值{peak}，{promise}，{months, number}个月，折现率{rate, number, ${FINE_PERCENT}} %，全部 token，自有边界；基准{hash}`,
}
