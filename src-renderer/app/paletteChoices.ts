import { computed, type ComputedRef } from 'vue'
import { nameIn } from '#shared/domain/nameIn.ts'
import { slotLetter } from '#shared/domain/workspace.ts'
import { say } from '#shared/words/say.ts'
import { useLibraryBrowser } from '../library/browse/libraryBrowser.ts'
import type { ComboboxOption } from '../ui/comboboxOptions.ts'
import { keyText } from '../ui/keyText.ts'
import { useShell } from '../window/shell.ts'
import { useView } from '../window/view.ts'
import { briefInputs } from '../brief/briefInputs.ts'
import { useBriefPlaces } from '../brief/briefPlaces.ts'
import { addScenario, setModel } from '../workspace/columns.ts'
import { scenarioFields } from '../workspace/inputs/scenarioFields.ts'
import { useInspectorLink } from '../workspace/inspectorLink.ts'
import { useLibraryLists } from '../workspace/libraryLists.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'
import { CHART_PLACES, revealChart } from './chartPlaces.ts'
import type { CommandEntry } from './command.ts'

/** Something to go to or to run. */
export interface PaletteChoice extends ComboboxOption {
  readonly slot?: number
  /** Also listed while nothing is typed. */
  readonly unasked?: boolean
  readonly run: () => unknown
}

/** Devices listed while nothing is typed. */
const DEVICES_UNASKED = 4

/** Everything the palette finds, in the order of its list. Worked out only while it is open. */
export function usePaletteChoices(
  commands: ComputedRef<readonly CommandEntry[]>,
): ComputedRef<readonly PaletteChoice[]> {
  const browser = useLibraryBrowser()
  const link = useInspectorLink()
  const briefPlaces = useBriefPlaces()
  const lists = useLibraryLists()
  const shell = useShell()
  const store = useWorkspace()
  const view = useView()

  const scenarios = (): PaletteChoice[] =>
    store.scenarios.map((scenario) => {
      return {
        value: `scenario:${scenario.id}`,
        label: store.workspace ? nameIn(store.workspace, scenario) : scenario.hardware,
        group: say('page.palette.scenarios'),
        slot: scenario.slot,
        words: slotLetter(scenario.slot),
        unasked: true,
        run: () => {
          view.show('compare')
          view.revealInspector()
          store.focus(scenario.id)
        },
      }
    })

  const runnable = (): PaletteChoice[] =>
    commands.value
      .filter((command) => command.enabled && command.id !== 'view.palette')
      .map((command) => ({
        value: command.id,
        label: command.label,
        group: command.group,
        ...(command.keys ? { hint: keyText(command.keys, shell.mac) } : {}),
        unasked: true,
        run: command.run,
      }))

  const devicesToAdd = (): PaletteChoice[] =>
    store.workspace === null || store.full
      ? []
      : lists.hardware.map((device, place) => ({
          value: `device:${device.id}`,
          label: say('page.palette.add', { name: device.name }),
          group: say('page.palette.devices'),
          words: `${device.vendor} ${device.generation}`,
          unasked: place < DEVICES_UNASKED,
          run: () => {
            view.show('compare')
            return addScenario(device.id)
          },
        }))

  const modelsToUse = (): PaletteChoice[] =>
    store.workspace === null
      ? []
      : lists.models.map((model) => ({
          value: `model:${model.id}`,
          label: say('page.palette.use', { name: model.name }),
          group: say('page.palette.models'),
          words: model.organisation,
          run: async () => {
            view.show('compare')
            const ids = store.scenarios.map(({ id }) => id)
            await setModel(ids, model.id)
          },
        }))

  function inputs(): PaletteChoice[] {
    const { workspace, focused } = store
    if (!workspace || !focused) return []
    return scenarioFields(workspace, focused, false).map(({ id, group, label }) => ({
      value: `input:${id}`,
      label,
      group: say('page.palette.inputs', { letter: slotLetter(focused.slot) }),
      hint: group,
      run: () => {
        view.show('compare')
        link.follow(focused.id, id)
      },
    }))
  }

  const inputsOfBrief = (): PaletteChoice[] =>
    store.workspace === null
      ? []
      : briefInputs(store.workspace.brief).map(({ path, label, part }) => ({
          value: `brief:${path}`,
          label,
          group: say('brief.palette'),
          hint: part,
          run: () => briefPlaces.reveal({ path, candidate: null }),
        }))

  const charts = (): PaletteChoice[] =>
    store.workspace === null
      ? []
      : CHART_PLACES.map((place) => ({
          value: `chart:${place.id}`,
          label: say(place.name),
          group: say('page.palette.charts'),
          run: () => revealChart(place),
        }))

  const profiles = (): PaletteChoice[] =>
    (['devices', 'models'] as const).flatMap((kind) =>
      (kind === 'devices' ? lists.hardware : lists.models).map(({ id, name }) => ({
        value: `profile:${kind}:${id}`,
        label: name,
        group: say('page.palette.library'),
        words: kind,
        run: () => {
          view.show('library')
          browser.search('')
          browser.choose(id, kind)
        },
      })),
    )

  return computed(() =>
    view.paletteOpen
      ? [
          ...scenarios(),
          ...runnable(),
          ...devicesToAdd(),
          ...modelsToUse(),
          ...inputs(),
          ...inputsOfBrief(),
          ...charts(),
          ...profiles(),
        ]
      : [],
  )
}
