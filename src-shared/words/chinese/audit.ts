import type { audit as english } from '../english/audit.ts'
import type { Translation } from '../translation.ts'

/** Why a trace was not read, or in part, and what became of its rows. */
export const audit: Translation<typeof english> = {
  'trace.cancelled': '已取消读取跟踪。',
  'trace.refused.empty': '文件为空：请从记录处重新复制。',
  'trace.refused.notJson': '文件开头不是 JSON：请提供性能分析器写出的原始跟踪文件。',
  'trace.refused.noList': '文件是 JSON，但没有跟踪事件列表：请提供跟踪文件本身，而不是它旁边的文件。',
  'trace.refused.noEvents': '跟踪中没有事件：请在处理请求时重新记录。',
  'trace.refused.brokenGzip': '文件在第一个事件之前已损坏：请从记录处重新复制。',
  'trace.refused.unpacksTooFar': '文件解压后超出其大小所能容纳的跟踪：请先解压并确认是否为所需文件。',
  'trace.refused.noGpuWork':
    '跟踪中有{count, plural, other {#}}个主机事件，没有 GPU 事件：请启用 GPU 活动记录，或提供使用 GPU 的进程的跟踪。',
  'trace.refused.cutBeforeGpu': '跟踪在第一个 GPU 事件之前中断：请等性能分析器写完后重新记录。',
  'trace.partial.cutInEvents': '跟踪在事件列表中途中断，其后的内容不在其中：请等性能分析器写完。',
  'trace.partial.cutAtEnd': '跟踪在最后的括号之前结束：此前的事件均已读取。',
  'trace.partial.brokenGzip': '压缩文件已损坏，损坏之前的内容已读取：请重新复制。',
  'trace.partial.caps': '{count, plural, other {#}}行超出单个跟踪的读取上限：请缩短记录时间，约 20 步即可。',
  'trace.partial.malformed': '{count, plural, other {#}}个事件无法读取，已略去。',
  'trace.lost.malformed': '{count, plural, other {#}}个事件无法读取',
  'trace.lost.oversize': '{count, plural, other {#}}个事件超出读取大小',
  'trace.lost.untimed': '{count, plural, other {#}}个事件没有时间',
  'trace.lost.distant': '{count, plural, other {#}}个事件与其他事件相距数日',
  'trace.lost.negative': '{count, plural, other {#}}个事件时长小于 0，按 0 计',
  'trace.lost.events': '{count, plural, other {#}}个 GPU 事件超出保留上限',
  'trace.lost.launches': '{count, plural, other {#}}次启动超出保留上限',
  'trace.lost.ops': '{count, plural, other {#}}个算子超出保留上限',
  'trace.lost.annotations': '{count, plural, other {#}}个标注超出保留上限',
  'trace.lost.names': '{count, plural, other {#}}行因名称过多而未保留名称',
}
