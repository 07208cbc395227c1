import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Output } from '#shared/contract/index.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'
import { useQuestions } from '../window/questions.ts'
import { useDocuments } from '../workspace/documentFlows.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'

/** Work that a crash left behind. */
export type Recoverable = Output<'documents.recoverable'>[number]

/** The journals that a crash left, and what becomes of them: opened, or thrown away. */
export const useRecovery = defineStore('recovery', () => {
  const client = useClient()
  const documents = useDocuments()
  const notices = useNotices()
  const questions = useQuestions()
  const store = useWorkspace()
  /** Newest first. */
  const offers = shallowRef<readonly Recoverable[]>([])

  async function load(): Promise<void> {
    const reply = await client.call('documents.recoverable')
    if (reply.ok) offers.value = reply.value
  }

  /**
   * Opens a journal as an unsaved document. The old journal is forgotten only once the document has one of its own, so
   * that a second crash loses nothing either.
   */
  async function open(session: string): Promise<boolean> {
    if (!(await documents.recover(session))) return false
    const { file, workspace } = store
    if (file && workspace) {
      const kept = await client.call('documents.journal', { session: file.session, file: file.id, workspace })
      if (kept.ok) await forget(session)
    }
    return true
  }

  /** Throws a journal away, after asking. */
  async function discard(offer: Recoverable): Promise<boolean> {
    const answer = await questions.ask({
      title: `Discard the unsaved work on “${offer.title}”?`,
      text: 'The changes that were kept are deleted. The file they belong to stays as it was saved last.',
      answers: [
        { id: 'discard', label: 'Discard', danger: true },
        { id: 'keep', label: 'Keep' },
      ],
    })
    return answer === 'discard' && forget(offer.session)
  }

  async function forget(session: string): Promise<boolean> {
    const reply = await client.call('documents.clearJournal', { session })
    if (!reply.ok) {
      notices.fail(reply.error, `recovery-${session}`)
      return false
    }
    offers.value = offers.value.filter((offer) => offer.session !== session)
    return true
  }

  return { offers, load, open, discard }
})
