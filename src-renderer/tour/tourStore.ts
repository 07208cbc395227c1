import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { chartScenarios } from '#shared/words/scenario.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Levers } from '#shared/domain/analysis/levers.ts'
import type { Workload } from '#shared/domain/workload.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { useClient } from '../window/client.ts'
import { useView } from '../window/view.ts'
import { latestOnly } from '../window/latestOnly.ts'
import { compareSections } from '../workspace/compareSections.ts'
import { useSampleShelf } from '../workspace/sampleShelf.ts'
import { useDocuments } from '../workspace/documentFlows.ts'
import { useEvaluation } from '../workspace/evaluation.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'
import { TOUR_PLACES } from './tourPlaces.ts'
import { longerInput, moreRequests, tourTexts, type TourAnswers } from './tourText.ts'

const NOTHING: TourAnswers = { moreRequests: null, longerContext: null, levers: null }

/**
 * The guided tour of the memory wall: which step is shown, and what it says. Other loads are evaluated on copies that are
 * never shown; the open workspace is not changed.
 */
export const useTour = defineStore('tour', () => {
  const client = useClient()
  const documents = useDocuments()
  const evaluation = useEvaluation()
  const shelf = useSampleShelf()
  const store = useWorkspace()
  const view = useView()

  const running = ref(false)
  const index = ref(0)
  const answers = shallowRef<TourAnswers>(NOTHING)
  /** The drawer of inputs was opened for a step, and is closed after it. */
  let drawer = false

  const scenario = computed(() => {
    const current = evaluation.evaluated
    if (!running.value || !current) return null
    const all = chartScenarios(current.workspace, [...current.results.values()])
    return all.find(({ id }) => id === store.focused?.id) ?? all[0] ?? null
  })
  const texts = computed(() => tourTexts(scenario.value, answers.value))
  const step = computed(() => {
    const text = texts.value[index.value]
    const place = TOUR_PLACES[index.value]
    return running.value && text && place ? { ...text, ...place } : null
  })

  /** The result of a scenario under another load, worked out on a copy; null: there is none. */
  async function under(workspace: Workspace, id: string, load: Partial<Workload>): Promise<ScenarioResult | null> {
    const scenarios = workspace.scenarios
      .filter((each) => each.id === id)
      .map((each) => ({ ...each, workloadOverrides: { ...each.workloadOverrides, ...load } }))
    const reply = await client.call('engine.evaluate', { workspace: { ...workspace, baseline: id, scenarios } })
    return reply.ok ? (reply.value.results.find((result) => result.id === id) ?? null) : null
  }

  async function leversOf(workspace: Workspace, id: string): Promise<Levers | null> {
    const reply = await client.call('analysis.levers', { workspace, scenario: id })
    return reply.ok ? reply.value : null
  }

  const ask = latestOnly(async (question: { workspace: Workspace; id: string; workload: Workload }) => {
    const { workspace, id, workload } = question
    const [larger, longer, levers] = await Promise.all([
      under(workspace, id, { concurrency: moreRequests(workload) }),
      under(workspace, id, { inputTokens: longerInput(workload) }),
      leversOf(workspace, id),
    ])
    answers.value = { moreRequests: larger, longerContext: longer, levers }
  })

  watch(
    [() => running.value, () => evaluation.evaluated?.workspace, () => scenario.value?.id] as const,
    ([on, workspace, id]) => {
      if (!on || !workspace || id === undefined || !scenario.value) return
      // While a thumb moves the last answers stay; they follow where it stops.
      if (store.previewing) return
      void ask({ workspace, id, workload: scenario.value.resolved.workload })
    },
  )
  watch(
    () => store.workspace === null,
    (closed) => closed && close(),
  )

  /** Goes to the screen of a step, and opens the inputs where it points at one. */
  function go(to: number): void {
    const place = TOUR_PLACES[to]
    if (!place) return
    index.value = to
    leaveDrawer()
    if (view.screen !== place.screen) view.show(place.screen)
    if (place.asTyped) compareSections().asTyped = true
    if (place.inspector) {
      drawer = view.narrow && !view.drawerOpen
      view.revealInspector()
    }
  }

  function leaveDrawer(): void {
    if (drawer) view.drawerOpen = false
    drawer = false
  }

  /** Begins at the first step. Where nothing is open the first worked sample is opened. */
  async function start(): Promise<void> {
    if (store.workspace === null) {
      await shelf.loadList()
      const sample = shelf.samples?.[0]
      if (!sample || !(await documents.openSample(sample.id))) return
    }
    answers.value = NOTHING
    running.value = true
    go(0)
  }

  function next(): void {
    if (index.value === TOUR_PLACES.length - 1) close()
    else go(index.value + 1)
  }

  function back(): void {
    if (index.value > 0) go(index.value - 1)
  }

  function close(): void {
    if (!running.value) return
    leaveDrawer()
    running.value = false
  }

  return { running, index, texts, step, count: TOUR_PLACES.length, start, next, back, close }
})
