import type { Family } from './families.ts'

/** One rule: what a name holds, and the family it then is of. */
export interface Rule {
  readonly pattern: RegExp
  readonly family: Family
}

const rule = (pattern: RegExp, family: Family): Rule => ({ pattern, family })

/**
 * The first rule that fits decides, so the order matters: a collective that adds a norm is a collective, a softmax within
 * attention is attention by its own name. Each line has a test with the name of a real kernel.
 */
export const RULES: readonly Rule[] = [
  rule(
    /nccl|rccl|oneccl|hccl|msccl|cross_device_reduce|multimem_|(?:one|two)_shot_all_reduce|all_?reduce|lamport|quick_?reduce|reduce_?scatter|all_?gather|all_?to_?all|deep_?ep|(?:intra|inter)node::|nvshmem|userbuffers/i,
    'collective',
  ),
  rule(/__amd_rocclr_copybuffer|memory_copy_|^memcpy|copyBufferRect/i, 'copy'),
  rule(/__amd_rocclr_fillbuffer|^memset/i, 'fill'),
  rule(
    /reshape_and_cache|concat_and_cache|store_?kv|store_cache|set_kv|gather_cache|copy_blocks|swap_blocks|cache_kernel|transfer_kv|set_mla|get_mla_kv/i,
    'kvStore',
  ),
  rule(
    /rms_?norm|layer_?norm|batch_?norm|group_?norm|bn_[fb]w|norm_[fb]wd|RowwiseMoments|GammaBeta|Compute(?:Forward|Backward)Fused|ComputeFusedParams|ComputeInternalGradients|weight_norm/i,
    'norm',
  ),
  rule(/softmax|cunn_soft/i, 'softmax'),
  rule(
    /mamba|selective_scan|causal_conv1d|ssd_|chunk_(?:scan|state|gated|delta)|gated_delta|linear_attn|recurrent/i,
    'state',
  ),
  rule(
    /flash_|flash(?:attn|infer)|fmha|paged_?attention|attention|_attn|attn_|attnfwd|\bmla\b|mla_|sdpa|splitkv|kernel_mha|\bpa_fwd|Batch(?:Decode|Prefill)With|prefillwithkv|reduce_segments|aotriton/i,
    'attention',
  ),
  rule(
    /fused_moe|moe|matmul_ogs|finalize_matmul|expert|grouped_?gemm|grouped_mm|finalizeKernel|topk_?gating|expandInput|routing|bitmatrix|permute_tokens|_topk_forward/i,
    'experts',
  ),
  rule(/rotary|\brope|_rope|rope_/i, 'rope'),
  rule(/gemv|gevm|dot_kernel/i, 'gemv'),
  rule(
    /conv(?!ert)|scudnn|hcudnn|cudnn_infer|\bfft[12]d|cudnn::ops|scalePackedTensor|flip_filter|winograd|dgrad|wgrad|fprop|miopen|igemm|im2col|col2im|nchwToNhwc|nhwcToNchw|SubTensorOp/i,
    'conv',
  ),
  rule(
    /gemm|cijk_|xmma|nvjet|\bbmm_|matmul|triton_(?:mm|bmm|tem)|cublas|splitk|wvSplitK|hipblas|marlin|machete|awq_|gptq_|tensorop/i,
    'gemm',
  ),
  rule(/quant|scaled_fp8|fp8_cast|per_token_group|convert_fp8/i, 'quant'),
  rule(/silu|gelu|swiglu|act_and_mul|\brelu|sigmoid|tanh_|activation/i, 'activation'),
  rule(
    /top_?k|top_?p_|sampl|multinomial|arg_?max|ArgMaxOps|radix_?sort|bitonic|sortKey|SortPairs|gatherTopK|cumsum|DeviceScan|penalt|logits|distribution_|DeviceSelect|DeviceHistogram|resolve_future_token/i,
    'sampling',
  ),
  rule(/bounds_check_indices|to_dense_representation|embedding|index_?select|lookup|split_emb/i, 'embedding'),
  rule(/multi_tensor_apply|\badam|_adam|\bsgd|optimizer/i, 'optimizer'),
  rule(/reduce|reduction|loss|nll_|cross_entropy|krn_partial|Welford/i, 'reduction'),
  rule(
    /triton_(?:fused|for)|triton__|elementwise|vectorized|unrolled|CatArray|copy|index|gather|scatter|fill|arange|where|transpose|permute|dropout|masked|tril|triu|pointwise|pad_|upsample|roll_|flip_|bias|add_|mul_|cast|op_?tensor|eltwise|prepare_|slot_mapping|advance_step/i,
    'elementwise',
  ),
  rule(/pool/i, 'pool'),
]

/** Kernels whose own name says nothing, or only how they walk over their data: what they were made of decides. */
export const WRAPPER =
  /^(?:(?:cutlass::|cutlass_|cute::)?(?:Kernel2?|device_kernel|kernel|kentry|enable_if|std::enable_if|internal::gemvx|DeviceReduce\w{0,60})$)|(?:^|::)(?:kernel|device_kernel|Kernel2?|kentry|_kernel_agent)$/i

/** PyTorch's walk over elements, and what of its names says which function it applies. */
export const ELEMENTWISE =
  /^triton_poi_|(?:^|::)(?:vectorized_|unrolled_|index_)?elementwise_kernel(?:_manual_unroll|_with_index)?$/
export const ACTIVATION_FUNCTION = /silu|gelu|sigmoid|tanh/i
/** Its walk over what it reduces. */
export const REDUCTION = /^triton_(?:per|red)_|(?:^|::)reduce_kernel$/
export const CHOICE = /ArgM(?:ax|in)|argmax|argmin/
export const SOFTMAX = /softmax/i

/** Parts of names that name a type or a language's construct, and must not decide. */
export const NO_WORDS = /[A-Za-z0-9]{0,12}KVCacheDataType|\blambda\b/gi
