import { plainLine } from '../plainLine.ts'

/** How the library calls the families of architectures; the first beginning that fits counts. */
const FAMILIES: readonly (readonly [beginning: string, family: string])[] = [
  ['llama4', 'llama4'],
  ['llama', 'llama'],
  ['mixtral', 'mixtral'],
  ['mistral', 'mistral'],
  ['qwen3_next', 'qwen-hybrid'],
  ['qwen3_5', 'qwen-hybrid'],
  ['qwen3_moe', 'qwen-moe'],
  ['qwen3_vl_moe', 'qwen-moe'],
  ['qwen2_moe', 'qwen-moe'],
  ['qwen', 'qwen'],
  ['gemma', 'gemma'],
  ['phi', 'phi'],
  ['mimo', 'mimo'],
  ['gpt_oss', 'gpt-oss'],
  ['minimax', 'minimax'],
  ['deepseek', 'deepseek'],
  ['kimi', 'kimi'],
  ['glm', 'glm'],
  ['step', 'step'],
  ['nemotron', 'nemotron'],
  ['jamba', 'jamba'],
]

/**
 * The family under which a model's accuracy is counted with that of its relatives.
 * @param type `model_type` of a configuration @returns the type itself where no family is known
 */
export function familyOf(type: string): string {
  return plainLine(FAMILIES.find(([beginning]) => type.startsWith(beginning))?.[1] ?? type, 60)
}
