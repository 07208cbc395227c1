import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ShippedStack } from '#shared/contract/stacks.ts'
import { measuredId, type HardwareProfile } from '#shared/domain/hardware.ts'
import { stacksFor, type StackFact } from '#shared/domain/offeredStacks.ts'
import type { Software } from '#shared/domain/software.ts'
import type { StackProfile } from '#shared/domain/stackProfile.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'
import { readOnce } from '../window/readOnce.ts'
import type { StackChoices } from './inputs/stackChoices.ts'

const TOPIC = 'stacks'

/** Calibrations of software stacks: those that are shipped and the user's own. Read when first asked for. */
export const useStackLists = defineStore('stackLists', () => {
  const client = useClient()
  const notices = useNotices()
  const shipped = shallowRef<readonly ShippedStack[]>([])
  /** Null: not read yet. */
  const facts = shallowRef<readonly StackFact[] | null>(null)
  const own = shallowRef<readonly StackProfile[]>([])
  const { load, reload } = readOnce(async () => {
    const reply = await client.call('stacks.list')
    if (reply.ok) {
      shipped.value = reply.value.shipped
      own.value = reply.value.own
      facts.value = reply.value.facts
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

  /** Stacks that exist for a device; none while they are being read. */
  function offeredFor(hardware: HardwareProfile): readonly Software[] {
    return facts.value === null ? [] : stacksFor(hardware, facts.value)
  }

  /** What there is to choose from on a device, and on that of a prefill pool of its own. */
  function choicesFor(hardware: HardwareProfile, prefill: HardwareProfile | null): StackChoices {
    return {
      own: ofDevice(hardware),
      offered: offeredFor(hardware),
      offeredForPrefill: prefill === null ? [] : offeredFor(prefill),
      shipped: shipped.value,
    }
  }

  return { shipped, own, facts, load, reload, remove, ofDevice, offeredFor, choicesFor }
})
