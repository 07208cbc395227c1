import type { metrics as english } from '../english/metrics.ts'
import type { Translation } from '../translation.ts'

/** The headline numbers that scenarios are ranked and drawn by. */
export const metrics: Translation<typeof english> = {
  'metric.title':
    '{metric, select, tpot {每 token 时延（TPOT），单用户} ttft {首 token 时延（TTFT），单用户} systemThroughput {输出 token/s，整系统} costPerMillionOutput {成本，USD/百万输出 token，整系统} other {J/输出 token，整系统}}',
  'metric.noun':
    '{metric, select, tpot {每 token 时延} ttft {首 token 时延} systemThroughput {吞吐} deviceThroughput {单设备吞吐} costPerMillionOutput {每百万输出 token 成本} other {每输出 token 能耗}}',
}
