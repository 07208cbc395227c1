import { defineAsyncComponent, type Component } from 'vue'
import type { Command } from '#shared/contract/events.ts'
import { say } from '#shared/words/say.ts'
import type { IconName } from '../ui/icons.ts'
import type { ScreenId } from '../window/screenId.ts'
import StartPage from './StartPage.vue'

/** One screen of the window: how it is reached and what it shows. */
export interface Screen {
  readonly id: ScreenId
  readonly label: string
  readonly icon: IconName
  /** The command that shows it. */
  readonly command: Command
  /** The group of the rail its entry stands in; `start` is there only while nothing is open, `end` at the foot. */
  readonly place: 'start' | 'question' | 'sources' | 'outcome' | 'end'
  /** Cannot be shown without an open workspace. */
  readonly needsWorkspace: boolean
  readonly component: Component
}

/** Every screen there is, in the order of the rail. What a window opens with comes with it; each other one is a chunk of its own. */
export const SCREENS: readonly Screen[] = [
  {
    id: 'start',
    label: 'Start',
    icon: 'start',
    command: 'view.start',
    place: 'start',
    needsWorkspace: false,
    component: StartPage,
  },
  {
    id: 'brief',
    label: 'Brief',
    icon: 'brief',
    command: 'view.brief',
    place: 'question',
    needsWorkspace: true,
    component: defineAsyncComponent(() => import('../brief/BriefScreen.vue')),
  },
  {
    id: 'compare',
    label: 'Compare',
    icon: 'compare',
    command: 'view.compare',
    place: 'question',
    needsWorkspace: true,
    component: defineAsyncComponent(() => import('./ComparePage.vue')),
  },
  {
    id: 'decide',
    label: 'Decide',
    icon: 'decide',
    command: 'view.decide',
    place: 'question',
    needsWorkspace: true,
    component: defineAsyncComponent(() => import('./DecidePage.vue')),
  },
  {
    id: 'library',
    label: 'Library',
    icon: 'library',
    command: 'view.library',
    place: 'sources',
    needsWorkspace: false,
    component: defineAsyncComponent(() => import('../library/LibraryScreen.vue')),
  },
  {
    id: 'accuracy',
    label: 'Accuracy',
    icon: 'accuracy',
    command: 'view.accuracy',
    place: 'sources',
    needsWorkspace: false,
    component: defineAsyncComponent(() => import('../accuracy/AccuracyScreen.vue')),
  },
  {
    id: 'report',
    get label() {
      return say('reportScreen.title')
    },
    icon: 'report',
    command: 'view.report',
    place: 'outcome',
    needsWorkspace: true,
    component: defineAsyncComponent(() => import('./ReportPage.vue')),
  },
  {
    id: 'settings',
    label: 'Settings',
    icon: 'settings',
    command: 'view.settings',
    place: 'end',
    needsWorkspace: false,
    component: defineAsyncComponent(() => import('../settings/SettingsScreen.vue')),
  },
]
