import { own, type Json } from './fields.ts'

/** Architectures whose feed-forward layers have two matrices. Source: their code in huggingface/transformers. */
const TWO_MATRICES: ReadonlySet<string> = new Set([
  'apertus',
  'arcee',
  'bert',
  'falcon',
  'gpt_bigcode',
  'gpt_neo',
  'gpt_neox',
  'gptj',
  'nemotron',
  'opt',
  'persimmon',
  'phi',
  'roberta',
  'stablelm_epoch',
  'starcoder2',
])
/** Activations that come without a gate. */
const WITHOUT_GATE: ReadonlySet<unknown> = new Set(['relu', 'relu2', 'gelu_new', 'gelu_fast', 'quick_gelu', 'xielu'])
/** Activations that stand beside a gate in most architectures that have them. */
const WITH_GATE: ReadonlySet<unknown> = new Set(['silu', 'swish', 'swiglu', 'gelu', 'geglu', 'gelu_pytorch_tanh'])

/**
 * Whether feed-forward layers are gated, with three matrices. Those of every architecture that is read in full are, or
 * its family says otherwise.
 */
export function isGated(config: Json): boolean {
  const type = own(config, 'model_type')
  return !(typeof type === 'string' && TWO_MATRICES.has(type)) && !WITHOUT_GATE.has(activation(config))
}

/** The activation by its name; undefined: it is not given. */
export function activation(config: Json): unknown {
  return own(config, 'hidden_act') ?? own(config, 'hidden_activation') ?? own(config, 'activation_function')
}

/** An activation nobody knows, of which it cannot be told whether it has a gate; null: there is none such. */
export function unknownActivation(config: Json): string | null {
  const name = activation(config)
  if (typeof name !== 'string' || WITH_GATE.has(name) || WITHOUT_GATE.has(name)) return null
  const type = own(config, 'model_type')
  return typeof type === 'string' && TWO_MATRICES.has(type) ? null : name
}
