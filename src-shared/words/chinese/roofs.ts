import type { roofs as english } from '../english/roofs.ts'
import type { Translation } from '../translation.ts'

/** Limits of a machine that its profile gives no name. */
export const roofs: Translation<typeof english> = {
  'roof.dense': '{format}稠密峰值{devices, plural, =1 {} other {，{devices, number, ::group-off}台设备}}',
  'roof.mesh': '网格',
  'roof.offChip': '片外显存',
  'roof.capacity': '容量',
}
