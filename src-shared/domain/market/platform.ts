import type { HardwareProfile } from '../hardware.ts'

/** What devices are programmed on, as projects of software tell them apart. */
export const PLATFORMS = [
  'cuda',
  'rocm',
  'x86',
  'xpu',
  'tpu',
  'metal',
  'ascend',
  'gaudi',
  'neuron',
  'arm',
  'ibmZ',
  'spyre',
  'cambricon',
  'metax',
  'rebellions',
  'cerebras',
  'groq',
  'sambanova',
  'tenstorrent',
  'dmatrix',
  'qualcomm',
] as const
/** What a device is programmed on. */
export type Platform = (typeof PLATFORMS)[number]

type Kind = HardwareProfile['kind']

/** Platforms by maker and kind of device; of makers with one platform, for every kind. */
const OF_MAKER: Readonly<Record<string, Platform | Partial<Record<Kind, Platform>>>> = {
  nvidia: { gpu: 'cuda', unified: 'cuda', cpu: 'arm' },
  amd: { gpu: 'rocm', unified: 'rocm', cpu: 'x86' },
  intel: { gpu: 'xpu', accelerator: 'gaudi', cpu: 'x86' },
  google: { tpu: 'tpu', cpu: 'arm' },
  aws: { accelerator: 'neuron', cpu: 'arm' },
  apple: { unified: 'metal', gpu: 'metal' },
  huawei: { accelerator: 'ascend' },
  ampere: { cpu: 'arm' },
  groq: 'groq',
  'groq/nvidia': 'groq',
  cerebras: 'cerebras',
  sambanova: 'sambanova',
  tenstorrent: 'tenstorrent',
  'd-matrix': 'dmatrix',
  qualcomm: { accelerator: 'qualcomm' },
  cambricon: 'cambricon',
  metax: 'metax',
  rebellions: 'rebellions',
}

/**
 * The platform a device is programmed on.
 * @returns null where its maker and kind do not say: a device of one's own, or one nobody has read about
 */
export function platformOf({ vendor, kind }: Pick<HardwareProfile, 'vendor' | 'kind'>): Platform | null {
  const maker = vendor.trim().toLowerCase()
  const known = Object.hasOwn(OF_MAKER, maker) ? OF_MAKER[maker] : undefined
  return (typeof known === 'string' ? known : known?.[kind]) ?? null
}
