import { idOf } from './identity.ts'

/** What is told apart by its name. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** Parts of a model's name that tell how it was trained or stored, not which it is. */
const OF_MODELS: ReadonlySet<string> = new Set([
  ...['instruct', 'base', 'chat', 'it', 'hf', 'pt', 'sft', 'preview', 'meta', 'nvidia', 'google', 'microsoft'],
  ...[
    'fp8',
    'fp4',
    'nvfp4',
    'mxfp4',
    'bf16',
    'fp16',
    'int4',
    'int8',
    'awq',
    'gptq',
    'gguf',
    'bnb',
    '4bit',
    '8bit',
    'w4a16',
    'w8a8',
  ],
  ...['dynamic', 'block', 'static', 'quantized'],
])
/** Parts of a device's name that every device of its maker has, or that tell its size. */
const OF_DEVICES =
  /^(?:nvidia|amd|intel|google|aws|apple|huawei|gpu|gpus|card|accelerator|tensor|core|geforce|instinct|tesla|hgx|dgx|\d+gb|\d+gib|hbm\w*|gb|gib)$/
/** A month or a day as publishers stamp their models: "2507", "0324". */
const STAMP = /^\d{4}$/

function modelWords(name: string): string {
  return idOf(name)
    .split('-')
    .filter((word) => !OF_MODELS.has(word) && !STAMP.test(word))
    .join('-')
}

/** Models of that name, whatever they were trained for or are stored in. */
export function modelsOfName<Model extends Named>(name: string, models: readonly Model[]): readonly Model[] {
  const words = modelWords(name)
  if (words === '') return []
  return models.filter((model) => modelWords(model.id) === words || modelWords(model.name) === words)
}

const deviceWords = (name: string): readonly string[] =>
  idOf(name)
    .split('-')
    .filter((word) => word !== '' && !OF_DEVICES.test(word))

/**
 * Devices a name may mean: those that have all of its words ("H100" is every H100), or, of a variant nobody lists, those of
 * the same chip. A word that is the beginning of another counts ("SXM" of "SXM5").
 */
export function devicesOfName<Device extends Named>(name: string, devices: readonly Device[]): readonly Device[] {
  const wanted = deviceWords(name)
  const chips = wanted.filter((word) => /[a-z]/.test(word) && /\d/.test(word))
  const marks = chips.length > 0 ? chips : wanted.filter((word) => /^\d{3,5}$/.test(word))
  if (marks.length === 0) return []
  const has = ({ id, name: other }: Device, word: string): boolean =>
    [...deviceWords(id), ...deviceWords(other)].some(
      (own) => own === word || (/^[a-z]+$/.test(word) && own.startsWith(word)),
    )
  const ofChip = devices.filter((device) => marks.every((mark) => has(device, mark)))
  const exact = ofChip.filter((device) => wanted.every((word) => has(device, word)))
  return exact.length > 0 ? exact : ofChip
}
