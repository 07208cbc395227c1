import type { metrics as english } from '../english/metrics.ts'
import type { Translation } from '../translation.ts'

/** The headline numbers that scenarios are ranked and drawn by. */
export const metrics: Translation<typeof english> = {
  'metric.name':
    '{metric, select, ttft {首 token 时延} tpot {每输出 token 时延} e2e {整个请求} prefill {预填充} decodeStep {解码步} userSpeed {单用户输出速度} systemThroughput {系统输出吞吐量} deviceThroughput {单设备输出吞吐量} inputThroughput {系统输入吞吐量} energyPerOutputToken {每输出 token 能耗} energyPerInputToken {每输入 token 能耗} power {系统功率} costPerMillionOutput {每百万输出 token 成本，按输入值} costPerMillionInput {每百万输入 token 成本，按输入值} costPerMillionCachedInput {每百万缓存输入 token 成本，按输入值} costPerHour {系统每小时成本，按输入值} carbonPerHour {系统每小时碳排放} other {每百万输出 token 碳排放}}',
  'metric.title':
    '{metric, select, tpot {每 token 时延（TPOT），单用户} ttft {首 token 时延（TTFT），单用户} systemThroughput {输出 token/s，整系统} costPerMillionOutput {成本，USD/百万输出 token，整系统} other {J/输出 token，整系统}}',
  'metric.noun':
    '{metric, select, tpot {每 token 时延} ttft {首 token 时延} systemThroughput {吞吐} deviceThroughput {单设备吞吐} costPerMillionOutput {每百万输出 token 成本} other {每输出 token 能耗}}',
}
