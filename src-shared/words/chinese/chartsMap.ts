import type { chartsMap as english } from '../english/chartsMap.ts'
import type { Translation } from '../translation.ts'

/** The bottleneck map and the executive matrix. */
export const chartsMap: Translation<typeof english> = {
  'charts.map.title': '{letter}的瓶颈，解码，整系统',
  'charts.map.none': '没有负载',
  'charts.map.noneReason': '没有可考察的负载。',
  'charts.map.setMissing': '请在输入中补全缺失项。',
  'charts.map.misfit': '再短的请求也放不下。',
  'charts.map.share': '{name}：占负载的{percent} %',
  'charts.map.y': '每请求输入 token',
  'charts.map.x': '并发请求数，整系统',
  'charts.map.measured': '实测',
  'charts.map.thousands': '{value}k',
  'charts.map.inputTokens': '输入 token',
  'charts.map.mark': '{requests}个并发请求，输入{tokens} token\n{name}',
  'charts.map.markTime': '每 token {time}{fits, select, yes {} other {（放得下的部分）}}',
  'charts.map.unknownAt': '{requests}个请求、输入{tokens} token 处未知。',
  'charts.map.bindsAt':
    '{requests}个请求、输入{tokens} token 处{fits, select, yes {} other {（部分放不下）}}，瓶颈为{many, select, yes {{resource}} other {{resource}}}。',
  'charts.map.never': '在这些负载下计算均非瓶颈。',
  'charts.map.lines': '线为每 token 时延。',
  'charts.matrix.title':
    '{question, select, userSpeed {单用户速度} ttft {首 token 等待} e2e {完整回答等待} throughput {吞吐} cost {成本} other {能耗}}',
  'charts.matrix.detail':
    '{question, select, userSpeed {输出 token/s，每用户} ttft {首 token 时延，每请求} e2e {首 token 至末 token，每请求} cost {USD/百万输出 token} other {J/输出 token，整系统}}',
  'charts.matrix.held': '取限值',
  'charts.matrix.outside': '超出校准范围',
  'charts.matrix.relative': '沿用同类设备的校准',
  'charts.matrix.short': '缺{bytes}',
}
