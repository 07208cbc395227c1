import { describe, expect, it } from 'vitest'
import { FAMILIES, FAMILY_FACTS, familyNumber, type Family } from '#main/audit/kernels/families.ts'
import { familiesOf, familyOf, ownName } from '#main/audit/kernels/familyOf.ts'
import { RULES } from '#main/audit/kernels/rules.ts'
import { runSliced, UNWATCHED } from '#main/audit/timeline/watch.ts'

/** Names that profilers wrote; of long ones the beginning. */
const REAL: readonly (readonly [name: string, family: Family])[] = [
  ['ncclKernel_AllReduce_RING_LL_Sum_float(ncclDevComm*, unsigned long, ncclWork*)', 'collective'],
  ['ncclDevKernel_AllGather_RING_LL(ncclDevKernelArgsStorage<4096ul>)', 'collective'],
  ['void rcclGenericKernel<1, false>(ncclDevKernelArgsStorage<4096ul>)', 'collective'],
  ['void (anonymous namespace)::multimem_all_reduce_kernel<c10::BFloat16, 16>(c10::BFloat16*)', 'collective'],
  ['void vllm::cross_device_reduce_1stage<__nv_bfloat16, 8>(vllm::RankData*, vllm::RankSignals)', 'collective'],
  [
    'void flashinfer::trtllm_allreduce_fusion::allreduce_fusion_kernel_oneshot_lamport<(AllReduceFusionPattern)1>',
    'collective',
  ],
  ['__amd_rocclr_copyBuffer', 'copy'],
  ['__amd_rocclr_fillBufferAligned', 'fill'],
  ['void vllm::reshape_and_cache_flash_kernel<__nv_bfloat16, unsigned char, (vllm::Fp8KVCacheDataType)1>', 'kvStore'],
  [
    'void (anonymous namespace)::store_kvcache<2048l, 4, false, long>((anonymous namespace)::StoreKVCacheParams)',
    'kvStore',
  ],
  ['_ZN5aiter24add_rmsnorm_quant_kernelIDF16bDF16bLi6ELi8ELb1EEEvPT0_PfPT_', 'norm'],
  ['_ZN7ck_tile6kentryILi1ENS_12Rmsnorm2dFwdINS_27Rmsnorm2dFwdPipelineOnePass', 'norm'],
  ['void cudnn::bn_fw_tr_1C11_kernel_NCHW<float, float, 512, true, 1>(cudnnTensorStruct)', 'norm'],
  ['void (anonymous namespace)::softmax_warp_forward<float, float, float, 8, false, false>(float*)', 'softmax'],
  ['void selective_scan_fwd_kernel<Selective_Scan_fwd_kernel_traits<128, 16, 1>>(SSMParamsBase)', 'state'],
  ['void pytorch_flash::flash_fwd_kernel<pytorch_flash::Flash_fwd_kernel_traits<64, 128, 128, 4>>', 'attention'],
  [
    'void paged_attention_ll4mi_QKV_mfma16_kernel<0, __hip_bfloat16, __hip_bfloat16, (vllm::Fp8KVCacheDataType)0, 1, 128>',
    'attention',
  ],
  ['kernel_unified_attention_2d', 'attention'],
  ['attn_fwd', 'attention'],
  [
    '_ZN7ck_tile6kentryILi2ENS_38FmhaBatchPrefillWithPagedKVCacheKernelINS_40BlockFmhaBatchPrefillPipeline',
    'attention',
  ],
  ['reduce_segments', 'attention'],
  ['_matmul_ogs_NNT_bf16xbf16xmxfp4_16x128x256x1_swiglu', 'experts'],
  ['_topk_forward', 'experts'],
  ['void moe::dev::finalize::finalizeKernelVecLoad<moe::dev::finalize::KernelParams<cutlass::bfloat16_t>>', 'experts'],
  ['void moe::dev::routing::routingIndicesHistogramKernel<moe::dev::routing::routingRenormalize>', 'experts'],
  ['void rotary_embedding_kernel<c10::BFloat16, true>(long const*, c10::BFloat16*)', 'rope'],
  ['void gemv2T_kernel_val<int, int, float, float, float, float, 128, 16, 2, 2, false, false>', 'gemv'],
  ['std::enable_if<!(false), void>::type internal::gemvx::kernel<int, int, float, float, float, float>', 'gemv'],
  ['volta_scudnn_128x128_stridedB_splitK_small_nn_v1', 'conv'],
  ['void implicit_convolve_sgemm<float, float, 1024, 6, 7, 3, 3, 5, 1, false, true, true>(int)', 'conv'],
  ['Cijk_Alik_Bljk_BBS_BH_Bias_HA_S_SAV_UserArgs_MT256x32x64_MI16x16x1_SN_LDSB1', 'gemm'],
  ['sm90_xmma_gemm_bf16bf16_bf16f32_f32_tn_n_tilesize128x128x64_warpgroupsize1x1x1_cublas', 'gemm'],
  ['nvjet_tst_128x64_64x8_2x1_v_bz_TNT', 'gemm'],
  ['void cutlass::Kernel2<cutlass_80_simt_sgemm_128x32_8x5_nn_align1>(cutlass_80_simt_sgemm_128x32::Params)', 'gemm'],
  ['void vllm::scaled_fp8_quant_kernel_strided<c10::BFloat16, c10::Float8_e4m3fn>(c10::Float8_e4m3fn*)', 'quant'],
  ['void tensorrt_llm::kernels::quantize_with_block_size<(tensorrt_llm::BlockScaleQuantizationType)2>', 'quant'],
  [
    '_ZN7sgl_hip10activation18act_and_mul_kernelI14__hip_bfloat16TnPFT_RKS3_EXadL_Z4siluIS2_ES3_S5_EEEEvPS3_PS4_i',
    'activation',
  ],
  ['void cub::DeviceRadixSortHistogramKernel<cub::DeviceRadixSortPolicy<long, int, int>::Policy800>', 'sampling'],
  ['void (anonymous namespace)::resolve_future_token_ids_kernel<long>(long*, long const*)', 'sampling'],
  ['void split_embedding_codegen_forward_unweighted_kernel<float, float, float, long, 2ul>(at::Generic)', 'embedding'],
  ['void at::native::(anonymous namespace)::indexSelectSmallIndex<c10::BFloat16, long, unsigned int, 2>', 'embedding'],
  ['void multi_tensor_apply_kernel<TensorListMetadata<4>, AdamFunctor<float>, float>(int, int volatile*)', 'optimizer'],
  ['void cub::DeviceReduceByKeyKernel<cub::DispatchReduceByKey<long*, long*>>(long*)', 'reduction'],
  [
    'void at::native::(anonymous namespace)::CatArrayBatchedCopy_aligned16_contig<at::native::OpaqueType<2u>>',
    'elementwise',
  ],
  ['void at::native::(anonymous namespace)::max_pool_forward_nchw<float, float>(int, float const*)', 'pool'],
  ['compute_cuda_kernel', 'unknown'],
  ['', 'unknown'],
]

