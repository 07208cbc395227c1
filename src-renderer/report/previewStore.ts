import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Output } from '#shared/contract/index.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { useClient } from '../window/client.ts'
import { latestOnly } from '../window/latestOnly.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'

/** Name of the job: progress comes under it. */
const JOB = 'report'
/** Pages that are said to be known. */
const MOST_KNOWN = 400

/** The report as it would be printed. */
export type ReportPreview = Output<'report.preview'>

/** A page to show: its picture's address, and its size in points. */
export interface PreviewPage {
  readonly hash: string
  readonly address: string
  readonly width: number
  readonly height: number
}

interface Whole {
  readonly preview: ReportPreview
  readonly pages: readonly PreviewPage[]
  /** What it was laid out from. */
  readonly workspace: Workspace
}

/**
 * The pages of the open document's report. One preview is asked for at a time, of the newest state; while it is worked out, and
 * where it is ended or fails, the last whole pages stay. A page that has not changed is neither sent nor made anew.
 */
export const useReportPreview = defineStore('reportPreview', () => {
  const client = useClient()
  const store = useWorkspace()
  const whole = shallowRef<Whole | null>(null)
  const running = ref(false)
  /** Share done of the analyses under way; null: none is, and the pages are being set. */
  const progress = ref<number | null>(null)
  /** Why the last one failed, one sentence; null: it did not. */
  const failure = ref<string | null>(null)
  /** The last one was ended by its user. */
  const stopped = ref(false)
  /** The page that is shown, from 1. */
  const page = ref(1)
  const addresses = new Map<string, string>()

  client.on('analysis.progress', ({ job, done, total }) => {
    if (job === JOB && total > 0) progress.value = done < total ? done / total : null
  })

  const lay = latestOnly(async (workspace: Workspace) => {
    const session = store.file?.session
    running.value = true
    progress.value = null
    const reply = await client.call('report.preview', {
      workspace,
      known: [...addresses.keys()].slice(0, MOST_KNOWN),
      job: JOB,
    })
    running.value = false
    // Another document was opened meanwhile: these are none of its pages.
    if (store.file?.session !== session) return
    stopped.value = !reply.ok && reply.error.code === 'cancelled'
    failure.value = reply.ok || stopped.value ? null : reply.error.message
    if (reply.ok) take(reply.value, workspace)
  })

  function take(preview: ReportPreview, workspace: Workspace): void {
    const pages = preview.pages.map(({ hash, svg, width, height }): PreviewPage => {
      const known = addresses.get(hash)
      const address = known ?? URL.createObjectURL(new Blob([svg ?? ''], { type: 'image/svg+xml' }))
      addresses.set(hash, address)
      return { hash, address, width, height }
    })
    whole.value = { preview, pages, workspace }
    forgetBut(new Set(pages.map(({ hash }) => hash)))
    page.value = Math.min(Math.max(1, page.value), Math.max(1, pages.length))
  }

  /** Lets go of the pictures of pages that are gone. */
  function forgetBut(kept: ReadonlySet<string>): void {
    for (const [hash, address] of addresses) {
      if (kept.has(hash)) continue
      URL.revokeObjectURL(address)
      addresses.delete(hash)
    }
  }

  watch(
    () => store.file?.session,
    () => {
      cancel()
      whole.value = null
      failure.value = null
      stopped.value = false
      page.value = 1
      forgetBut(new Set())
    },
  )

  const pages = computed(() => whole.value?.pages ?? [])
  const preview = computed(() => whole.value?.preview ?? null)
  const problems = computed(() => preview.value?.problems ?? [])
  /** The pages are of another state than what is entered now. */
  const stale = computed(() => whole.value !== null && whole.value.workspace !== store.workspace)

  /** Lays out what is entered now. */
  function renew(): Promise<void> {
    return store.workspace ? lay(store.workspace) : Promise.resolve()
  }
  /** The same, unless the pages are of what is entered now. */
  function keep(): Promise<void> {
    return whole.value === null || stale.value ? renew() : Promise.resolve()
  }
  /** Ends the one under way; the last whole pages stay. */
  function cancel(): void {
    if (running.value) void client.call('analysis.cancel', { job: JOB })
  }
  /** Shows a page; past the ends, the first or last. */
  function show(wanted: number): void {
    page.value = Math.min(Math.max(1, wanted), Math.max(1, pages.value.length))
  }

  return {
    whole,
    preview,
    pages,
    problems,
    page,
    running,
    progress,
    failure,
    stopped,
    stale,
    renew,
    keep,
    cancel,
    show,
  }
})
