import type { reasons as english } from '../english/reasons.ts'
import type { Translation } from '../translation.ts'

const NO_PRICE =
  '{device}没有已知的{mode, select, own {购买} other {租用}}价格：请填写{mode, select, own {每台设备的 USD} other {每台设备每小时的 USD}}{other, select, yes {，或按{mode, select, own {租用} other {自有}}计} other {}}'

/** Why a number is not known, what fits, and what a prediction warns of. */
export const reasons: Translation<typeof english> = {
  verbatim: '{text}',
  'fit.invalid': '部署无效。',
  'fit.capacityUnknown': '{device}的容量未知，无法判断能否放下。',
  'fit.fits': '权重{weights}与 KV {kv}可放入{usable}的可用空间。',
  'weights.held': '{parts}为{format}（{bits, number, ::.##}位）',
  'weights.part':
    '{part, select, embedding {词嵌入} router {路由} attention {注意力} indexer {索引器} denseFeedForward {前馈} sharedExperts {共享专家} routedExperts {专家} other {输出头}}{layers, plural, =0 {} other {（{of}层中的{layers}层）}}',
  'reason.noDecodeStep': '未评估任何解码步。',
  'reason.costUnknown': '每小时成本未知。',
  'reason.powerUnknown': '{device}的功耗未知：请填写其板卡功耗。',
  'reason.noPrice': `${NO_PRICE}。`,
  'reason.noPriceToSearch': `${NO_PRICE}，或按单设备 token 数选择。`,
  'reason.electricityUnknown': '{device}在此负载下的功耗未知，因此未计其电费。',
  'reason.facilityUnknown': '{device}的功耗未知，因此未计其场地与冷却：请填写其板卡功耗。',
  'reason.doesNotRun': '在此负载下无法运行。',
  'reason.noConfiguration':
    '至多{most} × {device}的任何配置都无法{bounded, select, yes {在{bounds}限制内} other {}}运行{model}：请允许更多设备或放宽限制。',
  'bound.tpot': '每 token 时延',
  'bound.ttft': '首 token 时延',
  'bound.budget': '预算',
  'reason.invalidWhenMeasured': '部署无效：请按测量时的情况设置。',
  'reason.tooFewPoints':
    '{points, plural, =0 {没有剩余测点；拟合软件栈至少需要{least}种负载} other {# 个测点不足以拟合软件栈：请至少测量{least}种负载}}。',
  'reason.cannotBeServed': '该部署无法提供服务。',
  'reason.noPowerInProfile': '硬件档案中没有功耗',
  'reason.noRackInProfile': '硬件档案中没有每机柜设备数',
  'reason.noAreaInProfile': '硬件档案中没有芯片面积',
  'reason.noPriceAtHand': '无价格',
  'reason.priceNotKnown': '其价格未知',
  'reason.doesNotFit': '放不下',
  'reason.notKnown': '未知',
  'reason.notEvaluated': '未评估',
  'warning.figureEstimated': '这些时延所依据的{device}数据为估计值；区间更宽。',
  'warning.doesNotFit': '模型放不进这些设备；时延按放得下计算。',
  'warning.requestsWait': '同时只服务{served}个请求；其余等待。',
  'warning.inherited': '没有该设备与软件栈的实测服务运行；采用{donor}的系数。',
  'warning.redundantExperts': '每层放置{copies}个冗余专家，这是能均匀分配专家的最少数量。',
  'warning.extrapolated': '负载超出{donor}的实测范围：时延为外推值。',
  'warning.bottleneck': '瓶颈：{part}。',
  'warning.ignored': '不是该请求的字段，已忽略：{fields}。',
}
