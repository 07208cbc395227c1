import { computed, reactive, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { isLong, type AnalysisAnswer, type AnalysisName, type AnalysisQuestion } from '#shared/contract/analysis.ts'
import type { Reply } from '#shared/contract/errors.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { useClient } from './client.ts'
import { latestOnly } from './latestOnly.ts'
import { useNotices } from './notices.ts'

/** What is asked of an analysis beside the workspace. */
type Rest<Name extends AnalysisName> = Omit<AnalysisQuestion<Name>, 'workspace'>
type Question = Readonly<Record<string, unknown>>

/** Of two questions made anew: they ask the same. */
function same(one: Question, two: Question | null | undefined): boolean {
  return Object.entries(one).every(([part, value]) => two?.[part] === value)
}

/**
 * Analyses a screen asks and shows, for a store to spread: the answers by name, and how they are asked. The last answer
 * stays while the next is worked out; of questions asked meanwhile only the newest waits.
 * @param topic of the notice that tells of a failure; it goes when nothing fails any more
 */
export function useAnalyses<Name extends AnalysisName>(topic: string, names: readonly Name[]) {
  const client = useClient()
  const notices = useNotices()
  const answers = Object.fromEntries(names.map((name) => [name, shallowRef(null)])) as {
    readonly [Each in Name]: ShallowRef<AnalysisAnswer<Each> | null>
  }
  const call = client.call as (method: string, question: Question) => Promise<Reply<AnalysisAnswer<Name>>>
  const failed = new Set<Name>()
  /** Share done of the long ones under way; the name of each is that of its job. */
  const progress = reactive(new Map<string, number>())
  const underWay = new Map<Name, Promise<void>>()

  client.on('analysis.progress', ({ job, done, total }) => {
    if (progress.has(job)) progress.set(job, total > 0 ? done / total : 1)
  })

  async function settle(name: Name, question: Question | null): Promise<void> {
    const answer: ShallowRef<AnalysisAnswer<Name> | null> = answers[name]
    failed.delete(name)
    if (question === null) {
      answer.value = null
      return
    }
    const long = isLong(name)
    if (long) progress.set(name, 0)
    const reply = await call(`analysis.${name}`, long ? { ...question, job: name } : question)
    progress.delete(name)
    if (reply.ok) answer.value = reply.value
    else if (reply.error.code !== 'cancelled') {
      failed.add(name)
      notices.fail(reply.error, topic)
    }
    if (failed.size === 0) notices.dismissTopic(topic)
  }

  const asks = new Map(names.map((name) => [name, latestOnly((question: Question | null) => settle(name, question))]))

  /**
   * Asks an analysis whenever its question has become another one, as long as the calling component is there.
   * @param workspace null: there is nothing to ask, and the answer goes
   * @param rest what is asked beside it; null as above, undefined: not now, and the answer stays
   * @param after an analysis that goes first where both are asked at once
   */
  function keep<Each extends Name>(
    name: Each,
    workspace: Readonly<Ref<Workspace | null>>,
    rest: (current: Workspace) => Rest<Each> | null | undefined,
    after?: Name,
  ): void {
    const questionOf = (): Question | null | undefined => {
      const current = workspace.value
      const asked = current && rest(current)
      return asked ? { workspace: current, ...asked } : asked
    }
    let newest: Question | null = null
    watch(
      questionOf,
      async (question, before) => {
        if (question === undefined || (question !== null && same(question, before))) return
        newest = question
        if (after !== undefined) await Promise.resolve().then(() => underWay.get(after))
        if (newest !== question) return
        underWay.set(name, asks.get(name)?.(question) ?? Promise.resolve())
      },
      { immediate: true },
    )
  }

  /** Ends every long analysis; what is on screen stays. */
  function cancel(): void {
    for (const job of progress.keys()) void client.call('analysis.cancel', { job })
  }

  const busy = computed(() => progress.size > 0)
  /** Share done of all long ones under way together. */
  const done = computed(() => {
    const shares = [...progress.values()]
    return shares.length === 0 ? 1 : shares.reduce((sum, share) => sum + share, 0) / shares.length
  })

  return { ...answers, progress, keep, cancel, busy, done }
}
