import type { RoofWords } from '../../domain/wording.ts'
import type { MessagesOf } from '../message.ts'

/** Limits of a machine that its profile gives no name. */
export const roofs: MessagesOf<RoofWords> = {
  'roof.dense': '{format} dense peak{devices, plural, =1 {} other {, {devices, number, ::group-off} devices}}',
  'roof.mesh': 'Mesh',
  'roof.offChip': 'Off-chip memory',
  'roof.capacity': 'Capacity',
}
