import { defineStore } from 'pinia'
import { shallowReactive, watch } from 'vue'
import type { AxisRanges } from '#shared/charts/kit/types.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'

/** Axes the user locked, by chart: they stay while values, scenarios and the baseline change, until they are unlocked. */
export const useHeldAxes = defineStore('heldAxes', () => {
  const store = useWorkspace()
  const held = shallowReactive(new Map<string, AxisRanges>())

  // Axes of another document would hold nothing of this one.
  watch(
    () => store.file?.session,
    () => held.clear(),
    { flush: 'sync' },
  )

  /** @returns ranges that are held; undefined: the chart chooses its own */
  function of(chart: string): AxisRanges | undefined {
    return held.get(chart)
  }

  /** Locks a chart's axes as they are, or lets them go where they are locked. @param axes null: it has none now */
  function toggle(chart: string, axes: AxisRanges | null): void {
    if (held.has(chart)) held.delete(chart)
    else if (axes) held.set(chart, axes)
  }

  return { of, toggle }
})
