import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Failure } from '#shared/contract/errors.ts'

/** One thing that can be done about a notice. */
export interface NoticeAction {
  readonly label: string
  readonly run: () => void
}

/** Something the user should know, in one sentence, with what can be done about it. */
export interface Notice {
  readonly id: number
  readonly severity: 'note' | 'warning' | 'problem'
  readonly text: string
  readonly actions?: readonly NoticeAction[]
  /** A notice of the same topic takes this one's place. */
  readonly topic?: string
}

/** How long a note stays, milliseconds. Warnings and problems stay until they are dismissed. */
const NOTE_STAYS = 6000
const ACTION_STAYS = 20_000

/** The notices on screen, oldest first. */
export const useNotices = defineStore('notices', () => {
  const list = shallowRef<readonly Notice[]>([])
  let lastId = 0

  function show(notice: Omit<Notice, 'id'>): number {
    const id = ++lastId
    const others = notice.topic === undefined ? list.value : list.value.filter((each) => each.topic !== notice.topic)
    list.value = [...others, { ...notice, id }]
    // What can be acted on stays long enough to be reached by keyboard too.
    const stays = notice.actions ? ACTION_STAYS : NOTE_STAYS
    if (notice.severity === 'note') setTimeout(() => dismiss(id), stays)
    return id
  }

  /** Shows a failure of the back end; a cancelled dialog is not one. */
  function fail(failure: Failure, topic?: string): void {
    if (failure.code === 'cancelled') return
    show({ severity: 'problem', text: failure.message, ...(topic === undefined ? {} : { topic }) })
  }

  function dismiss(id: number): void {
    list.value = list.value.filter((notice) => notice.id !== id)
  }

  function dismissTopic(topic: string): void {
    if (list.value.some((notice) => notice.topic === topic)) {
      list.value = list.value.filter((notice) => notice.topic !== topic)
    }
  }

  return { list, show, fail, dismiss, dismissTopic }
})
