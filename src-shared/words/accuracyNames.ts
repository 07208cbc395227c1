import { capitalised } from '#shared/words/text.ts'
import type { AccuracyKind } from '#shared/domain/accuracy.ts'
import { SOFTWARE_STACKS } from '#shared/domain/software.ts'
import { softwareName } from '#shared/words/labels.ts'
import { say } from '#shared/words/say.ts'

/** What a fit had not seen: short for the control, and as a sentence under the headline. */
export const KINDS: readonly { readonly value: AccuracyKind; readonly label: string; readonly sentence: string }[] = [
  {
    value: 'groupLeftOut',
    label: 'Cross-validated',
    sentence: 'Like shapes or configurations were left out of the fit together; the device and model were seen.',
  },
  {
    value: 'modelLeftOut',
    label: 'Model left out',
    sentence: 'All rows of the model were left out of the fit. Serving only: operators belong to no model.',
  },
  {
    value: 'versionLeftOut',
    label: 'Version left out',
    sentence: 'All rows of the version of the stack were left out: what another version can expect. Serving only.',
  },
  {
    value: 'deviceLeftOut',
    label: 'Device left out',
    sentence: 'All rows of the device were left out: what a device without measurements can expect.',
  },
  {
    value: 'siteLeftOut',
    label: 'Site left out',
    sentence: 'All rows of who measured were left out: what measurements made elsewhere can expect. Serving only.',
  },
  {
    value: 'recomputed',
    label: 'Your files',
    sentence: 'Predicted now with the coefficients in use. Those may have been fitted on some of these rows.',
  },
]

/** A way of leaving rows out, as the control names it: "Device left out". */
export function kindLabel(kind: AccuracyKind): string {
  return KINDS.find(({ value }) => value === kind)?.label ?? kind
}

/** Names of model families that a capital alone does not make. */
const FAMILY_NAMES: Readonly<Record<string, string>> = {
  deepseek: 'DeepSeek',
  'gpt-oss': 'gpt-oss',
  minimax: 'MiniMax',
  glm: 'GLM',
  'qwen-moe': 'Qwen MoE',
  'qwen-hybrid': 'Qwen hybrid',
  llama4: 'Llama 4',
}

/** A model family as people write it. */
export function familyName(family: string): string {
  return FAMILY_NAMES[family] ?? capitalised(family)
}

/** A device's id; names of vendors are in capitals, those of families of devices hold a space. */
const DEVICE_ID = /^[a-z0-9][a-z0-9.-]*$/

/**
 * Whose coefficients are used, in words: "h100-sxm/vllm" → "NVIDIA H100 SXM with vLLM", "hopper hbm/any" → "measured Hopper HBM devices",
 * "NVIDIA devices/vllm" → "measured NVIDIA devices with vLLM".
 * @param nameOf a device's name; null: no such device is at hand, and its id stands for it
 */
export function donorName(donor: string, nameOf: (id: string) => string | null): string {
  const [subject = '', stack = ''] = donor.split('/')
  const software = SOFTWARE_STACKS.find((known) => known === stack)
  const who = subjectName(subject, nameOf)
  const unnamed = software === undefined || software === 'generic'
  return unnamed ? who : say('calibration.underStack', { who, stack: softwareName(software) })
}

function subjectName(subject: string, nameOf: (id: string) => string | null): string {
  if (subject === 'all' || subject === 'all devices' || subject === 'generic') return say('calibration.allDevices')
  const name = nameOf(subject)
  if (name !== null) return name
  if (DEVICE_ID.test(subject)) return subject
  const family = capitalised(subject)
    .replace(/ devices$/, '')
    .replace(' hbm', ' HBM')
    .replace(' gddr', ' GDDR')
  return say('calibration.family', { family })
}
