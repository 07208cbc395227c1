import { nextTick } from 'vue'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { figureGroups } from './figureRows.ts'

/** Frames in which a profile that is shown already has drawn its table. */
const MOST_FRAMES = 60

/**
 * Brings the row of a figure on the profile page into view and gives it the focus; unknowns that are folded away are
 * unfolded. Does nothing where the page has no such row.
 * @param path as in overrides: "memory.hbm.bandwidth"
 */
export async function revealFigure(profile: HardwareProfile, path: string): Promise<void> {
  const group = figureGroups(profile).find(({ rows }) => rows.some(({ key }) => key === path))
  const row = group?.rows.find(({ key }) => key === path)
  if (!group || !row) return
  const named = row.fullName ?? row.label
  for (let frame = 0; frame < MOST_FRAMES; frame += 1) {
    await nextTick()
    const body = [...document.querySelectorAll('main.profile tbody')].find(
      (each) => each.querySelector('th[scope="rowgroup"]')?.textContent.trim() === group.title,
    )
    const head = [...(body?.querySelectorAll<HTMLElement>('th[scope="row"]') ?? [])].find(
      (each) => each.title === named,
    )
    if (head) {
      head.tabIndex = -1
      head.focus({ preventScroll: true })
      head.scrollIntoView({ block: 'center' })
      // A click shows no ring: the row is lit for a moment instead.
      head.closest('tr')?.animate([{ backgroundColor: 'var(--surface-selected)' }, {}], { duration: 2000 })
      return
    }
    if (row.folds) body?.querySelector<HTMLElement>('.fold button[aria-expanded="false"]')?.click()
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}
