import type { workloads as english } from '../english/workloads.ts'
import type { Translation } from '../translation.ts'

/** Loads to start from. */
export const workloads: Translation<typeof english> = {
  'workload.azure-chat': '对话，Azure 记录',
  'workload.azure-code': '代码，Azure 记录',
  'workload.mooncake-chat': '长对话，Kimi 记录',
  'workload.servegen-reasoning': '推理，阿里巴巴记录',
  'workload.coding-agent': '编程智能体，记录',
  'workload.spread': '一半的输入不超过{half}，十分之一超过{ninety}；十分之一的输出超过{output}',
  'workload.middle': '所有步的中位',
}
