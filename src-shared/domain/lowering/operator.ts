import type { Precision } from '../precision.ts'
import type { Wording } from '../wording.ts'
import type { CollectiveKind, OperatorGroup } from '../result.ts'

/** How an operator is costed. */
export type OperatorKind = 'gemm' | 'attention' | 'latent' | 'index' | 'experts' | 'stream' | 'state' | 'collective'

/**
 * One operator of a step on one device, as plain numbers. Every operator has the same shape, so that the loop over them
 * stays monomorphic; the numbers a kind does not use are 0. Shapes are per device, after sharding.
 */
export interface PlanOperator {
  readonly kind: OperatorKind
  readonly name: Wording
  readonly group: OperatorGroup
  /** Times it runs in a step, over all layers of all pipeline stages. */
  readonly count: number
  /** Rows it works on: every token of the step, one per sequence (the head), or the tokens of prompts or decode alone. */
  readonly rowsPer: 'token' | 'sequence' | 'prompt' | 'decode'
  /** Rows of one rank times this is what the operator sees: experts see the tokens of all attention-DP ranks. */
  readonly rowScale: number
  readonly precision: Precision
  /** Bytes per weight element, block scales included. */
  readonly weightBytes: number
  /** gemm: output and inner size. Weight elements = n × k. */
  readonly n: number
  readonly k: number
  /** attention, latent, index: heads on this device, head sizes, bytes per KV element. */
  readonly queryHeads: number
  readonly keyValueHeads: number
  readonly headSize: number
  readonly valueHeadSize: number
  /**
   * Elements multiplied per head for one query–key pair of a prompt: key and value sizes, expanded from the latent; of a
   * sparse or compressed latent those of the latent itself, as every query reads entries of its own.
   */
  readonly promptPairSize: number
  /** The same where a sparse latent is read whole, expanded per head; 0: it cannot be. */
  readonly densePairSize: number
  readonly kvBytes: number
  /** KV elements read per cached token and layer on this device. */
  readonly kvElements: number
  /** Most cached tokens a query reads: window or top-k; index: most entries it chooses; Infinity: all. */
  readonly window: number
  /** Every token is held although a query reads only `window` of them (sparse attention). */
  readonly sparse: boolean
  /** Cached entries per token of context: 1, or 1/ratio where the sequence is compressed. */
  readonly contextScale: number
  /** Cached entries read whatever the context: the uncompressed recent tokens of a compressed cache. */
  readonly contextBase: number
  /** experts: shape of the routed feed-forward. */
  readonly experts: number
  /** Copies of busy experts beside them. */
  readonly redundantExperts: number
  readonly topK: number
  readonly intermediate: number
  readonly tensorParallel: number
  readonly expertParallel: number
  readonly skew: number
  /** Matrices of one expert: 3 gated, 2 otherwise. */
  readonly matrices: number
  /** stream, state: activation bytes and operations per row; bytes of state read and written per sequence. */
  readonly bytesPerRow: number
  readonly flopsPerRow: number
  readonly stateBytes: number
  /** index: devices that hold the same keys and may share a prompt's queries. */
  readonly queryRanks: number
  /** collective: what it does, over how many devices, payload bytes per row. */
  readonly collective: CollectiveKind
  readonly devices: number
  /**
   * Exchange of routed tokens (an all-to-all with `topK` choices), of which `bytesPerRow` is one copy of a token: groups the
   * experts stand in, and those of them a token's experts may come from; 0: no groups.
   */
  readonly expertGroups: number
  readonly groupsPerToken: number
}

/** What every operator must say; the rest defaults to 0. */
export type OperatorSpecification = Pick<PlanOperator, 'kind' | 'name' | 'group' | 'count'> & Partial<PlanOperator>

/** An operator with every field present, in one hidden class. */
export function planOperator(specification: OperatorSpecification): PlanOperator {
  return {
    kind: specification.kind,
    name: specification.name,
    group: specification.group,
    count: specification.count,
    rowsPer: specification.rowsPer ?? 'token',
    rowScale: specification.rowScale ?? 1,
    precision: specification.precision ?? 'bf16',
    weightBytes: specification.weightBytes ?? 0,
    n: specification.n ?? 0,
    k: specification.k ?? 0,
    queryHeads: specification.queryHeads ?? 0,
    keyValueHeads: specification.keyValueHeads ?? 0,
    headSize: specification.headSize ?? 0,
    valueHeadSize: specification.valueHeadSize ?? 0,
    promptPairSize: specification.promptPairSize ?? 0,
    densePairSize: specification.densePairSize ?? 0,
    kvBytes: specification.kvBytes ?? 0,
    kvElements: specification.kvElements ?? 0,
    window: specification.window ?? Infinity,
    sparse: specification.sparse ?? false,
    contextScale: specification.contextScale ?? 1,
    contextBase: specification.contextBase ?? 0,
    experts: specification.experts ?? 0,
    redundantExperts: specification.redundantExperts ?? 0,
    topK: specification.topK ?? 0,
    intermediate: specification.intermediate ?? 0,
    tensorParallel: specification.tensorParallel ?? 1,
    expertParallel: specification.expertParallel ?? 1,
    skew: specification.skew ?? 1,
    matrices: specification.matrices ?? 3,
    bytesPerRow: specification.bytesPerRow ?? 0,
    flopsPerRow: specification.flopsPerRow ?? 0,
    stateBytes: specification.stateBytes ?? 0,
    queryRanks: specification.queryRanks ?? 1,
    collective: specification.collective ?? 'allReduce',
    devices: specification.devices ?? 1,
    expertGroups: specification.expertGroups ?? 0,
    groupsPerToken: specification.groupsPerToken ?? 0,
  }
}
