import { WARP_SHARE, type LlamaCppClass } from '../../src-main/engine/calibration/llamaCppClass.ts'

/** What the law of llama.cpp needs of a device that somebody measured. Most of them are not in the library. */
export interface LlamaCppDevice {
  readonly class: LlamaCppClass
  /** Id in the library; null: not there. */
  readonly id: string | null
  /** Bytes/s. */
  readonly bandwidth: number
  /** 16-bit products per second as llama.cpp can use them: sums in fp32, dense. */
  readonly products: number
}

function device(kind: LlamaCppClass, gigabytes: number, teraflops: number, id: string | null = null): LlamaCppDevice {
  return { class: kind, id, bandwidth: gigabytes * 1e9, products: teraflops * 1e12 }
}

/**
 * Memory bandwidth and rate of 16-bit products. NVIDIA: data sheets of the boards and the Ampere GA102, Ada and Hopper
 * architecture papers (GeForce: half rate with sums in fp32). Apple: cores × 256 FLOP × clock, as for the library. AMD and
 * Intel: product pages of the RX 7900 XTX, RX 9070 XT, Ryzen AI Max+ 395 and Arc B580.
 */
export const LLAMA_CPP_DEVICES: Readonly<Record<string, LlamaCppDevice>> = {
  'NVIDIA 3070 8GB': device('geforce', 448, 40.6),
  'NVIDIA 3080 10GB': device('geforce', 760, 59.5),
  'NVIDIA 3080 Ti 12GB': device('geforce', 912, 68.2),
  'NVIDIA 3090 24GB': device('geforce', 936, 71),
  'NVIDIA 4070 Ti 12GB': device('geforce', 504, 80.2),
  'NVIDIA 4080 16GB': device('geforce', 716.8, 97.5),
  'NVIDIA 4090 24GB': device('geforce', 1008, 165.2, 'rtx-4090'),
  'NVIDIA 5090 32GB': device('geforce', 1792, 209.5, 'rtx-5090'),
  'NVIDIA RTX 4000 Ada 20GB': device('workstation', 360, 106.8),
  'NVIDIA RTX 5000 Ada 32GB': device('workstation', 576, 261),
  'NVIDIA RTX A6000 48GB': device('workstation', 768, 154.8),
  'NVIDIA RTX 6000 Ada 48GB': device('workstation', 960, 364),
  'NVIDIA A40 48GB': device('workstation', 696, 149.7),
  'NVIDIA L40S 48GB': device('workstation', 864, 362, 'l40s'),
  'NVIDIA A100 PCIe 80GB': device('hbm', 1935, 312),
  'NVIDIA A100 SXM 80GB': device('hbm', 2039, 312, 'a100-sxm-80'),
  'NVIDIA H100 PCIe 80GB': device('hbm', 2000, 756 * WARP_SHARE, 'h100-pcie'),
  'NVIDIA H100 SXM 80GB': device('hbm', 3350, 989 * WARP_SHARE, 'h100-sxm'),
  'Apple M1 7-Core GPU 8GB': device('apple', 68, 2.3),
  'Apple M1 Max 32-Core GPU 64GB': device('apple', 400, 10.4),
  'Apple M2 Ultra 76-Core GPU 192GB': device('apple', 800, 27.2, 'm2-ultra'),
  'Apple M3 Max 40-Core GPU 64GB': device('apple', 400, 14.1),
  'Apple M4 Max 40-Core GPU': device('apple', 546, 17.2, 'm4-max'),
  'AMD RX 7900 XTX 24GB': device('radeon', 960, 122.8),
  'AMD RX 9070 XT 16GB': device('radeon', 644.6, 195),
  'Intel Arc B580 12GB': device('arc', 456, 116),
  'AMD Ryzen AI Max+ 395': device('shared', 256, 59.4),
}
