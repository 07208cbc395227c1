import type { layout as english } from '../english/layout.ts'
import type { Translation } from '../translation.ts'

/** How a model is laid out over its devices. A number and its word stay on one line. */
export const layout: Translation<typeof english> = {
  'layout.degree': '{name}\u00a0{degree, number, ::group-off}',
  'layout.redundantExperts': '冗余专家\u00a0{copies, number, ::group-off}',
  'layout.drafted': '草稿\u00a0{tokens, number, ::group-off}\u00a0token',
  'layout.weightsInHostMemory': '{share}权重在主机内存',
  'layout.kvInHostMemory': '{share} KV 在主机内存',
  'layout.prefillDevice': '预填充运行于',
  'layout.sameDevice': '解码所用设备',
  'layout.thisScenario': '本方案',
  'layout.devicesThatDecode': '解码设备',
  'layout.prefillDeviceStep': '{letter}：预填充池的设备',
  'layout.redundantExpertsField': '每层冗余专家',
  'layout.redundantExpertsWithin': '每层冗余专家',
}
