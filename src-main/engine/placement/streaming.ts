import { heldTwice, type CopyFit } from '#shared/domain/lowering/fit.ts'
import type { Footprint } from '#shared/domain/lowering/footprint.ts'
import type { Machine } from '../machine/machine.ts'

/** Keeps rounding from putting the last request held just beyond its room. */
const ROUNDING = 1e-9

/** Bytes/s at which weights reach a wafer from outside; 0: there is no such level, or its rate is not known. */
export function streamBandwidth(machine: Machine): number {
  if (machine.kind !== 'wafer') return 0
  const external = machine.profile.memory.find((level) => level.kind === 'external')
  return external?.bandwidth.value ?? machine.host?.bandwidth ?? 0
}

/**
 * Share of the weights that streams in every step where they do not all fit beside at least one request: what is missing
 * once all requests that are asked for are held, or as many as there is room for. Those share the time in which it streams,
 * so that holding fewer of them would serve fewer.
 * @param fit of the copy as if all of it streamed: its working memory and its requests
 * @param requests wanted on one rank
 * @returns 0 to 1; null: not one request fits even beside two layers
 */
export function streamedShare(footprint: Footprint, fit: CopyFit, requests: number): number | null {
  const { weightsPerDevice } = footprint
  const { usablePerDevice, activationsPerDevice, cachePerRequest } = fit
  // All streams, and what is held twice of it; drafting stays on the device.
  const streaming = heldTwice(footprint)
  const drafting = fit.weightsPerDevice - streaming
  const room = usablePerDevice - activationsPerDevice - drafting
  if (!(room - streaming >= cachePerRequest)) return null
  const missing = weightsPerDevice - room
  const cache = Math.max(cachePerRequest, Math.min(requests * cachePerRequest, room - streaming))
  const share = (missing + cache) / (weightsPerDevice - streaming)
  return Math.min(1, Math.max(0, share + ROUNDING))
}
