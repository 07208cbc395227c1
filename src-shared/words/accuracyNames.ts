import { capitalised } from '#shared/words/text.ts'
import type { AccuracyKind } from '#shared/domain/accuracy.ts'
import { SOFTWARE_STACKS } from '#shared/domain/software.ts'
import { softwareName } from '#shared/words/labels.ts'

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
    sentence:
      'All rows of the model on the device were left out of the fit. Serving only: operators belong to no model.',
  },
  {
    value: 'deviceLeftOut',
    label: 'Device left out',
    sentence: 'All rows of the device were left out: what a device without measurements can expect.',
  },
  {
    value: 'recomputed',
    label: 'Your files',
    sentence: 'Predicted now with the coefficients in use. Those may have been fitted on some of these rows.',
  },
]

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

/**
 * Whose coefficients are used, in words: "h100-sxm/vllm" → "NVIDIA H100 SXM with vLLM", "hopper hbm/any" → "measured Hopper HBM devices".
 * @param nameOf a device's name; null: no such device
 */
export function donorName(donor: string, nameOf: (id: string) => string | null): string {
  const [subject = '', stack = ''] = donor.split('/')
  if (subject === 'all' || subject === 'all devices' || subject === 'generic') return 'all measured devices'
  const device = nameOf(subject)
  const software = SOFTWARE_STACKS.find((known) => known === stack)
  const who = device ?? `measured ${capitalised(subject).replace(' hbm', ' HBM').replace(' gddr', ' GDDR')} devices`
  return software === undefined || software === 'generic' ? who : `${who} with ${softwareName(software)}`
}
