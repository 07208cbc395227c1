import type { ranges as english } from '../english/ranges.ts'
import type { Translation } from '../translation.ts'

/** A range of one's own for an input: its p10 and p90. */
export const ranges: Translation<typeof english> = {
  'range.title': '{what}的范围',
  'range.is': '{what}的范围：{range}',
  'range.set': '设置{what}的范围',
  'range.ends': '{low}至{high}',
  'range.yours': '您的范围：{range}',
  'range.setYours': '设置您自己的范围',
  'range.own': '您自己的范围',
  'range.scenario': '其 p10 与 p90：敏感性与置信分析在此范围内变动该输入，取代其等级所允许的范围。',
  'range.brief': '其 p10 与 p90：抽样在其间变动。没有范围则视为精确值。',
  'range.low': '下限',
  'range.high': '上限',
  'range.lowProblem': '下限：{problem}',
  'range.highProblem': '上限：{problem}',
  'range.crossed': '下限高于上限：请互换。',
  'range.outside': '{value}在范围之外：请填写低于它的下限和高于它的上限。',
  'range.remove': '移除',
  'range.give': '设置',
}
