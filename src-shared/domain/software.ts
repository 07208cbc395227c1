import { z } from 'zod'

/** Software stacks a calibration may belong to. `generic` is the uncalibrated relative of all. */
export const SOFTWARE_STACKS = [
  'generic',
  'vllm',
  'trtllm',
  'sglang',
  'nccl',
  'llamacpp',
  'deepspeed',
  'wafer',
  'rocm',
  'tt-metal',
  'sambaflow',
] as const
export const softwareSchema = z.enum(SOFTWARE_STACKS)
/** A software stack. */
export type Software = z.infer<typeof softwareSchema>
