import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Input, Output } from '#shared/contract/index.ts'
import { scenarioName } from '#shared/domain/names.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import { stackFrom } from '#shared/domain/stackFrom.ts'
import { slotLetter } from '#shared/domain/workspace.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'
import { useView } from '../window/view.ts'
import { deploymentRecipe } from '../workspace/recipes.ts'
import { useEvaluation } from '../workspace/evaluation.ts'
import { useStackLists } from '../workspace/stackLists.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'

/** Bytes of a file of measurements. */
const MOST_SENT = 32 * 2 ** 20

/** The calibration of a scenario's stack that is being made. */
export const useCalibration = defineStore('calibration', () => {
  const client = useClient()
  const evaluation = useEvaluation()
  const lists = useStackLists()
  const notices = useNotices()
  const store = useWorkspace()
  const view = useView()
  const answer = shallowRef<Output<'stacks.measure'> | null>(null)
  const reading = ref(false)
  /** One sentence: why the measurements could not be read. */
  const failure = ref<string | null>(null)
  let last: Input<'stacks.measure'>['file'] | null = null
  const scenario = computed(() => {
    const { workspace } = store
    const found = workspace?.scenarios.find(({ id }) => id === view.calibratedId)
    const resolved = workspace && found ? resolveScenario(workspace, found) : null
    return workspace && found && resolved
      ? {
          resolved,
          title: `${slotLetter(found.slot)} ${scenarioName(found, resolved.hardware, resolved.prefill && resolved.prefill.hardware)}`,
          found,
        }
      : null
  })

  // Each calibration begins with nothing read.
  watch(
    () => view.calibratedId,
    () => {
      answer.value = null
      failure.value = null
      last = null
    },
    { flush: 'sync' },
  )

  async function measure(file: Input<'stacks.measure'>['file'], concurrency: number | null): Promise<void> {
    const { workspace } = store
    if (!workspace || view.calibratedId === null) return
    last = file
    reading.value = true
    answer.value = null
    failure.value = null
    const reply = await client.call('stacks.measure', { workspace, scenario: view.calibratedId, file, concurrency })
    reading.value = false
    if (reply.ok) answer.value = reply.value
    else failure.value = reply.error.message
  }

  /** Reads the same measurements with another number in flight. */
  async function again(concurrency: number | null): Promise<void> {
    if (last !== null) await measure(last, concurrency)
  }

  async function measureFile(file: File, concurrency: number | null): Promise<void> {
    if (file.size > MOST_SENT) {
      failure.value = `“${file.name}” is larger than any file of measurements: give the summaries, not single requests.`
      return
    }
    await measure({ name: file.name, text: await file.text() }, concurrency)
  }

  /** Keeps the fit in the library under a name, and uses it in the scenario. */
  async function keep(name: string, note: string, replace: boolean): Promise<void> {
    const current = scenario.value
    const calibration = answer.value?.calibration
    if (!current || !calibration) return
    const software =
      evaluation.evaluated?.results.get(current.found.id)?.calibration.software ??
      current.resolved.deployment.software ??
      'generic'
    const stack = stackFrom(name, note.slice(0, 2000), current.resolved, software, calibration)
    const reply = await client.call('stacks.save', { stack, replace })
    if (!reply.ok) {
      failure.value = reply.error.message
      return
    }
    store.edit(`Calibration ${stack.name}`, deploymentRecipe(current.found.id, { stack }))
    view.calibratedId = null
    await lists.reload()
    notices.show({ severity: 'note', text: `“${stack.name}” is kept in the library and used in ${current.title}.` })
  }

  return { scenario, answer, reading, failure, measure, again, measureFile, keep }
})
