import type { chartsEvidence as english } from '../english/chartsEvidence.ts'
import type { Translation } from '../translation.ts'

/** Charts of what predictions rest on. */
export const chartsEvidence: Translation<typeof english> = {
  'charts.measured.none': '没有实测数据',
  'charts.errors.widen': '放宽筛选即可查看误差。',
  'charts.errors.rows': '{count, plural, other {{printed}\u00a0行}}',
  'charts.errors.row': '{name}：中位数{median}，十分之九在{most}以内，{rows}',
  'charts.errors.column':
    '{column, select, device {设备} quantity {量} rows {行数} median {误差中位数} mean {均值} most {90 % 以内} other {落在 80 % 区间内}}',
  'charts.errors.x': '绝对误差：圆点为中位数，线至第 90 百分位',
  'charts.errors.mark':
    '误差中位数{median}，均值{mean}\n十分之九的行在{most}以内\n80\u00a0% 区间包含{rows}中的{coverage}',
  'charts.errors.one':
    '一个{row, select, device {设备} software {软件} family {系列} other {量}}：误差中位数{median}。',
  'charts.errors.reading': '中位数{near}至{far}；最大：{name}。',
  'charts.timeline.quantity':
    '{quantity, select, bandwidth {显存带宽} capacity {显存容量} compute {稠密 BF16 或 FP16 算力} other {每 FLOP 显存字节}}',
  'charts.timeline.title': '{quantity}，按发布年份，每设备',
  'charts.timeline.none': '没有设备',
  'charts.timeline.widen': '放宽搜索或筛选即可查看设备。',
  'charts.timeline.unknown': '没有设备同时具备年份与该数据。',
  'charts.timeline.others': '其他',
  'charts.timeline.own': '您自己的',
  'charts.timeline.year': '发布年份',
  'charts.timeline.alternative':
    '{title}，对数坐标{low}至{high}，{from}至{to}；{vendors, number}家厂商的{devices, number}种设备。',
  'charts.timeline.column': '{column, select, device {设备} vendor {厂商} year {年份} other {归属}}',
  'charts.timeline.whose': '{own, select, yes {自有} other {随附}}',
  'charts.timeline.most': '{name}最多：{value}。',
  'charts.timeline.reading': '由{from}的{first}（{firstName}）到{to}的{last}（{lastName}）。',
  'charts.timeline.missing': '{count, plural, other {# 个未画出：年份或数据未知。}}',
  'charts.timeline.bytesPerFlop': '{value} B/FLOP',
  'charts.timeline.mark': '{name}{own, select, yes {，您自己的} other {}}\n{vendor}，{year}\n{quantity} {value}',
  'charts.predicted.title': '预测与实测对比',
  'charts.predicted.y': '预测时间',
  'charts.predicted.x': '实测时间',
  'charts.predicted.widen': '放宽筛选即可查看数据。',
  'charts.predicted.reading': '{within}的行在 ±25\u00a0% 以内；{slow}偏慢，{fast}偏快。',
  'charts.predicted.alternative': '{title}，秒，对数坐标{low}至{high}。',
  'charts.predicted.column': '{column, select, measured {实测} predicted {预测} other {误差}}',
  'charts.predicted.band': '带：±25\u00a0%',
}
