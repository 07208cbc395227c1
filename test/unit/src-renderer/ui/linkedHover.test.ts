import { expect, test } from 'vitest'
import { ref } from 'vue'
import { hoverSource, seriesScenarios } from '../../../../src-renderer/ui/linkedHover.ts'
import { energyBar } from '#shared/charts/money/energyBar.ts'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { A, FOUR } from '../../../support/results.ts'

const ids = FOUR.map(({ id }) => id)

test('the lines of a chart are known by their scenario, what decorates belongs to none', () => {
  const { option } = memoryLadder({ scenarios: FOUR, baselineId: A.id }, chartTheme('light'))
  expect(seriesScenarios(option, ids)).toEqual([null, ...ids, null])
})

test('a chart whose series are parts of all scenarios belongs to none', () => {
  const { option } = energyBar(FOUR, chartTheme('light'))
  expect(new Set(seriesScenarios(option, ids))).toEqual(new Set([null]))
})

test('an id that begins with another one is told from its second part', () => {
  const option = { series: [{ id: 'f-b200' }, { id: 'f-b200-1' }, { id: 'f-b200-2' }, { id: 'f-b200-2-1' }] }
  expect(seriesScenarios(option, ['b200', 'b200-2'])).toEqual(['b200', 'b200', 'b200-2', 'b200-2'])
})

test('sources of hovering take back what they set themselves, and nothing of one another', () => {
  const hovered = ref<string | null>(null)
  const [pointer, keyboard] = [hoverSource(hovered), hoverSource(hovered)]
  pointer('a')
  expect(hovered.value).toBe('a')
  pointer(null)
  expect(hovered.value).toBeNull()
  pointer('a')
  keyboard('b')
  pointer(null)
  expect(hovered.value).toBe('b')
  keyboard(null)
  expect(hovered.value).toBeNull()
})
