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

/** The release of a stack, or its date where releases have no numbers, as its maker writes it: "0.19.0", "1.2.0rc6.post3", "2026-06". */
export const softwareVersionSchema = z.string().regex(/^[\w.+-][\w.+ -]{0,58}[\w.+-]$|^[\w.+-]$/)
