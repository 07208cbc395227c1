import { bytesPerElement, type Precision } from './precision.ts'
import type { Mixer } from './model.ts'

/** Elements of an index key that share one 32-bit scale. */
const INDEX_SCALE_GROUP = 128
/**
 * Parts of the 8-bit cache of DeepSeek's sparse attention: the latent in fp8 with a 32-bit scale per 128 elements, the
 * rotary part in 16 bits. 512 + 16 + 128 = 656 bytes a token. Source: FlashMLA, "FP8 KV cache" of its sparse kernels;
 * vLLM `fp8_ds_mla`.
 */
const LATENT_SCALE_GROUP = 128
const SCALE_BYTES = 4
const ROTARY_BYTES = 2

/**
 * Bytes of one index key: fp8 with 32-bit scales whatever the cache is held in; 132 for 128 elements.
 * Source: DeepGEMM `fp8_mqa_logits`, vLLM and SGLang index caches.
 * @param size elements
 */
export function indexKeyBytes(size: number): number {
  return size + Math.ceil(size / INDEX_SCALE_GROUP) * SCALE_BYTES
}

/**
 * Bytes of one token's latent in one layer. Sparse layers keep an 8-bit latent in a format of their own.
 * @param precision format of the cache
 */
export function latentBytes(mixer: Extract<Mixer, { kind: 'mla' }>, precision: Precision): number {
  const { keyValueRank, ropeHeadSize } = mixer
  if (mixer.sparse && precision === 'fp8') {
    const scales = Math.ceil(keyValueRank / LATENT_SCALE_GROUP) * SCALE_BYTES
    return keyValueRank + scales + ropeHeadSize * ROTARY_BYTES
  }
  return (keyValueRank + ropeHeadSize) * bytesPerElement(precision)
}

/**
 * Bytes one more token of context adds in one layer before any window is full: keys and values, or the latent, and the
 * indexer's key where the layer has an indexer. 0 for mixers that keep a state.
 * @param precision format of keys, values and latents; index keys have their own
 */
export function cacheBytesPerToken(mixer: Mixer, precision: Precision): number {
  switch (mixer.kind) {
    case 'attention': {
      // A shared matrix still gives two cached tensors: keys are rotated and normalised, values are not.
      const perHead = mixer.headSize + (mixer.valueHeadSize ?? mixer.headSize)
      const index = mixer.blockSparse ? indexKeyBytes(mixer.blockSparse.indexSize) : 0
      return mixer.keyValueHeads * perHead * bytesPerElement(precision) + index
    }
    case 'mla':
      return latentBytes(mixer, precision) + ownIndexKey(mixer.sparse)
    case 'compressed':
      if (mixer.ratio === 0) return 0
      return (mixer.headSize * bytesPerElement(precision) + ownIndexKey(mixer.sparse)) / mixer.ratio
    case 'linear':
    case 'ssm':
    case 'none':
      return 0
  }
}

function ownIndexKey(sparse: Extract<Mixer, { kind: 'mla' | 'compressed' }>['sparse']): number {
  return sparse && !sparse.shared ? indexKeyBytes(sparse.indexHeadSize) : 0
}
