import type { AccuracyQuantity } from '../../domain/accuracy.ts'
import type { Cause } from '../../domain/cause.ts'
import type { Precision } from '../../domain/precision.ts'
import type { CollectiveKind, OperatorGroup, Phase, Resource } from '../../domain/result.ts'
import type { Software } from '../../domain/software.ts'
import { message, type Message } from '../message.ts'

/** A name for each of a kind of thing, under "kind.thing". */
type Names<Kind extends string, Thing extends string> = { readonly [Each in Thing as `${Kind}.${Each}`]: Message }

const causes: Names<'cause', Cause> = {
  'cause.weights': 'Weights',
  'cause.kv': 'KV cache',
  'cause.activations': 'Activations',
  'cause.state': 'State',
  'cause.collective': 'Collectives',
  'cause.kvTransfer': 'KV transfer',
  'cause.hostTransfer': 'Host transfer',
  'cause.weightStreaming': 'Weight streaming',
  'cause.compute': 'Compute',
  'cause.launch': 'Launch',
  'cause.stepOverhead': 'Step overhead',
  'cause.queue': 'Queue',
  'cause.idle': 'Idle',
}

/** Where the machine's own memory is not known. */
const resources: Names<'resource', Resource> = {
  'resource.compute': 'Compute',
  'resource.sram': 'On-chip SRAM',
  'resource.memory': 'Memory',
  'resource.link': 'Link',
  'resource.host': 'Host',
  'resource.overhead': 'Overhead',
}

/** Within a sentence: "bound by …". */
const resourcesWithin: Names<'resourceWithin', Resource> = {
  'resourceWithin.compute': 'compute',
  'resourceWithin.sram': 'on-chip SRAM',
  'resourceWithin.memory': 'memory',
  'resourceWithin.link': 'links',
  'resourceWithin.host': 'host',
  'resourceWithin.overhead': 'overhead',
}

const phases: Names<'phase', Phase> = {
  'phase.prefill': 'Prefill',
  'phase.decode': 'Decode',
  'phase.transfer': 'Transfer',
}

/** Short enough for a label beside a dot and under a bar. */
const groups: Names<'group', OperatorGroup> = {
  'group.qkv': 'QKV',
  'group.attention': 'Attention',
  'group.index': 'Index scan',
  'group.attentionOutput': 'Attention output',
  'group.feedForward': 'FFN',
  'group.experts': 'Experts',
  'group.router': 'Router',
  'group.mixer': 'Mixer',
  'group.normalisation': 'Normalisation',
  'group.embedding': 'Embedding',
  'group.head': 'LM head',
  'group.collective': 'Collectives',
  'group.transfer': 'Transfer',
  'group.step': 'Step overhead',
}

const collectives: Names<'collective', CollectiveKind> = {
  'collective.allReduce': 'All-reduce',
  'collective.allGather': 'All-gather',
  'collective.reduceScatter': 'Reduce-scatter',
  'collective.allToAll': 'All-to-all',
  'collective.sendReceive': 'Stage transfer',
}

const precisions: Names<'precision', Precision> = {
  'precision.fp32': 'FP32',
  'precision.bf16': 'BF16',
  'precision.fp16': 'FP16',
  'precision.fp8': 'FP8',
  'precision.int8': 'INT8',
  'precision.fp6': 'FP6',
  'precision.nvfp4': 'NVFP4',
  'precision.mxfp4': 'MXFP4',
  'precision.int4': 'INT4',
}

/** As their makers write them. */
const stacks: Names<'software', Software> = {
  'software.generic': 'Generic',
  'software.vllm': 'vLLM',
  'software.trtllm': 'TensorRT-LLM',
  'software.sglang': 'SGLang',
  'software.nccl': 'NCCL',
  'software.llamacpp': 'llama.cpp',
  'software.deepspeed': 'DeepSpeed',
  'software.wafer': 'WaferLLM',
  'software.rocm': 'ROCm',
  'software.tt-metal': 'TT-Metal',
  'software.sambaflow': 'SambaFlow',
}

/** What is predicted and compared with measurements, as filters and tables name it. */
const quantities: Names<'quantity', AccuracyQuantity> = {
  'quantity.tpot': 'TPOT, aggregated',
  'quantity.ttft': 'TTFT, aggregated',
  'quantity.tpotDisaggregated': 'TPOT, disaggregated',
  'quantity.ttftDisaggregated': 'TTFT, disaggregated',
  'quantity.fixedBatch': 'Fixed batch, whole run',
  'quantity.fixedBatchFirst': 'Fixed batch, first token',
  'quantity.batchOne': 'Batch 1, per token',
  'quantity.batchOneFirst': 'Batch 1, prefill',
  'quantity.deviceTime': 'Device time of an output token',
  'quantity.gemm': 'Matrix product',
  'quantity.attentionDecode': 'Attention, decode',
  'quantity.attentionPrefill': 'Attention, prefill',
  'quantity.mlaDecode': 'Latent attention, decode',
  'quantity.mlaPrefill': 'Latent attention, prefill',
  'quantity.moe': 'Experts',
  'quantity.allReduce': 'All-reduce',
  'quantity.allGather': 'All-gather',
  'quantity.reduceScatter': 'Reduce-scatter',
  'quantity.allToAll': 'All-to-all',
  'quantity.exchange': 'Token exchange',
  'quantity.betweenNodes': 'Between nodes',
  'quantity.sendReceive': 'Send and receive',
  'quantity.stream': 'Norms',
  'quantity.mesh': 'Wafer mesh',
  'quantity.waferDecode': 'Wafer, decode',
  'quantity.waferPrefill': 'Wafer, prefill',
  'quantity.waferRun': 'Wafer, whole run',
  'quantity.waferHosted': 'Wafer, hosted',
}

/** What things are called, each once. */
export const names = {
  'name.and': message<{ names: readonly string[] }>('{names}'),
  ...causes,
  ...resources,
  ...resourcesWithin,
  ...phases,
  ...groups,
  ...collectives,
  ...precisions,
  ...stacks,
  ...quantities,
}
