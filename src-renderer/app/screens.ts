import { defineAsyncComponent, type Component } from 'vue'
import type { Command } from '#shared/contract/events.ts'
import type { IconName } from '../ui/icons.ts'
import type { ScreenId } from '../window/screenId.ts'

/** One screen of the window: how it is reached and what it shows. */
export interface Screen {
  readonly id: ScreenId
  readonly label: string
  readonly icon: IconName
  /** The command that shows it. */
  readonly command: Command
  /** Where its entry stands in the rail; `start` is there only while nothing is open. */
  readonly place: 'start' | 'main' | 'end'
  /** Cannot be shown without an open workspace. */
  readonly needsWorkspace: boolean
  readonly component: Component
}

/**
 * Screens of other folders: a file `<folder>/<Name>Screen.vue` is all a screen needs to be mounted; one that is not there
 * has no entry in the rail. Each is a chunk of its own, so that a window opens with what it shows.
 */
const files = import.meta.glob<{ default: Component }>('../{start,decide,library,accuracy,settings}/*Screen.vue')

function screenFile(path: string): Component | null {
  const load = files[path]
  return load ? defineAsyncComponent(load) : null
}

const declared: readonly (Omit<Screen, 'component'> & { readonly component: Component | null })[] = [
  {
    id: 'start',
    label: 'Start',
    icon: 'start',
    command: 'view.start',
    place: 'start',
    needsWorkspace: false,
    component: screenFile('../start/StartScreen.vue'),
  },
  {
    id: 'compare',
    label: 'Compare',
    icon: 'compare',
    command: 'view.compare',
    place: 'main',
    needsWorkspace: true,
    component: defineAsyncComponent(() => import('../results/CompareScreen.vue')),
  },
  {
    id: 'decide',
    label: 'Decide',
    icon: 'decide',
    command: 'view.decide',
    place: 'main',
    needsWorkspace: true,
    component: screenFile('../decide/DecideScreen.vue'),
  },
  {
    id: 'library',
    label: 'Library',
    icon: 'library',
    command: 'view.library',
    place: 'main',
    needsWorkspace: false,
    component: screenFile('../library/LibraryScreen.vue'),
  },
  {
    id: 'accuracy',
    label: 'Accuracy',
    icon: 'accuracy',
    command: 'view.accuracy',
    place: 'main',
    needsWorkspace: false,
    component: screenFile('../accuracy/AccuracyScreen.vue'),
  },
  {
    id: 'settings',
    label: 'Settings',
    icon: 'settings',
    command: 'view.settings',
    place: 'end',
    needsWorkspace: false,
    component: screenFile('../settings/SettingsScreen.vue'),
  },
]

/** Every screen there is, in the order of the rail. */
export const SCREENS: readonly Screen[] = declared.flatMap((screen) =>
  screen.component ? [{ ...screen, component: screen.component }] : [],
)
