import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Input, Output } from '#shared/contract/index.ts'
import type { ShippedStack } from '#shared/contract/stacks.ts'
import { measuredId } from '#shared/domain/hardware.ts'
import { scenarioName } from '#shared/domain/names.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import { stackFrom } from '#shared/domain/stackFrom.ts'
import type { StackProfile } from '#shared/domain/stackProfile.ts'
import { slotLetter } from '#shared/domain/workspace.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'
import { deploymentRecipe } from '../workspace/edits.ts'
import { useEvaluation } from '../workspace/evaluation.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'

const TOPIC = 'stacks'
/** Bytes of a file of measurements. */
const MOST_SENT = 32 * 2 ** 20

/** Calibrations of software stacks, and the one that is being made. */
export const useStacks = defineStore('stacks', () => {
  const client = useClient()
  const evaluation = useEvaluation()
  const notices = useNotices()
  const store = useWorkspace()
  const shipped = shallowRef<readonly ShippedStack[]>([])
  const own = shallowRef<readonly StackProfile[]>([])
  /** The scenario that is calibrated; null: no dialog is open. */
  const measured = ref<string | null>(null)
  const answer = shallowRef<Output<'stacks.measure'> | null>(null)
  const reading = ref(false)
  /** One sentence: why the measurements could not be read. */
  const failure = ref<string | null>(null)
  let loading: Promise<void> | null = null

  async function read(): Promise<void> {
    const reply = await client.call('stacks.list')
    if (reply.ok) {
      shipped.value = reply.value.shipped
      own.value = reply.value.own
      return
    }
    loading = null
    notices.fail(reply.error, TOPIC)
  }

  /** Reads the list once, when first asked for. */
  function load(): Promise<void> {
    loading ??= read()
    return loading
  }

  /** Reads them anew where they were read: a library file may have brought others. */
  async function reload(): Promise<void> {
    if (loading === null) return
    loading = read()
    await loading
  }

  const scenario = computed(() => {
    const { workspace } = store
    const found = workspace?.scenarios.find(({ id }) => id === measured.value)
    const resolved = workspace && found ? resolveScenario(workspace, found) : null
    return workspace && found && resolved
      ? { resolved, title: `${slotLetter(found.slot)} ${scenarioName(found, resolved.hardware)}`, found }
      : null
  })

  /** Opens the dialog for a scenario. */
  function show(id: string): void {
    measured.value = id
    answer.value = null
    failure.value = null
  }
  function close(): void {
    measured.value = null
  }

  async function measure(file: Input<'stacks.measure'>['file'], concurrency: number | null): Promise<void> {
    const { workspace } = store
    if (!workspace || measured.value === null) return
    reading.value = true
    answer.value = null
    failure.value = null
    const reply = await client.call('stacks.measure', { workspace, scenario: measured.value, file, concurrency })
    reading.value = false
    if (reply.ok) answer.value = reply.value
    else failure.value = reply.error.message
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
    use(current.found.id, stack)
    close()
    await read()
    notices.show({ severity: 'note', text: `“${stack.name}” is kept in the library and used in ${current.title}.` })
  }

  /** Uses a calibration in a scenario; null: what is shipped. */
  function use(id: string, stack: StackProfile | null): void {
    store.edit(stack === null ? 'Shipped calibration' : `Calibration ${stack.name}`, deploymentRecipe(id, { stack }))
  }

  async function remove(id: string): Promise<void> {
    const reply = await client.call('stacks.remove', { id })
    if (!reply.ok) notices.fail(reply.error, TOPIC)
    await read()
  }

  /** Those measured on a device. */
  function ofDevice(hardware: Parameters<typeof measuredId>[0]): readonly StackProfile[] {
    const id = measuredId(hardware)
    return own.value.filter((stack) => stack.hardware === id)
  }

  return {
    shipped,
    own,
    measured,
    scenario,
    answer,
    reading,
    failure,
    load,
    reload,
    show,
    close,
    measure,
    measureFile,
    keep,
    use,
    remove,
    ofDevice,
  }
})
