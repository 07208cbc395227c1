import type { findings as english } from '../english/findings.ts'
import type { Translation } from '../translation.ts'

const NEEDED = '{needed, plural, =0 {此类设备无论多少都放不下。} other {需要{needed}台此类设备才能放下。}}'

/** What the engine finds in a scenario. */
export const findings: Translation<typeof english> = {
  'degrees-devices':
    '张量{tensor} × 流水线{pipeline} × 数据并行{data}{context, plural, =1 {} other { × 上下文并行{context}}}共需{product}台设备，而部署只有{devices}台：请调整并行度，使其乘积为{devices}。',
  'tensor-heads':
    '张量并行度{degree}不能整除{model}的{heads}个{kind, select, query {查询头} linear {线性注意力头} other {状态空间头}}：请设为{allowed}。',
  'pipeline-layers': '{model}有{layers}层，无法切成{stages}个流水线级：请设为{layers}或更小。',
  'expert-dense': '{model}没有可分布的专家：请将专家并行度设为 1。',
  'expert-experts':
    '专家并行度{degree}不能整除{model}的{experts}个专家{held, plural, =0 {} other {加{held}个冗余专家}}：请设为{allowed}，或放置{redundant}个冗余专家。',
  'expert-width': '专家并行度{degree}不能整除张量 × 数据并行 = {width}：请设为{allowed}。',
  'wafer-context': '一片晶圆存放其各层的全部上下文：请将{device}的上下文并行度设为 1。',
  'wafer-offload': '{device}上放不下的权重按原样流式加载：请将两个卸载比例都设为 0。',
  'offload-link': '{device}的主机链路未知：请填写其带宽，或将两个卸载比例都设为 0。',
  'wafer-stages': '晶圆之间以流水线级相连：张量并行度{degree}按{stages}个整层的级处理。',
  'pools-missing': 'PD 分离需要预填充池和解码池：请为两者设置 worker 数和并行度。',
  'pool-surplus':
    '{pool, select, prefill {预填充} other {解码}}池在{device}上的{workers, number}个 worker 中，有{surplus, number}个超出该速率所需：瓶颈在另一个池或链路。',
  'pools-transfer':
    '提示的缓存经{device}的{link}传到解码池，每台设备{bytes}，带宽{bandwidth}{anew, select, no {} order {；到达后按另一厂商内核的布局再读写一次} other {；到达后从{from}转换为{to}}}。',
  'pools-devices':
    '预填充池占用{prefill}台设备，解码池占用{decode}台，合计{total}台：请将部署设为{total}台设备，或调整两个池。',
  'figure-missing':
    '{figure, select, bandwidth {{device}的显存带宽未知：填写后才能评估。} cores {{device}的核数未知：填写后才能评估。} peak {{device}没有已知的{precision}稠密峰值：填写后才能评估。} link {{device}的设备间链路未知：请填写其带宽，或只用一台设备。} other {{device}缺少本方案所需的一项数据。}}',
  'fit-uncertain':
    '工作显存和软件栈自留部分为估计值：若取其上限，{held, plural, =0 {一个请求也放不下} other {{requests}个请求中可同时放下 # 个}}。',
  'weights-streamed': '权重超出晶圆片上内存：每步须从外部流式加载其中的{share, number, ::scale/100 .#} %。',
  'weights-do-not-fit': `权重占{weights}，放不下：{devices} × {device}还缺{missing}。${NEEDED}`,
  'kv-does-not-fit': `{held, plural, =0 {除权重外，连一个{input}输入、{output}输出 token 的请求也放不下：还缺{missing}。} other {{requests}个并发请求需要{kv}的 KV；同时只能放下{held}个，其余等待。}}${NEEDED}`,
  'requests-wait':
    '各项时延对应同时服务的{served}个请求；另外{waiting}个等待{limit, select, memory {显存} other {步内空位}}，其等待计入首 token 时延。',
  'prefill-saturated': '每一步都被提示占满：请求在排队。增加设备、缩短输入或启用前缀缓存会有帮助。',
  bottleneck: '吞吐受限于{part, select, prefill {预填充池} decode {解码池} other {两池之间的链路}}。',
  'context-exceeded': '{tokens}个 token 超出{model}公布的上下文长度{context}个 token。',
  'bandwidth-allocation':
    '{shared, select, yes {解码时，共享带宽中显存占{memory}，互联占{link}；步内含提示时，显存占其中的{prefill, number, ::scale/100 precision-integer} %。} other {{device}没有可与互联共享带宽的片外显存：该分配不起作用。}}',
  'figure-estimated':
    '{figure, select, peak {{device}的稠密峰值为估计值} other {{device}的设备间链路未公布，按估计取值}}：以此为据的时延区间更宽。',
  'wafer-passage': '一个 token 经过{wafers}片晶圆；每片因往返主机增加{each}（估计值，{low}至{high}）。',
  'peak-derived': '{device}未公布{precision}稠密峰值；采用推导值，计算时间为估计。',
  'precision-unpacked': '{device}没有{precision}单元，或其并不更快：权重先解包，再以{format}相乘。',
  'weights-cover':
    '{published, select, yes {{precision}权重取自{checkpoint}} other {{precision}权重按此类检查点的惯例}}：{held}。',
  'stack-unused': '您的校准“{stack}”对应其他设备或服务方式，此处未使用：请另选，或重新校准。',
  'stack-own':
    '已用您自己的{points}个测点校准（“{stack}”）{judged, select, yes {，在留出测点上误差{error, number, ::scale/100 precision-integer} %} other {}}。',
  'calibration-unexercised':
    '{donor}的实测运行未涉及{part, select, experts {专家} collectives {设备间传输} attention {注意力} other {相互等待的 rank}}：按单独测得的结果取值。',
  'calibration-inherited':
    '{source, select, generic {没有{device}或同类设备的实测运行：采用通用效率，区间较宽。} other {没有{device}在该软件栈上的实测运行：采用{donor}的系数，区间更宽。}}',
  extrapolated:
    '{value}（{axis, select, requestsPerRank {单 rank 同时请求数} inputTokens {输入 token 数} other {输入与输出 token 合计}}）超出{donor}的实测范围{low}至{high}：时延为外推值，区间更宽。',
  'stages-idle': '{stages}个流水线级同时只服务{requests}个请求：部分级空闲。',
  'movement-share':
    '每 token 时延的{share, number, ::scale/100 precision-integer} % 用于片外数据搬运{within, select, yes {，{onDie, number, ::scale/100 precision-integer} % 用于片上搬运} other {}}{wall, select, yes {：本方案已撞上内存墙} other {}}。',
}
