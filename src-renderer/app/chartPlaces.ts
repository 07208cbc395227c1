import { ref } from 'vue'
import type { MessageKey } from '#shared/words/english/english.ts'
import type { ScreenId } from '../window/screenId.ts'
import { keptState } from '../window/screenState.ts'
import { useView } from '../window/view.ts'

/** Where a chart or table stands. */
export interface ChartPlace {
  readonly id: string
  readonly name: MessageKey & `chart.${string}`
  readonly screen: ScreenId
  /** The group it is in, where that can be closed. */
  readonly section?: string
  /** The group that one is in. */
  readonly within?: string
  /** The tab of Decide it is on. */
  readonly tab?: 'why' | 'case' | 'cost'
}

/** Every chart and table of the open workspace, by the screens and in the order in which they stand there. */
export const CHART_PLACES: readonly ChartPlace[] = [
  { id: 'strips', name: 'chart.strips', screen: 'compare', section: 'strips' },
  { id: 'ladder', name: 'chart.ladder', screen: 'compare' },
  { id: 'roofline', name: 'chart.roofline', screen: 'compare' },
  { id: 'waterfall', name: 'chart.waterfall', screen: 'compare' },
  { id: 'delta', name: 'chart.delta', screen: 'compare' },
  { id: 'energy', name: 'chart.energy', screen: 'compare', section: 'energyAndCost' },
  { id: 'joules', name: 'chart.joules', screen: 'compare', section: 'energyAndCost' },
  { id: 'cost', name: 'chart.cost', screen: 'compare', section: 'energyAndCost' },
  { id: 'carbon', name: 'chart.carbon', screen: 'compare', section: 'energyAndCost' },
  { id: 'sensitivity', name: 'chart.sensitivity', screen: 'compare', section: 'sensitivity' },
  { id: 'findings', name: 'chart.findings', screen: 'compare', section: 'findings' },
  { id: 'frontier', name: 'chart.frontier', screen: 'compare', section: 'asTyped' },
  { id: 'map', name: 'chart.map', screen: 'compare', section: 'asTyped' },
  { id: 'tornado', name: 'chart.tornado', screen: 'compare', section: 'asTyped' },
  { id: 'levers', name: 'chart.levers', screen: 'compare', within: 'asTyped', section: 'levers' },
  { id: 'sweep', name: 'chart.sweep', screen: 'compare', within: 'asTyped', section: 'sweep' },
  { id: 'cliff', name: 'chart.cliff', screen: 'compare', within: 'asTyped', section: 'sweep' },
  {
    id: 'configurations',
    name: 'chart.configurations',
    screen: 'compare',
    within: 'asTyped',
    section: 'configurations',
  },
  { id: 'assumptions', name: 'chart.assumptions', screen: 'compare', within: 'asTyped', section: 'assumptions' },
  { id: 'verdictSpeed', name: 'chart.verdictSpeed', screen: 'decide', tab: 'why' },
  { id: 'verdictFlips', name: 'chart.verdictFlips', screen: 'decide', tab: 'why' },
  { id: 'verdictDifference', name: 'chart.verdictDifference', screen: 'decide', tab: 'case' },
  { id: 'verdictParts', name: 'chart.verdictParts', screen: 'decide', tab: 'cost' },
]

/** Frames a screen may take until it shows what it holds. */
const MOST_FRAMES = 120

function groupOf(section: string | undefined): Element | null {
  return section === undefined ? null : document.querySelector(`[data-section="${section}"]`)
}

/** The head of a group that is closed. Its own alone: menus in it say of themselves that they are closed, too. */
function closedHead(group: Element | null): HTMLElement | null {
  const head = group?.querySelector<HTMLElement>(':scope>h2>button')
  return head?.getAttribute('aria-expanded') === 'false' ? head : null
}

/** Goes to a chart or table, opens the group it is in, and puts the focus there. */
export async function revealChart({ id, screen, section, within, tab }: ChartPlace): Promise<void> {
  useView().show(screen)
  if (tab !== undefined) keptState('decide.tab', () => ref<string>(tab)).value = tab
  for (let frame = 0; frame < MOST_FRAMES; frame += 1) {
    await new Promise((shown) => requestAnimationFrame(shown))
    const group = groupOf(section)
    const head = [groupOf(within), group].map(closedHead).find((closed) => closed !== null)
    if (head) {
      head.click()
      // What it holds has its height two frames later, and can be scrolled to only then.
      await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))
      continue
    }
    const chart = document.querySelector(`[data-chart="${id}"]`) ?? (id === section ? group : null)
    const target = chart?.querySelector<HTMLElement>('[tabindex="0"], button, a[href]')
    // What was closed is hidden until the frame after, and takes no focus before.
    if (chart && target && target.getClientRects().length > 0) {
      target.focus({ preventScroll: true })
      chart.scrollIntoView({ block: chart === group ? 'start' : 'center' })
      return
    }
  }
}
