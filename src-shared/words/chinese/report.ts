import type { report as english } from '../english/report.ts'
import type { Translation } from '../translation.ts'

/** The first pages of the report: the verdict of the brief, printed. */
export const report: Translation<typeof english> = {
  'report.asked.none': '文档中没有写明问题。{count, plural, =0 {没有备选方案} other {共比较 # 个备选方案}}。',
  'report.noResult': '{letters}没有结果，报告将不完整。请重新选择其硬件与模型，然后导出。',
  'report.noModel': '需求书所指的模型不在文档中',
  'report.noModel.text': '请在需求书中重新选择模型，然后导出。',
  'report.unpriced': '无排名：{figure}；若为{floor}，可能居首。',
  'report.dominated': '从不优于{other}。',
  'report.dissent': '{rival, select, none {异议} other {异议：支持{rival}的理由}}',
  'report.problem.missingCharacters': '报告字体缺少{count, number}个字符',
  'report.problem.missingCharacters.detail':
    '以方框印出：{named}{others, plural, =0 {} other {，另有 # 个}}。请替换，否则报告无法导出。',
  'report.problem.noStandard': 'PDF 未达到任何归档标准',
  'report.problem.noStandard.detail': '本机没有原生排版程序。页面相同，但此处既不能生成也不能检验 PDF/A-3a。',
  'report.problem.noDate': '没有日期，PDF 未达到任何归档标准',
  'report.problem.noDate.detail': 'PDF/A-3a 需要文档日期。请设置日期后重新导出。',
  'report.missingCharacters':
    '报告字体缺少您文字中的{count, number}个字符：{listed}{others, plural, =0 {} other {，另有 # 个}}。请替换后重新导出。',
  'report.typeset.failed': '报告无法排版。请保存工作区后重试。',
  'report.typeset.late': '报告用时超过{seconds}秒，已停止。请减少方案后重试。',
  'report.typeset.font': '无法读取报告字体{file}。请重新安装 Memwall 以恢复。',
  'report.typeset.template': '无法读取报告模板。请重新安装 Memwall 以恢复。',
}
