import type { Draft } from 'immer'
import { usedProfileIds } from '#shared/domain/resolve.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'

/** Drops embedded profiles that neither a scenario nor the brief names any more. */
export function forgetUnusedProfiles(draft: Draft<Workspace>): void {
  const { hardware, models } = usedProfileIds(draft)
  for (const id of Object.keys(draft.profiles.hardware)) if (!hardware.has(id)) delete draft.profiles.hardware[id]
  for (const id of Object.keys(draft.profiles.models)) if (!models.has(id)) delete draft.profiles.models[id]
}

/** A device as the library holds it, with its hash. Null: it could not be read, and a notice says why. */
export async function fetchHardware(id: string) {
  const reply = await useClient().call('library.hardware', { id })
  if (reply.ok) return reply.value
  useNotices().fail(reply.error)
  return null
}

/** A model as the library holds it, with its hash. Null: it could not be read, and a notice says why. */
export async function fetchModel(id: string) {
  const reply = await useClient().call('library.model', { id })
  if (reply.ok) return reply.value
  useNotices().fail(reply.error)
  return null
}
