import { describe, expect, test } from 'vitest'
import { produce } from 'immer'
import { alternativeSchema } from '#shared/domain/brief/alternative.ts'
import { guessed, type Assumed } from '#shared/domain/brief/assumed.ts'
import { briefSchema, type Brief } from '#shared/domain/brief/brief.ts'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import { LIMITS } from '#shared/domain/limits.ts'
import {
  figureAt,
  ownFigure,
  setFigure,
  setRange,
  type FigureDefinition,
} from '../../../../../src-renderer/brief/figures/figure.ts'
import {
  AMOUNT,
  BRIEF_FIGURES,
  briefFigure,
  LONG_INPUT,
} from '../../../../../src-renderer/brief/figures/briefFigures.ts'
import { OFFER_FIGURES, priceFigure } from '../../../../../src-renderer/brief/figures/offerFigures.ts'
import { newCandidate } from '../../../../../src-renderer/brief/candidates.ts'
import { shippedHardware } from '../../sampleWorkspace.ts'

const brief: Brief = { ...DEFAULT_BRIEF, model: 'some-model' }
const all: readonly FigureDefinition[] = [...Object.values(BRIEF_FIGURES).flat(), ...Object.values(AMOUNT), LONG_INPUT]
const limit = LIMITS['brief.demand.peak']

describe('figures of the brief', () => {
  test.each(all.map((definition) => [definition.path, definition] as const))(
    '%s is read, written and emptied as the file allows',
    (_path, definition) => {
      const figure = figureAt(definition, brief, DEFAULT_BRIEF)
      const value = figure.text.within(figure.value ?? 2)
      const written = produce(brief, setFigure(definition, value))
      expect(briefSchema.parse(written)).toEqual(written)
      expect(figureAt(definition, written, DEFAULT_BRIEF).value).toBe(value)
      if (!definition.optional) return
      const emptied = produce(written, setFigure(definition, null))
      expect(briefSchema.parse(emptied)).toEqual(emptied)
      expect(figureAt(definition, emptied, DEFAULT_BRIEF)).toMatchObject({ value: null, grade: null, unset: false })
    },
  )

  test('each kind of candidate shows figures that it has', () => {
    const machine = shippedHardware('b200-sxm')
    for (const [kind, definitions] of Object.entries(OFFER_FIGURES)) {
      const named = kind as keyof typeof OFFER_FIGURES
      const candidate = newCandidate(brief, 0, named, named === 'hosted' ? null : machine, null)
      for (const definition of [...definitions, priceFigure(named)]) {
        const figure = figureAt(definition, candidate, {})
        const written = produce(candidate, setFigure(definition, figure.text.within(3)))
        expect(alternativeSchema.parse(written)).toEqual(written)
        expect(figureAt(definition, written, {}).value).toBe(figure.text.within(3))
        if (!definition.optional) continue
        const emptied = produce(written, setFigure(definition, null))
        expect(alternativeSchema.parse(emptied)).toEqual(emptied)
        // An empty price is asked of the library; it is not said to be unknown.
        if (definition.fromLibrary) expect(emptied.offer.price).toBeNull()
      }
    }
  })

  test('a default is unset until somebody says it, and then it is one’s own', () => {
    const peak = briefFigure('demand.peak')
    expect(figureAt(peak, brief, DEFAULT_BRIEF)).toMatchObject({ value: 2, grade: 'guess', unset: true })
    const said = produce(brief, setFigure(peak, 2))
    expect(figureAt(peak, said, DEFAULT_BRIEF)).toMatchObject({ value: 2, grade: 'own', unset: false })
    expect(figureAt(briefFigure('horizon'), brief, DEFAULT_BRIEF).unset).toBe(true)
    const longer = produce(brief, setFigure(briefFigure('horizon'), 48))
    expect(figureAt(briefFigure('horizon'), longer, DEFAULT_BRIEF)).toMatchObject({ value: 48, unset: false })
  })

  test('a figure is written with what it is per, and read with or without it', () => {
    const { text } = figureAt(AMOUNT.outputTokensPerDay, brief, DEFAULT_BRIEF)
    expect(text.format(500e6)).toEqual({ text: '500', unit: 'M/day' })
    expect(text.parse('750', 'M/day')).toMatchObject({ ok: true, value: 750e6 })
    expect(text.parse('2 B', 'M/day')).toMatchObject({ ok: true, value: 2e9 })
    expect(text.parse('2 B/day', 'M/day')).toMatchObject({ ok: true, value: 2e9 })
    const growth = figureAt(briefFigure('demand.growth'), brief, DEFAULT_BRIEF).text
    expect(growth.format(0.4)).toEqual({ text: '40', unit: '% a year' })
    expect(growth.parse('44', '% a year')).toMatchObject({ ok: true, value: 0.44 })
    expect(growth.parse('fast', '% a year').ok).toBe(false)
  })

  test('arrow keys step the second digit, and whole things by one at least', () => {
    const step = (path: Parameters<typeof briefFigure>[0], value: number) =>
      figureAt(briefFigure(path), brief, DEFAULT_BRIEF).step(value)
    expect(step('demand.peak', 2.6)).toBeCloseTo(0.1)
    expect(step('demand.growth', 0)).toBe(0.01)
    expect(step('horizon', 6)).toBe(1)
    expect(figureAt(AMOUNT.outputTokensPerDay, brief, DEFAULT_BRIEF).step(500e6)).toBe(10e6)
  })
})

describe('a figure that is entered', () => {
  const measured: Assumed = { value: 10, low: 8, high: 12, grade: 'measured', source: 'our log', date: '2026-11-01' }

  test('keeps its range in proportion: a wide guess does not become exact by being moved', () => {
    expect(ownFigure(guessed(2, 1.5, 3), 4, limit)).toMatchObject({
      value: 4,
      low: 3,
      high: 6,
      grade: 'own',
      source: '',
    })
    expect(ownFigure(guessed(-0.2, -0.4, 0), -0.3, LIMITS['brief.finance.drift'])).toMatchObject({ low: -0.6, high: 0 })
  })

  test('stays within what may be entered, and has no range where that would not hold it', () => {
    expect(ownFigure(guessed(2, 1.5, 3), 90, limit)).toMatchObject({ low: 67.5, high: 100 })
    expect(ownFigure(guessed(0, 0, 1), 5, limit)).toMatchObject({ value: 5, low: null, high: null })
    expect(ownFigure(guessed(-0.2, -0.4, 0.1), 0.3, LIMITS['brief.finance.drift'])).toMatchObject({
      low: null,
      high: null,
    })
  })

  test('keeps where it is from, unless that was a guess', () => {
    expect(ownFigure(measured, 11, limit)).toMatchObject({ grade: 'measured', source: 'our log', date: '2026-11-01' })
    expect(ownFigure({ ...measured, grade: 'guess' }, 11, limit)).toMatchObject({
      grade: 'own',
      source: '',
      date: null,
    })
  })

  test('a range makes a guess one’s own, and can be taken away', () => {
    const peak = briefFigure('demand.peak')
    const ranged = produce(brief, setRange(peak, { low: 1.8, high: 2.2 }))
    expect(ranged.demand.peak).toMatchObject({ value: 2, low: 1.8, high: 2.2, grade: 'own' })
    expect(produce(ranged, setRange(peak, null)).demand.peak).toMatchObject({ low: null, high: null })
    expect(produce(brief, setRange(AMOUNT.outputTokensPerDay, { low: 1, high: 2 }))).toBe(brief)
  })
})
