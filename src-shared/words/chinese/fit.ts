import type { fit as english } from '../english/fit.ts'
import type { Translation } from '../translation.ts'

/** Whether a model fits, and how many requests do. */
export const fit: Translation<typeof english> = {
  'fit.fitsSurely': '放得下',
  'fit.mayNotFit': '可能放不下',
  'fit.streamed': '流式加载',
  'fit.doesNotFit': '放不下',
  'fit.unknown': '能否放下未知',
  'fit.full': '{state}，占用{full}',
  'fit.fullness': '占用{full}',
  'fit.short': '缺{bytes}',
  'fit.heldTitle': '同时请求数',
  'fit.heldCount': '{value}{alike, select, yes {} other {（{low}至{high}）}}',
  'fit.held': '{requests, plural, other {同时{count}个请求}}',
}
