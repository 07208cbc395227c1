import type { auditFiles as english } from '../english/auditFiles.ts'
import type { Translation } from '../translation.ts'

/** Why a file given to an audit was not read, or in part. */
export const auditFiles: Translation<typeof english> = {
  'nsys.refused.notSqlite': '该文件不是可打开的 SQLite 数据库：请用 nsys export --type sqlite 重新导出。',
  'nsys.refused.notNsys': '该数据库不是 Nsight Systems 的导出：请提供 nsys export --type sqlite 的结果。',
  'nsys.refused.damaged': '数据库在第一个 GPU 事件之前已损坏：请用 nsys export --type sqlite 重新导出。',
  'nsys.partial.damaged': '数据库已损坏，损坏之前的内容已读取：请用 nsys export --type sqlite 重新导出。',
  'auditFile.rocpd':
    '该文件是 rocprofv3 的数据库 (rocpd)，尚不能读取：请用 --output-format csv 或 json 记录，或用 rocpd convert 转换。',
  'rocprof.refused.noRecords': '文件中没有 rocprofv3 的记录：请提供 --kernel-trace --output-format json 的输出。',
  'rocprof.refused.noTable': '该文件不是 rocprofv3 的表：请提供其 kernel_trace.csv。',
  'rocprof.refused.callsAlone': '该表只列出主机调用：请同时提供旁边的 kernel_trace.csv。',
  'rocprof.refused.countersAlone': '该表只列出计数，没有时间：请提供 --kernel-trace 运行的 kernel_trace.csv。',
  'rocprof.refused.sumsAlone': '该表只有调用的汇总，没有各次时间：请提供 --kernel-trace 运行的 kernel_trace.csv。',
  'rocprof.partial.cut': '文件中途中断，此前的内容已读取：请用 SIGINT 结束 rocprofv3，使其写完。',
  'kernelSums.refused.noTable': '文件中没有内核表：请提供 nsys stats --report cuda_gpu_kern_sum --format csv 的输出。',
  'kernelSums.refused.noKernels': '表中没有带时间的内核：请在处理请求时重新记录。',
  'ncu.refused.noTable': '文件中没有 Nsight Compute 的表：请提供 ncu --csv --page details 的输出。',
  'ncu.refused.noLaunches': 'Nsight Compute 的表中没有内核启动：请放宽筛选后重新分析。',
  'ncu.refused.failed': 'Nsight Compute 失败，没有写出表：“{error}”请排除该错误后重新分析。',
  'ncu.refused.summary':
    'Nsight Compute 的表按内核汇总，看不出每次启动在等什么：请用 --page details 且不带 --print-summary 重新输出。',
  'ncu.partial.rows': '表中有{count, plural, other {#}}行无法读取，已略去。',
  'ncu.unknownBound':
    '{count, plural, other {#}}次启动没有计算或内存吞吐的计数，无法判断在等什么：请用 --set detailed，或至少 --section SpeedOfLight 分析。',
  'ncu.wideByDocumentation': 'Nsight Compute 的宽表 (--page raw) 按其文档读取，未用样本验证：请与文件核对一两个数字。',
  'auditFile.packed': '该文件的压缩方式不支持（支持 gzip）：请先解压，再提供其中的文件。',
  'auditFile.pointer': '该文件只是 Git LFS 指针：请用 git lfs pull 取得真正的文件。',
  'auditFile.utf16': '该文件是 UTF-16 文本，部分命令行会这样保存输出：请另存为 UTF-8。',
  'auditFile.parquet': '该文件是 Parquet，不能读取：请提供 CSV，或以 SQLite 导出。',
  'auditFile.binary':
    '该文件的格式不能读取：Nsight Systems 请提供 nsys export --type sqlite 的结果，Nsight Compute 请提供 ncu --import REPORT --csv --page details 的输出，其他工具请提供 JSON 或 CSV。',
  'auditFile.webPage': '该文件是网页：请下载文件本身，而不是显示它的页面。',
  'auditFile.nsysTable':
    '该表是 nsys stats 的其他表，看不出时间用在哪里：请提供 SQLite 导出，或 --report cuda_gpu_kern_sum 的表。',
  'auditFile.foreignJson': '该 JSON 不是可读取的跟踪、基准结果或到达跟踪：请提供性能分析器或基准程序写出的文件。',
  'auditFile.foreignText': '该文本不是可读取的性能分析表、基准结果或到达跟踪：请提供程序写出的原始文件，并保留标题行。',
  'arrivals.refused.notKnown': '该文件不是可读取的到达跟踪：请提供 Azure、Mooncake 或 BurstGPT 的跟踪，并保留标题行。',
  'arrivals.refused.noRequests': '跟踪中没有带时间和 token 数的请求：请提供完整文件。',
  'arrivals.partial.malformed': '跟踪中有{count, plural, other {#}}行无法读取，已略去。',
  'arrivals.partial.beyond': '{count, plural, other {#}}个请求超出单个跟踪的读取上限：请提供其中一部分。',
  'arrivals.byDocumentation': 'BurstGPT 的跟踪按其文档读取，未用样本验证：请与文件核对一两个数字。',
}
