import { reactive } from 'vue'
import { keptState } from '../window/screenState.ts'

/** Which groups of Compare are open: the same whoever opens one. */
export function compareSections() {
  return keptState('compare.open', () =>
    reactive({ strips: true, pools: true, energyAndCost: false, sensitivity: false, findings: false, asTyped: false }),
  )
}