describe('what a kernel does, by its name', () => {
  it.each(REAL)('%s', (name, family) => expect(familyOf(name)).toBe(family))

  it('every rule decides a real name, and every family has one', () => {
    const decided = new Set(REAL.flatMap(([name]) => [RULES.findIndex(({ pattern }) => pattern.test(ownName(name)))]))
    const byWhole = new Set(REAL.map(([name]) => RULES.findIndex(({ pattern }) => pattern.test(name))))
    expect(RULES.map((_, index) => index).filter((index) => !decided.has(index) && !byWhole.has(index))).toEqual([])
    expect(FAMILIES.filter((family) => !REAL.some(([, of]) => of === family))).toEqual([])
  })

  it('types and constructs of a language in a name decide nothing', () => {
    const lambda =
      'void at::native::vectorized_elementwise_kernel<4, at::native::BinaryFunctor<float, at::native::lambda>>(int)'
    expect(familyOf(lambda)).toBe('elementwise')
    expect(familyOf('void paged_attention<(vllm::Fp8KVCacheDataType)1>')).toBe('attention')
  })

  it('PyTorch’s walks are what they apply', () => {
    const walk = (functor: string): string =>
      `void at::native::vectorized_elementwise_kernel<4, at::native::${functor}>`
    expect(familyOf(walk('GeluCUDAKernelImpl'))).toBe('activation')
    expect(familyOf(walk('CUDAFunctor_add<float>'))).toBe('elementwise')
    const reduce = (op: string): string => `void at::native::reduce_kernel<512, 1, at::native::ReduceOp<float, ${op}>>`
    expect(familyOf(reduce('at::native::ArgMaxOps<float>'))).toBe('sampling')
    expect(familyOf(reduce('at::native::MeanOps<float>'))).toBe('reduction')
  })

  it('what the compiler fused is no attention and no expert because of its name', () => {
    expect(familyOf('triton_poi_fused__scaled_dot_product_flash_attention_cat_transpose_view_10')).toBe('elementwise')
    expect(familyOf('triton_poi_fused_constant_pad_nd_moe_forward_0')).toBe('elementwise')
    expect(familyOf('triton_poi_fused_addmm_gelu_view_15')).toBe('activation')
    expect(familyOf('triton_per_fused__to_copy_add_addmm_mean_mul_pow_rsqrt_transpose_view_8')).toBe('reduction')
    expect(familyOf('triton_red_fused__softmax_0')).toBe('softmax')
  })

  it('a list of names has a number each', () => {
    const families = runSliced(familiesOf(REAL.map(([name]) => name)), UNWATCHED)
    expect([...families]).toEqual(REAL.map(([, family]) => familyNumber(family)))
  })

  it('a name made to be slow is not', () => {
    const began = performance.now()
    for (const piece of ['aKVCacheDataTyp', 'H to ', 'triton_', '(anonymous namespace)::', '_', '<<<<', 'a']) {
      familyOf(piece.repeat(4000))
    }
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('what cannot be told from a name is not assumed', () => {
    for (const family of ['gemm', 'attention', 'experts', 'conv', 'state', 'unknown'] as const) {
      expect(FAMILY_FACTS[family].assumed).toBeNull()
    }
  })
})
