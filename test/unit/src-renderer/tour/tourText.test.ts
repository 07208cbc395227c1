import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chartScenarios } from '../../../../src-shared/words/scenario.ts'
import { formatText } from '../../../../src-shared/units/format.ts'
import { useEvaluation } from '../../../../src-renderer/workspace/evaluation.ts'
import { compareSections } from '../../../../src-renderer/workspace/compareSections.ts'
import { useWorkspace } from '../../../../src-renderer/workspace/workspaceStore.ts'
import { useView } from '../../../../src-renderer/window/view.ts'
import { tourTexts } from '../../../../src-renderer/tour/tourText.ts'
import { useTour } from '../../../../src-renderer/tour/tourStore.ts'
import type { TestApp } from '../../../support/app.ts'
import { startCoreWithStores } from '../coreClient.ts'
import { verbatim } from '../../../support/verbatim.ts'

let core: TestApp

beforeEach(() => {
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false, addEventListener: () => {} }) })
  core = startCoreWithStores()
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await core.close()
})

/** Starts the tour and waits until all five steps have their numbers. */
async function toured(): Promise<ReturnType<typeof useTour>> {
  const tour = useTour()
  await tour.start()
  await vi.waitFor(
    () => {
      for (const { sentences } of tour.texts) expect(sentences.join(' ')).not.toMatch(/being (worked|tried|evaluated)/)
    },
    { timeout: 20_000 },
  )
  return tour
}

test('where nothing is open a worked sample is opened, and each step quotes what the engine computed', async () => {
  const tour = await toured()
  expect(useWorkspace().file?.name).toBeTruthy()
  expect(tour.texts.map(({ title }) => title)).toEqual([
    'What one token must move',
    'Where the wall stands',
    'What batch changes',
    'What the context changes',
    'What would move the wall',
  ])
  const { evaluated } = useEvaluation()
  if (!evaluated) throw new Error('nothing is evaluated')
  const [own] = chartScenarios(evaluated.workspace, [...evaluated.results.values()])
  if (!own) throw new Error('no scenario')
  const { result } = own
  const [moved, wall, batch, context, levers] = tour.texts.map(({ sentences }) => sentences.join(' '))
  expect(moved).toContain(`${formatText(result.workingSet.weights, 'bytes')} of weights`)
  expect(moved).toContain(`${formatText(result.metrics.tpot.value, 'seconds')} (TPOT)`)
  const roof = result.roofs.find((each) => each.kind === 'bandwidth' && each.level === result.fit.level)
  expect(wall).toContain(formatText(roof?.kind === 'bandwidth' ? roof.bytesPerSecond : null, 'bytesPerSecond'))
  expect(wall).toMatch(/Most of a decode step waits for .* prefill waits for /)
  expect(batch).toContain('With 64 it would be ')
  expect(batch).toMatch(/tok\/s.*\+\d+ %|tok\/s \(\d\.\d+×\)/)
  expect(context).toContain(`With an input of ${formatText(8192, 'tokens')} it is`)
  expect(context).toContain(`${formatText(result.fit.kv, 'bytes')} of it beside`)
  expect(levers).toMatch(/Of \d+ levers tried on A, one alone shortens a token most: “.+”, from .+ to .+ \(−\d+ %\)/)
  for (const { sentences } of tour.texts) expect(sentences.length).toBeLessThanOrEqual(3)
})

test('other loads are worked out on copies: the workspace stays what it was', async () => {
  const tour = await toured()
  const store = useWorkspace()
  const before = store.workspace
  for (let step = 0; step < tour.count; step += 1) tour.next()
  expect(tour.running).toBe(false)
  expect(store.workspace).toBe(before)
  expect(store.edited).toBe(false)
})

test('steps go to their screens, back again, and no further than the first', async () => {
  const tour = await toured()
  const view = useView()
  tour.back()
  expect(tour.index).toBe(0)
  view.show('library')
  for (let step = 0; step < 4; step += 1) tour.next()
  expect(view.screen).toBe('compare')
  // What the last one points at stands in a group that is closed otherwise.
  expect(compareSections().asTyped).toBe(true)
  tour.back()
  expect(tour.index).toBe(3)
  useWorkspace().unload()
  await vi.waitFor(() => expect(tour.running).toBe(false))
})

test('a scenario that does not fit says why in every step', async () => {
  await toured()
  const { evaluated } = useEvaluation()
  if (!evaluated) throw new Error('nothing is evaluated')
  const [own] = chartScenarios(evaluated.workspace, [...evaluated.results.values()])
  if (!own) throw new Error('no scenario')
  const broken = {
    ...own,
    result: { ...own.result, binding: null, fit: { ...own.result.fit, reason: verbatim('It needs 12 GB more.') } },
  }
  const texts = tourTexts(broken, { moreRequests: null, longerContext: null, levers: null })
  expect(texts).toHaveLength(5)
  for (const { sentences } of texts) expect(sentences[0]).toContain('It needs 12 GB more.')
  // A larger load that does not fit is said in its own step alone.
  const larger = tourTexts(own, { moreRequests: broken.result, longerContext: null, levers: null })
  expect(larger[2]?.sentences.join(' ')).toContain('it does not run: It needs 12 GB more.')
  expect(larger[0]?.sentences.join(' ')).not.toContain('12 GB')
})
