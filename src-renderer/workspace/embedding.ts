import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'

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
