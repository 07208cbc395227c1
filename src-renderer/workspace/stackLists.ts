import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ShippedStack } from '#shared/contract/stacks.ts'
import { measuredId, type HardwareProfile } from '#shared/domain/hardware.ts'
import type { StackProfile } from '#shared/domain/stackProfile.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'
import { readOnce } from '../window/readOnce.ts'

const TOPIC = 'stacks'

/** Calibrations of software stacks: those that are shipped and the user's own. Read when first asked for. */
export const useStackLists = defineStore('stackLists', () => {
  const client = useClient()
  const notices = useNotices()
  const shipped = shallowRef<readonly ShippedStack[]>([])
  const own = shallowRef<readonly StackProfile[]>([])
  const { load, reload } = readOnce(async () => {
    const reply = await client.call('stacks.list')
    if (reply.ok) {
      shipped.value = reply.value.shipped
      own.value = reply.value.own
    } else {
      notices.fail(reply.error, TOPIC)
    }
    return reply.ok
  })

  async function remove(id: string): Promise<void> {
    const reply = await client.call('stacks.remove', { id })
    if (!reply.ok) notices.fail(reply.error, TOPIC)
    await reload()
  }

  /** Those measured on a device. */
  function ofDevice(hardware: HardwareProfile): readonly StackProfile[] {
    const id = measuredId(hardware)
    return own.value.filter((stack) => stack.hardware === id)
  }

  return { shipped, own, load, reload, remove, ofDevice }
})
