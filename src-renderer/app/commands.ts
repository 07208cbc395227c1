import { computed, type ComputedRef } from 'vue'
import type { Command } from '#shared/contract/events.ts'
import { say } from '#shared/words/say.ts'
import { slotLetter } from '#shared/domain/workspace.ts'
import { duplicateScenario, removeScenario, setBaseline } from '../workspace/columns.ts'
import { useDocuments } from '../workspace/documentFlows.ts'
import { useReportExport } from '../workspace/reportExport.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'
import { useImports } from '../library/exchange/importStore.ts'
import { useLibraryExchange } from '../library/exchange/libraryExchange.ts'
import { useLibraryBrowser, type LibraryView } from '../library/browse/libraryBrowser.ts'
import { usePresentation } from '../present/presentation.ts'
import { useTour } from '../tour/tourStore.ts'
import { useSlides } from '../ui/slides.ts'
import type { CommandEntry } from './command.ts'
import { SCREENS } from './screens.ts'
import { useToolbarCommands } from './toolbarCommands.ts'
import type { ScreenId } from '../window/screenId.ts'
import { useSettings } from '../window/settings.ts'
import { useView } from '../window/view.ts'

/** Every command with its present label and whether it can be used now. */
export function useCommands(): ComputedRef<readonly CommandEntry[]> {
  const documents = useDocuments()
  const exporting = useReportExport()
  const settings = useSettings()
  const store = useWorkspace()
  const browser = useLibraryBrowser()
  const imports = useImports()
  const exchange = useLibraryExchange()
  const tour = useTour()
  const presentation = usePresentation()
  const slides = useSlides()
  const view = useView()

  const screen = (id: ScreenId, command: Command, keys?: string): CommandEntry[] => {
    const known = SCREENS.find((each) => each.id === id)
    if (!known) return []
    return [
      {
        id: command,
        group: 'View',
        label: known.label,
        ...(keys ? { keys } : {}),
        enabled: !known.needsWorkspace || opened.value,
        ...(keys?.startsWith('Alt') ? { inFields: true } : {}),
        run: () => view.show(id),
      },
    ]
  }

  const libraryView = (shown: LibraryView, label: string): CommandEntry => ({
    id: `library.${shown}`,
    group: 'Library',
    label,
    enabled: true,
    hidden: true,
    run: () => {
      view.show('library')
      browser.view = shown
    },
  })

  const toolbars = useToolbarCommands()

  // Read through values that stay the same while a thumb moves, so that menus are not made anew at every move.
  const opened = computed(() => store.workspace !== null)
  const focusedId = computed(() => store.focused?.id ?? null)
  const baselineId = computed(() => store.workspace?.baseline ?? null)
  /** What F2 renames: what the screen is of, else the document, whose title every screen bears. */
  const renameable = computed(() => {
    if (view.screen === 'library' && browser.view === 'profile' && browser.isOwn) return 'profile'
    if (view.screen === 'compare' && focusedId.value !== null) return focusedId.value
    return opened.value ? 'workspace' : null
  })
  const columnKey = computed(() => store.scenarios.map(({ id, slot }) => `${id} ${slot}`).join('\n'))
  const columns = computed(() =>
    columnKey.value === ''
      ? []
      : columnKey.value.split('\n').map((key) => {
          const [id = '', slot = '0'] = key.split(' ')
          return { id, slot: Number(slot) }
        }),
  )

  return computed<readonly CommandEntry[]>(() => {
    const open = opened.value
    const focused = focusedId.value
    const count = columns.value.length
    const comparing = open && view.screen === 'compare'
    return [
      {
        id: 'workspace.new',
        group: 'File',
        label: 'New workspace',
        keys: '$mod+n',
        enabled: true,
        inFields: true,
        run: documents.create,
      },
      {
        id: 'workspace.open',
        group: 'File',
        label: 'Open…',
        keys: '$mod+o',
        enabled: true,
        inFields: true,
        run: () => documents.open(),
      },
      {
        id: 'workspace.save',
        group: 'File',
        label: 'Save',
        keys: '$mod+s',
        enabled: open,
        inFields: true,
        run: documents.save,
      },
      {
        id: 'workspace.saveAs',
        group: 'File',
        label: 'Save as…',
        keys: '$mod+Shift+s',
        enabled: open,
        inFields: true,
        run: documents.saveAs,
      },
      {
        id: 'workspace.rename',
        group: 'File',
        label: say('page.rename.command', { what: 'workspace' }),
        enabled: open,
        run: () => (view.renamed = 'workspace'),
      },
      {
        id: 'report.export',
        group: 'File',
        label: 'Export report as PDF…',
        keys: '$mod+e',
        enabled: open && !exporting.running,
        inFields: true,
        run: exporting.run,
      },
      {
        id: 'workspace.close',
        group: 'File',
        label: 'Close workspace',
        keys: '$mod+w',
        enabled: open,
        inFields: true,
        run: documents.close,
      },
      {
        id: 'edit.undo',
        group: 'Edit',
        label: store.undoLabel ? `Undo: ${store.undoLabel}` : 'Undo',
        keys: '$mod+z',
        enabled: store.undoLabel !== null,
        run: store.undo,
      },
      {
        id: 'edit.redo',
        group: 'Edit',
        label: store.redoLabel ? `Redo: ${store.redoLabel}` : 'Redo',
        keys: '$mod+Shift+z',
        otherKeys: ['$mod+y'],
        enabled: store.redoLabel !== null,
        run: store.redo,
      },
      {
        id: 'edit.rename',
        group: 'Edit',
        label: say('page.rename'),
        keys: 'F2',
        enabled: renameable.value !== null,
        run: () => (view.renamed = renameable.value),
      },
      ...screen('start', 'view.start'),
      // Before the first of the numbered screens, as in the rail.
      ...screen('brief', 'view.brief', 'Alt+Digit0'),
      ...screen('compare', 'view.compare', 'Alt+Digit1'),
      ...screen('decide', 'view.decide', 'Alt+Digit2'),
      ...screen('library', 'view.library', 'Alt+Digit3'),
      ...screen('accuracy', 'view.accuracy', 'Alt+Digit4'),
      ...screen('report', 'view.report', 'Alt+Digit5'),
      ...screen('settings', 'view.settings', '$mod+,'),
      {
        id: 'brief.decide',
        group: 'View',
        label: say('brief.command.decide'),
        keys: '$mod+Enter',
        enabled: open && view.screen === 'brief',
        inFields: true,
        hidden: true,
        run: () => {
          store.commitPreview()
          view.show('decide')
        },
      },
      {
        id: 'view.inspector',
        group: 'View',
        label: 'Inputs',
        keys: '$mod+i',
        enabled: comparing,
        inFields: true,
        run: view.toggleInspector,
      },
      {
        id: 'view.differences',
        group: 'View',
        label: 'Differences only',
        keys: '[',
        otherKeys: [']'],
        enabled: comparing,
        run: () => (view.differencesOnly = !view.differencesOnly),
      },
      {
        id: 'view.present',
        group: 'View',
        label: 'Present',
        keys: 'F5',
        enabled: slides.any,
        inFields: true,
        run: presentation.start,
      },
      {
        id: 'view.theme',
        group: 'View',
        label: settings.shownTheme === 'dark' ? 'Light theme' : 'Dark theme',
        enabled: true,
        run: settings.toggleTheme,
      },
      {
        id: 'view.palette',
        group: 'View',
        label: 'Go to or run…',
        keys: '$mod+k',
        otherKeys: ['$mod+p'],
        enabled: true,
        inFields: true,
        run: () => (view.paletteOpen = true),
      },
      {
        id: 'view.nextPane',
        group: 'View',
        label: 'Next pane',
        keys: 'F6',
        enabled: true,
        inFields: true,
        hidden: true,
        run: focusNextPane,
      },
      {
        id: 'scenario.add',
        group: 'Scenario',
        label: 'Add scenario…',
        keys: '$mod+Shift+a',
        enabled: open && !store.full,
        inFields: true,
        run: () => {
          view.show('compare')
          view.addScenarioOpen = true
        },
      },
      {
        id: 'scenario.duplicate',
        group: 'Scenario',
        label: 'Duplicate scenario',
        keys: '$mod+d',
        enabled: focused !== null && !store.full,
        inFields: true,
        run: () => focused !== null && duplicateScenario(focused),
      },
      {
        id: 'scenario.rename',
        group: 'Scenario',
        label: say('page.rename.command', { what: 'scenario' }),
        enabled: focused !== null,
        run: () => {
          view.show('compare')
          view.renamed = focused
        },
      },
      {
        id: 'scenario.baseline',
        group: 'Scenario',
        label: 'Set as baseline',
        keys: '$mod+b',
        enabled: focused !== null && focused !== baselineId.value,
        inFields: true,
        run: () => focused !== null && setBaseline(focused),
      },
      {
        id: 'scenario.calibrate',
        group: 'Scenario',
        label: 'Calibrate from measurements…',
        enabled: focused !== null,
        run: () => (view.calibratedId = focused),
      },
      {
        id: 'scenario.remove',
        group: 'Scenario',
        label: 'Remove scenario',
        enabled: focused !== null && count > 1,
        run: () => focused !== null && removeScenario(focused),
      },
      ...([1, 2, 3, 4] as const).map((column): CommandEntry => {
        const scenario = columns.value[column - 1]
        return {
          id: `scenario.focus${column}`,
          group: 'Scenario',
          label: scenario ? `Show inputs of ${slotLetter(scenario.slot)}` : `Show inputs of column ${column}`,
          keys: `$mod+${column}`,
          enabled: scenario !== undefined,
          inFields: true,
          hidden: true,
          run: () => {
            if (!scenario) return
            view.show('compare')
            view.revealInspector()
            store.focus(scenario.id)
          },
        }
      }),
      {
        id: 'library.openImport',
        group: 'Library',
        label: 'Import models, devices or measurements…',
        enabled: true,
        hidden: true,
        run: () => {
          view.show('library')
          imports.show()
        },
      },
      {
        id: 'library.exportOwn',
        group: 'Library',
        label: 'Export your own profiles and calibrations…',
        enabled: true,
        hidden: true,
        run: exchange.exportOwn,
      },
      libraryView('stacks', 'Software stacks and their calibration'),
      libraryView('weakFigures', 'Weak figures of the library'),
      libraryView('timeline', 'Timeline of hardware'),
      libraryView('market', say('market.command')),
      libraryView('sideBySide', 'Compare figures of profiles'),
      ...toolbars.value,
      { id: 'help.tour', group: 'Help', label: 'Tour of the memory wall', enabled: true, run: tour.start },
      {
        id: 'help.shortcuts',
        group: 'Help',
        label: 'Keyboard shortcuts',
        keys: 'Shift+?',
        otherKeys: ['$mod+/'],
        enabled: true,
        run: () => (view.shortcutsOpen = true),
      },
      { id: 'help.about', group: 'Help', label: 'About Memwall', enabled: true, run: () => (view.aboutOpen = true) },
    ]
  })
}

/** Moves the focus to the next pane of the window: title bar, rail, inputs, main area. */
function focusNextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.getClientRects().length > 0,
  )
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes[(here + 1) % panes.length]
  const target = next?.querySelector<HTMLElement>(
    'button:not(:disabled), input, [tabindex="0"], a[href], [role="radio"][tabindex="0"]',
  )
  ;(target ?? next)?.focus()
}
