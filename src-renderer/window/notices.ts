import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Failure } from '#shared/contract/errors.ts'

/** Something the user should know, in one sentence, with at most one thing to do about it. */
export interface Notice {
  readonly id: number
  readonly severity: 'note' | 'warning' | 'problem'
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
  /** A notice of the same topic takes this one's place. */
  readonly topic?: string
}

/** How long a note stays, milliseconds. Warnings and problems stay until they are dismissed. */
const NOTE_STAYS = 6000

/** The notices on screen, oldest first. */
export const useNotices = defineStore('notices', () => {
  const list = shallowRef<readonly Notice[]>([])
  let lastId = 0

  function show(notice: Omit<Notice, 'id'>): number {
    const id = ++lastId
    const others = notice.topic === undefined ? list.value : list.value.filter((each) => each.topic !== notice.topic)
    list.value = [...others, { ...notice, id }]
    if (notice.severity === 'note') setTimeout(() => dismiss(id), NOTE_STAYS)
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
