import type { Mixer } from '../model.ts'
import { projection } from './projection.ts'
import { ACTIVATION_BYTES, type LayerContext } from './layerContext.ts'
import { planOperator, type PlanOperator } from './operator.ts'

/** Recurrent states are kept in 32 bits by the serving stacks: rounding errors would accumulate over the sequence. */
const STATE_BYTES = 4

/** Elements of recurrent state per sequence and layer, before sharding. 0 for mixers with a KV cache. */
function stateElements(mixer: Mixer): number {
  if (mixer.kind === 'linear') {
    const convolved = 2 * mixer.keyHeads * mixer.keySize + mixer.valueHeads * mixer.valueSize
    return mixer.valueHeads * mixer.keySize * mixer.valueSize + convolved * Math.max(0, mixer.convolution - 1)
  }
  if (mixer.kind === 'ssm') {
    const convolved = mixer.innerSize + 2 * mixer.groups * mixer.stateSize
    return mixer.innerSize * mixer.stateSize + convolved * Math.max(0, mixer.convolution - 1)
  }
  return 0
}

function stateUpdate(mixer: Mixer, context: LayerContext, width: number, core: number): PlanOperator {
  const tensor = context.layout.tensorParallel
  return planOperator({
    kind: 'state',
    name: { code: 'operatorName.stateUpdate' },
    group: 'mixer',
    count: context.count,
    bytesPerRow: (2 * width * ACTIVATION_BYTES) / tensor,
    // Decay, outer product, accumulate and read-out: two multiply-adds and a multiply per state element and token.
    flopsPerRow: (6 * core) / tensor,
    stateBytes: (stateElements(mixer) * STATE_BYTES) / tensor,
  })
}

/** Linear attention: projections and a state that is read and written once per step and sequence. */
export function lowerLinearAttention(mixer: Extract<Mixer, { kind: 'linear' }>, context: LayerContext): PlanOperator[] {
  const tensor = context.layout.tensorParallel
  const keys = 2 * mixer.keyHeads * mixer.keySize
  const values = mixer.valueHeads * mixer.valueSize
  const gates = mixer.variant === 'lightning' ? 0 : 2 * mixer.valueHeads
  return [
    projection(
      context,
      { code: 'operatorName.queryKeyValueGate' },
      'qkv',
      (keys + 2 * values + gates) / tensor,
      context.hiddenSize,
    ),
    stateUpdate(mixer, context, keys + 2 * values, mixer.valueHeads * mixer.keySize * mixer.valueSize),
    projection(context, { code: 'operatorName.mixerOutput' }, 'attentionOutput', context.hiddenSize, values / tensor),
  ]
}

/** State-space mixer (Mamba 1 and 2): projections and a state instead of a KV cache. */
export function lowerStateSpace(mixer: Extract<Mixer, { kind: 'ssm' }>, context: LayerContext): PlanOperator[] {
  const tensor = context.layout.tensorParallel
  const { innerSize, stateSize, groups, heads } = mixer
  const operators: PlanOperator[] = []
  if (mixer.variant === 'mamba1') {
    const rank = mixer.timeStepRank ?? Math.ceil(context.hiddenSize / 16)
    operators.push(
      projection(context, { code: 'operatorName.mixerInput' }, 'qkv', (2 * innerSize) / tensor, context.hiddenSize),
      projection(context, { code: 'operatorName.stateParameters' }, 'mixer', rank + 2 * stateSize, innerSize / tensor),
      projection(context, { code: 'operatorName.timeStep' }, 'mixer', innerSize / tensor, rank),
    )
  } else {
    operators.push(
      projection(
        context,
        { code: 'operatorName.mixerInput' },
        'qkv',
        (2 * innerSize + 2 * groups * stateSize + heads) / tensor,
        context.hiddenSize,
      ),
    )
  }
  operators.push(
    stateUpdate(mixer, context, 2 * innerSize + 2 * groups * stateSize, innerSize * stateSize),
    projection(
      context,
      { code: 'operatorName.mixerOutput' },
      'attentionOutput',
      context.hiddenSize,
      innerSize / tensor,
    ),
  )
  return operators
}
