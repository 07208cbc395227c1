import type { ByteSource } from '#main/audit/timeline/source.ts'

const KERNELS = [
  'void at::native::vectorized_elementwise_kernel<4, at::native::CUDAFunctor_add<c10::BFloat16>>',
  'nvjet_tst_128x64_64x8_2x1_v_bz_TNT',
  'ncclDevKernel_AllReduce_Sum_bf16_RING_LL(ncclDevKernelArgsStorage<4096ul>)',
  'void flash::flash_fwd_splitkv_kernel<Flash_fwd_kernel_traits<128, 64, 128, 4>>',
]

/** One call of an operator as PyTorch writes it: the operator with its shapes, its Python frame, launch, arrows and kernel. */
function call(index: number): string {
  const at = 1_712_195_495_505_583 + index * 12
  return [
    `{"ph":"X","cat":"cpu_op","name":"aten::mm","pid":1,"tid":1,"ts":${at}.101,"dur":9.5,"args":{"External id":${index},"Record function id":0,"Input Dims":[[8944,1024],[1024,2816]],"Input type":["c10::BFloat16","c10::BFloat16"],"Ev Idx":${index}}}`,
    `{"ph":"X","cat":"python_function","name":"torch/nn/modules/linear.py(114): forward","pid":1,"tid":1,"ts":${at}.000,"dur":11.0,"args":{"Python parent id":${index},"Python id":${index},"Ev Idx":${index}}}`,
    `{"ph":"X","cat":"cuda_runtime","name":"cudaLaunchKernel","pid":1,"tid":1,"ts":${at}.500,"dur":3.250,"args":{"External id":${index},"cbid":211,"correlation":${index}}}`,
    `{"ph":"s","id":${index},"pid":1,"tid":1,"ts":${at}.500,"cat":"ac2g","name":"ac2g"}`,
    `{"ph":"X","cat":"kernel","name":"${KERNELS[index % KERNELS.length]}","pid":0,"tid":7,"ts":${at + 5}.125,"dur":6.875,"args":{"External id":${index},"queued":0,"device":0,"context":1,"stream":7,"correlation":${index},"registers per thread":32,"shared memory":0,"blocks per SM":13.5,"warps per SM":54.0,"grid":[1788,1,1],"block":[128,1,1],"est. achieved occupancy %":84}}`,
    `{"ph":"f","id":${index},"pid":0,"tid":7,"ts":${at + 5}.125,"cat":"ac2g","name":"ac2g","bp":"e"}`,
  ].join(',\n')
}

/** Calls of one block. */
const CALLS = 700

/** A trace of about so many bytes in blocks of about 1 MB, made as they are read. @returns the source, and how many kernels */
export function syntheticTrace(bytes: number): { readonly source: ByteSource; readonly kernels: () => number } {
  let made = 0
  const source = { name: 'synthetic.json', size: null, blocks: blocks() }
  return { source, kernels: () => made }

  async function* blocks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{"schemaVersion":1,"with_stack":1,"traceEvents":[\n')
    for (let written = 0; written < bytes;) {
      const block = Buffer.from(`${Array.from({ length: CALLS }, (_, index) => call(made + index)).join(',\n')},\n`)
      made += CALLS
      written += block.length
      yield block
    }
    yield Buffer.from(']}')
  }
}

/** The same as bytes, for readers that want all at once. */
export async function syntheticBytes(bytes: number): Promise<Buffer> {
  const blocks: Uint8Array[] = []
  for await (const block of syntheticTrace(bytes).source.blocks) blocks.push(block)
  // A comma too many is what the profiler leaves when it is killed; a parser that reads all at once does not take it.
  return Buffer.from(
    Buffer.concat(blocks)
      .toString('latin1')
      .replace(/,\s*\]\}$/, ']}'),
    'latin1',
  )
}
