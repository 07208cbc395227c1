/** Words for fields whose name does not say what a person would call them. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  kvPrecision: 'KV precision',
  kv: 'KV',
  timePerToken: 'objective for time per output token',
  timeToFirstToken: 'objective for time to first token',
  normaliser: 'throughput denominator',
  powerUsageEffectiveness: 'PUE',
  inputTokens: 'input tokens',
  hardwareOverrides: 'overridden figures',
  workloadOverrides: 'own workload',
}

/** Lists whose items have a name of their own: "scenarios", 1 → "scenario 2". */
const ITEM_WORDS: Readonly<Record<string, string>> = {
  scenarios: 'scenario',
  memory: 'memory level',
  layerGroups: 'layer group',
  notes: 'note',
  alternatives: 'alternative',
}

/** Maps whose keys are the user's or the library's: the key follows the word. */
const MAP_WORDS: Readonly<Record<string, string>> = {
  hardware: 'device',
  models: 'model',
  peaks: 'dense peak',
  sources: 'source',
  other: 'figure on record',
}

/** A field's name in words: "tensorParallel" → "tensor parallel". */
function fieldWords(field: string): string {
  const known = Object.hasOwn(FIELD_WORDS, field) ? FIELD_WORDS[field] : undefined
  return known ?? field.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
}

/**
 * A path into a workspace in words, outermost first: ["scenarios", 1, "deployment", "tensorParallel"] →
 * "scenario 2, deployment, tensor parallel". List items count from 1.
 */
export function pathWords(path: readonly PropertyKey[]): string {
  const words: string[] = []
  for (let index = 0; index < path.length; index += 1) {
    const part = path[index]
    const next = path[index + 1]
    const name = String(part)
    if (typeof next === 'number') {
      words.push(`${ITEM_WORDS[name] ?? fieldWords(name)} ${next + 1}`)
      index += 1
    } else if (Object.hasOwn(MAP_WORDS, name) && typeof next === 'string' && path.length > 1) {
      words.push(`${MAP_WORDS[name]} ${next}`)
      index += 1
    } else if (name !== 'profiles' && name !== 'profile' && name !== 'workspace') {
      words.push(fieldWords(name))
    }
  }
  return words.length === 0 ? 'the workspace' : words.join(', ')
}
