import type { measurements as english } from '../english/measurements.ts'
import type { Translation } from '../translation.ts'

/** A load, as a sentence about one of several names it. */
const LOAD = '{inFlight, number}个并发请求，输入{input, number}、输出{output, number} token'

/** What is told of files of measurements. */
export const measurements: Translation<typeof english> = {
  'measured.belowStep': `${LOAD}：每 token {measured}，低于{device}以满带宽读取权重和一个请求的缓存所需的{floor}。请检查单位、设备、模型及其精度，或是否使用了投机解码。`,
  'measured.belowPrompt': `${LOAD}：首 token {measured}，低于{device}以稠密峰值完成此类提示运算所需的{floor}。请检查单位与设备，或提示是否命中前缀缓存。`,
  'measured.belowRequest': `${LOAD}：其吞吐折合每请求{measured}，低于提示与 token 在{device}极限下所需的{floor}。请检查单位、设备与模型，或提示是否命中前缀缓存。`,
  'measured.beyondPeak': `${LOAD}：提示吞吐{measured}，高于{device}稠密峰值对此类提示所允许的{most}。请检查单位、设备与模型，或提示是否命中前缀缓存。`,
  'measured.beyondMemory': `${LOAD}：其 KV 缓存占{needed}，而方案显存除权重外只剩{room}，因此{held, plural, =0 {一个此类请求也放不下} other {同时只能放下 # 个此类请求}}。其余等待时，一个请求在{device}上至少需{floor}，而实测为{measured}：请按当时情况设置设备、模型与精度，或检查提示是否共享。`,
  'measured.waited': `${LOAD}：方案的显存同时可服务{held, number}个，其余视为在等待。`,
  'measured.guessedAhead': `${LOAD}：一步产生{tokens, number, ::.0#}个 token，说明该运行使用了投机解码，而方案没有。请按实际设置投机解码，或关闭后测量。`,
  'measured.guessedOtherwise': `${LOAD}：一步产生{tokens, number, ::.0#}个 token，而方案的投机解码给出{modelled, number, ::.0#}个。请按实测设置其接受率。`,
  'measurements.inFlightMean': '未设并发上限时，取实测的平均并发。',
  'measurements.inFlightGiven': '文件未说明并发请求数时，取给定的{count, number}个。',
  'measurements.inFlightStated': '文件已说明并发请求数：不采用给定的{count, number}个。',
  'measurements.inFlightLittle': '文件未说明并发请求数时，取请求速率乘以每请求时间（利特尔定律）。',
  'measurements.medians': '没有均值时取中位数。',
  'measurements.betweenTokens': '没有每 token 时延时，取两个 token 之间的平均时间。',
  'measurements.allStages':
    '该文件汇总了运行的全部阶段：若各阶段负载不同，请改用各阶段的文件 (stage_N_lifecycle_metrics.json)。',
  'measurements.lacks': '{where}未说明{missing}。',
  'measurements.lacksLoad': '{where}未说明{missing}：请在文件旁给出该数字（命令行 --concurrency）。',
  'measurements.howManyInFlight': '并发请求数',
  'measurements.howLongPrompts': '提示长度',
  'measurements.howLongAnswers': '回答长度',
  'measurements.measuresNothing': '{where}没有每 token 时延、首 token 时延或吞吐的测量。',
  'measurements.unitInDoubt': '{where}的每 token 时延超过数小时：请检查单位。',
  'measurements.notStreamed':
    '{where}未使用流式输出（{sign, select, first {其首 token 时延为 0} between {其 token 间时间为 0} other {其每 token 时延乘以 token 数等于整个请求}}）：其每 token 时延含整个请求及提示，不予采用{rest, select, throughput {；采用其吞吐} other {。请以流式方式测量}}。',
  'measurements.holdsPrompt': '{where}的每 token 时延含提示（乘以 token 数等于整个请求）：不予采用。',
  'measurements.atDepth':
    '{where}测的是在已缓存{depth, number}个 token 之上的{tokens, number}个 token (-d)，并非提示的首 token 时延：不予采用。请不带 -d 测量该长度的提示。',
  'measurements.saturated':
    '{where}的请求{why, select, atOnce {一次全部发出} other {发送快于处理}}，其时间只是排队：不取测点。请限制并发 (--max-concurrency) 或降低速率后测量，或在文件旁给出并发数。',
  'measurements.byDocumentation': '{format}按其文档读取，未用样本验证：请与文件核对一两个数字。',
  'measurements.oneRequestAtATime': 'llama-bench 每次只运行一个请求。',
  'measurements.fewerCells': '各行单元格少于标题：从末尾计数，并以 token 数除以时间核对速率。',
  'measurements.odds':
    '{where}自相矛盾（token 数除以时间不等于其速率），单元格与标题不对应：请用 -o json 重新运行 llama-bench。',
  'measurements.mlperfInvalid': '{file}的结果为{verdict}，而非 VALID：请提供 MLPerf 判定有效的运行日志。',
  'measurements.mlperfNoVerdict': '{file}在 MLPerf 判定结果是否 VALID 之前结束：请等运行完成，或复制完整日志。',
  'measurements.mlperfAccuracy': '{file}是{mode}模式的运行，不测量时间：请提供其性能运行的日志。',
  'measurements.mlperfLog': '该日志',
  'measurements.oneReport': '该报告',
  'measurements.records': '这些请求',
  'measurements.noRequestAnswered': '{file}中的{count, number}个请求均未得到回答：请查看其中的错误后重新测量。',
  'measurements.someFailed':
    '{where}：{failed, number}个请求没有回答{cancelled, plural, =0 {} other {（其中 # 个被取消）}}，不计入任何均值。',
  'measurements.more': '另有{count, number}个测点因类似原因未采用。',
  'measurements.whatIsRead':
    'vllm bench serve、sglang.bench_serving、guidellm、inference-perf、AIPerf、GenAI-Perf、trtllm-bench 或 llama-bench 的结果，或一张表；也可拖放到此处。',
  'measurements.inFlightField': '并发请求数（文件未说明时）',
  'measurements.leftOut': '未采用',
  'measurements.taken': '采用为',
  'measurements.points': '{count, number}个测点',
  'measurements.assumedLine': '假定：{sentence}',
  'measurements.leftOutLine': '未采用：{sentence}',
  'measurements.ignoredLine': '已忽略：{keys}',
  'measurements.noBetter': '拟合对未见过的测点没有改善：保留起始值。',
}
