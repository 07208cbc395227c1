import { computed, type ComputedRef } from 'vue'
import { NORMALISERS } from '#shared/domain/workspace.ts'
import { say } from '#shared/words/say.ts'
import { useAccuracy } from '../accuracy/accuracyStore.ts'
import { chooseMeasurements } from '../accuracy/chooseMeasurements.ts'
import { useAsTyped } from '../decide/asTyped/asTypedStore.ts'
import { useLibraryBrowser } from '../library/browse/libraryBrowser.ts'
import { useProfileEditor } from '../library/edit/profileEditor.ts'
import {
  compareHere,
  compareInNewWorkspace,
  runModelHere,
  runModelInNewWorkspace,
} from '../library/profile/compareWith.ts'
import { workloadPresets, workloadText } from '../results/workloadPresets.ts'
import { useView } from '../window/view.ts'
import { moveScenario } from '../workspace/columns.ts'
import { setNormaliser, setWorkload } from '../workspace/edits.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'
import type { CommandEntry } from './command.ts'

/** What toolbars and the menus of columns and profiles offer, for the palette: none is in a menu of the window. */
export function useToolbarCommands(): ComputedRef<readonly CommandEntry[]> {
  const accuracy = useAccuracy()
  const answers = useAsTyped()
  const browser = useLibraryBrowser()
  const editor = useProfileEditor()
  const store = useWorkspace()
  const view = useView()

  // Read through values that stay the same while a thumb moves.
  const open = computed(() => store.workspace !== null)
  const focused = computed(() => store.focused?.id ?? null)
  const device = computed(() => store.focused?.hardware ?? null)
  const place = computed(() => store.scenarios.findIndex(({ id }) => id === focused.value))
  const count = computed(() => store.scenarios.length)
  const profile = computed(() => (view.screen === 'library' && browser.view === 'profile' ? browser.chosenId : null))

  return computed<readonly CommandEntry[]>(() => {
    const hidden = true
    const id = focused.value
    const shown = profile.value
    const own = shown !== null && browser.isOwn
    const models = browser.kind === 'models'
    return [
      {
        id: 'scenario.inputs',
        group: 'Scenario',
        label: say('page.command', { what: 'inputs' }),
        enabled: id !== null,
        hidden,
        run: () => {
          view.show('compare')
          view.revealInspector()
        },
      },
      {
        id: 'scenario.accuracy',
        group: 'Scenario',
        label: say('page.command', { what: 'accuracy' }),
        enabled: device.value !== null,
        hidden,
        run: () => device.value !== null && accuracy.showDevice(device.value),
      },
      {
        id: 'scenario.left',
        group: 'Scenario',
        label: say('page.command', { what: 'left' }),
        enabled: id !== null && place.value > 0,
        hidden,
        run: () => id !== null && moveScenario(id, -1),
      },
      {
        id: 'scenario.right',
        group: 'Scenario',
        label: say('page.command', { what: 'right' }),
        enabled: id !== null && place.value < count.value - 1,
        hidden,
        run: () => id !== null && moveScenario(id, 1),
      },
      ...workloadPresets().map(({ id: preset, name, workload }): CommandEntry => ({
        id: `workload.${preset}`,
        group: 'Edit',
        label: say('page.command.workload', { name, load: workloadText(workload) }),
        enabled: open.value,
        hidden,
        run: () => setWorkload(workload, name),
      })),
      ...NORMALISERS.map((per): CommandEntry => ({
        id: `per.${per}`,
        group: 'View',
        label: say('page.command.per', { per }),
        enabled: open.value,
        hidden,
        run: () => setNormaliser(per),
      })),
      {
        id: 'objective.edit',
        group: 'Edit',
        label: say('page.command', { what: 'objective' }),
        enabled: open.value,
        hidden,
        run: () => {
          if (view.screen !== 'decide') view.show('compare')
          view.objectiveOpen = true
        },
      },
      {
        id: 'decide.cancel',
        group: 'View',
        label: say('page.command', { what: 'cancel' }),
        enabled: answers.busy,
        hidden,
        run: answers.cancel,
      },
      {
        id: 'accuracy.recompute',
        group: 'View',
        label: say('page.command', { what: 'recompute' }),
        enabled: !accuracy.recomputing,
        hidden,
        run: async () => {
          view.show('accuracy')
          await accuracy.recompute(await chooseMeasurements())
        },
      },
      {
        id: 'library.copy',
        group: 'Library',
        label: say('page.command', { what: 'copy' }),
        enabled: shown !== null,
        hidden,
        run: () => editor.show({ part: 'copy' }),
      },
      {
        id: 'library.describe',
        group: 'Library',
        label: say('page.command', { what: 'describe' }),
        enabled: own,
        hidden,
        run: () => editor.show({ part: 'description' }),
      },
      {
        id: 'library.remove',
        group: 'Library',
        label: say('page.command', { what: 'remove' }),
        enabled: own,
        hidden,
        run: editor.remove,
      },
      {
        id: 'library.compare',
        group: 'Library',
        label: say('page.command.compare', { kind: models ? 'model' : 'device', open: open.value ? 'yes' : 'no' }),
        enabled: shown !== null && (models || !open.value || !store.full),
        hidden,
        run: () => {
          if (shown === null) return
          const here = models ? runModelHere : compareHere
          const anew = models ? runModelInNewWorkspace : compareInNewWorkspace
          return open.value ? here(shown) : anew(shown)
        },
      },
    ]
  })
}
