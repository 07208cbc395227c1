import type { Held } from '#shared/domain/checkpoint.ts'
import { isObject, list, own, type Json } from '../fields.ts'
import { modulePatterns, type ModulePatterns } from './modulePattern.ts'
import {
  algorithmWeights,
  describedWeights,
  eightBit,
  fourBitFloats,
  integers,
  numberAt,
  objectAt,
  textAt,
  textsAt,
} from './storage.ts'

/** Modules a scheme stores in one way. */
export interface SchemeRule {
  /** Modules it names; null: every matrix of the layers but routers. */
  readonly modules: ModulePatterns | null
  readonly held: Held
}

/** A quantisation scheme: what it stores how, and what it leaves alone. */
export interface Scheme {
  readonly rules: readonly SchemeRule[]
  readonly ignored: ModulePatterns
  /** Experts have a format of their own, whatever the rules say; null: they follow the rules. */
  readonly experts: Held | null
  /** The head is one of the matrices, where it is not ignored. */
  readonly withHead: boolean
}

/** A configuration's scheme; `unread`: there is one, but this part of it is not understood. Null: there is none. */
export type SchemeReading = { readonly scheme: Scheme } | { readonly unread: string } | null

const everything = (held: Held): SchemeRule[] => [{ modules: null, held }]

/** The part of a configuration that describes the scheme: its own, or its language model's. */
function described(config: Json, whole: Json): Json | null {
  const value = own(config, 'quantization_config') ?? own(whole, 'quantization_config') ?? own(whole, 'quantization')
  return isObject(value) ? value : null
}

/** Experts that are narrow whatever the scheme says: DeepSeek V4 says so beside it, gpt-oss was trained so. */
function narrowExperts(config: Json): Held | null {
  const isNarrow = textAt(config, 'expert_dtype') === 'fp4' || textAt(config, 'model_type') === 'gpt_oss'
  return isNarrow ? fourBitFloats(32) : null
}

/**
 * Reads the quantisation scheme of a configuration.
 * Sources of what each method stores: vllm-project/vllm, model_executor/layers/quantization (awq, gptq, fp8, fbgemm_fp8,
 * mxfp4, modelopt, compressed_tensors); microscaling formats: OCP MX specification 1.0.
 * @param config the part that describes the language model @param whole the whole configuration
 */
export function readScheme(config: Json, whole: Json): SchemeReading {
  const given = described(config, whole)
  const narrow = narrowExperts(config)
  if (given === null) {
    if (narrow === null) return null
    return { scheme: { rules: [], ignored: modulePatterns([]), experts: narrow, withHead: false } }
  }
  const ignored = ignoredModules(given)
  const [foreign] = ignored.foreign
  if (foreign !== undefined) return { unread: foreign }
  const rules = methodRules(given)
  if (rules === null) return { unread: methodName(given) }
  return { scheme: { ...rules, ignored, experts: rules.experts ?? narrow } }
}

/** Modules a scheme leaves alone. Where experts of an fp8 checkpoint were quantised anew, the list is of what stayed fp8. */
function ignoredModules(given: Json): ModulePatterns {
  const isAnew = typeof own(given, 'moe_quant_algo') === 'string'
  const keys = ['ignore', 'modules_to_not_convert', 'ignored_layers', 'exclude_modules']
  return modulePatterns(isAnew ? [] : textsAt(given, ...keys))
}

/** What a scheme calls itself, for sentences about it. */
function methodName(given: Json): string {
  return [textAt(given, 'quant_method'), textAt(given, 'quant_algo'), textAt(given, 'format')]
    .filter(Boolean)
    .join(', ')
}

type MethodRules = Omit<Scheme, 'ignored'>

function methodRules(given: Json): MethodRules | null {
  const method = textAt(given, 'quant_method')
  const group = numberAt(given, 'group_size')
  const bits = numberAt(given, 'bits', 'w_bit') ?? 4
  const plain = (held: Held | null): MethodRules | null =>
    held === null ? null : { rules: everything(held), experts: null, withHead: false }
  switch (method) {
    case 'awq':
      return plain(integers(bits, group ?? 128, own(given, 'zero_point') === false ? 0 : bits))
    case 'gptq': {
      // What is set module by module is not read.
      if (Object.keys(objectAt(given, 'dynamic') ?? {}).length > 0) return null
      // Symmetric or not, zero points are stored.
      const read = plain(integers(bits, group, bits))
      return read && { ...read, withHead: own(given, 'lm_head') === true }
    }
    case 'fbgemm_fp8':
      return plain(eightBit(null, false))
    case 'mxfp4':
      return { rules: [], experts: fourBitFloats(32), withHead: false }
    case 'compressed-tensors':
      return groupRules(given)
    case 'fp8':
      return fp8Rules(given)
    case 'modelopt':
    case '':
      return modelOptRules(given)
    default:
      return null
  }
}

/** DeepSeek's fp8, and NVIDIA's re-quantisation of the experts of such a checkpoint. */
function fp8Rules(given: Json): MethodRules {
  const held = eightBit(list(given, 'weight_block_size'), textAt(given, 'scale_fmt') === 'ue8m0')
  const experts = algorithmWeights({ quant_algo: own(given, 'moe_quant_algo'), group_size: own(given, 'group_size') })
  return { rules: everything(held), experts, withHead: false }
}

/** Groups of modules with a description of their weights each. Classes of modules mean every matrix. */
function groupRules(given: Json): MethodRules | null {
  const rules: SchemeRule[] = []
  for (const entry of Object.values(objectAt(given, 'config_groups') ?? {})) {
    const weights = isObject(entry) ? objectAt(entry, 'weights') : null
    if (!isObject(entry) || weights === null) continue
    const held = describedWeights(weights)
    if (held === null) return null
    const targets = textsAt(entry, 'targets')
    const isClass = targets.length === 0 || targets.some((target) => /^(?:Linear|FusedMoE)$/.test(target))
    const modules = isClass ? null : modulePatterns(targets)
    if (modules !== null && modules.foreign.length > 0) return null
    rules.push({ modules, held })
  }
  return rules.length === 0 ? null : { rules, experts: null, withHead: true }
}

function modelOptRules(given: Json): MethodRules | null {
  const layers = objectAt(given, 'quantized_layers')
  if (layers !== null) return layerRules(layers)
  const read = objectAt(given, 'config_groups') === null ? null : groupRules(given)
  if (read !== null) return read
  const held = algorithmWeights(given)
  return held === null ? null : { rules: everything(held), experts: null, withHead: true }
}

/** Modules named one by one, with an algorithm each. */
function layerRules(layers: Json): MethodRules | null {
  const byStorage = new Map<string, { held: Held; names: string[] }>()
  for (const [name, entry] of Object.entries(layers)) {
    const held = isObject(entry) ? algorithmWeights(entry) : null
    if (held === null) return null
    const key = `${held.precision}/${held.bits}`
    const known = byStorage.get(key)
    if (known === undefined) byStorage.set(key, { held, names: [name] })
    else known.names.push(name)
  }
  const rules = [...byStorage.values()].map(({ held, names }) => ({ modules: modulePatterns(names), held }))
  return { rules, experts: null, withHead: true }
}
