import { describe, expect, it } from 'vitest'
import { matrixRows, QUESTIONS, type MatrixRow, type Question } from '#shared/charts/matrix/executiveMatrix.ts'
import type { EvaluatedScenario } from '../../../../../src-shared/domain/evaluated.ts'
import type { Normaliser, Workspace } from '#shared/domain/workspace.ts'
import {
  A,
  B,
  C,
  CLAMPED,
  D,
  EXTRAPOLATED,
  FOUR,
  MISFIT,
  UNEVALUATED,
  withMetrics,
} from '../../../../support/results.ts'

const NONE: Workspace['objective'] = { timePerToken: null, timeToFirstToken: null }

function rows(
  scenarios: readonly EvaluatedScenario[],
  normaliser: Normaliser = 'device',
  objective = NONE,
): MatrixRow[] {
  const results = scenarios.map((scenario) => scenario.result)
  return matrixRows(results, scenarios, A.id, normaliser, objective)
}

function row(id: Question, from: readonly MatrixRow[]): MatrixRow {
  const found = from.find((candidate) => candidate.id === id)
  if (!found) throw new Error(`No row ${id}.`)
  return found
}

describe('matrixRows', () => {
  it('asks every question once, with a cell per scenario in column order', () => {
    const all = rows(FOUR)
    expect(all.map(({ id }) => id)).toEqual(QUESTIONS.filter((id) => id !== 'onDieMovement'))
    for (const { cells } of all) expect(cells.map((cell) => cell.scenarioId)).toEqual(FOUR.map(({ id }) => id))
  })
  it('shows what moves on the die where anything does, and judges it neither way', () => {
    const { result } = A
    const onDie = { ...A, result: { ...result, metrics: { ...result.metrics, onDieShare: result.metrics.tpot } } }
    const shown = row('onDieMovement', rows([onDie, B]))
    expect(shown.arrow).toBe('')
    for (const cell of shown.cells) {
      expect(cell.best).toBe(false)
      expect(cell.delta?.verdict ?? 'neutral').toBe('neutral')
    }
  })
  it('finds the best of a row by its direction, never among scenarios that do not fit', () => {
    const speed = row('userSpeed', rows(FOUR))
    const values = FOUR.map((scenario) => scenario.result.metrics.userSpeed.value ?? 0)
    expect(speed.cells.findIndex((cell) => cell.best)).toBe(values.indexOf(Math.max(...values)))
    const wait = row('ttft', rows(FOUR))
    const waits = FOUR.map((scenario) => scenario.result.metrics.ttft.value ?? 0)
    expect(wait.cells.findIndex((cell) => cell.best)).toBe(waits.indexOf(Math.min(...waits)))
    const boast = withMetrics(MISFIT, { userSpeed: { value: 1e6, low: 9e5, high: 2e6, grade: 'guess' } })
    const withMisfit = row('userSpeed', rows([A, C, boast]))
    expect(withMisfit.cells.map((cell) => cell.best)).toEqual([true, false, false])
    expect(withMisfit.end).toBeLessThan(1e6)
  })
  it('gives the baseline no delta and the others theirs, in words and verdict', () => {
    const speed = row('userSpeed', rows([A, C]))
    const ratio = (C.result.metrics.userSpeed.value ?? 0) / (A.result.metrics.userSpeed.value ?? 1)
    expect(speed.cells[0]?.delta).toBeNull()
    expect(speed.cells[1]?.delta).toEqual({ text: `−${Math.round((1 - ratio) * 100)} %`, verdict: 'worse' })
    const slower = withMetrics(C, {
      ttft: { value: (A.result.metrics.ttft.value ?? 0) * 3, low: null, high: null, grade: 'guess' },
    })
    expect(row('ttft', rows([A, slower])).cells[1]?.delta).toEqual({ text: '3.00×', verdict: 'worse' })
    const same = { ...A, id: 'twin', slot: 6, result: { ...A.result, id: 'twin' } }
    expect(row('cost', rows([A, same])).cells[1]?.delta).toEqual({ text: '0 %', verdict: 'neutral' })
  })
  it('compares shares in points and marks 50 %', () => {
    const movement = row('movement', rows(FOUR))
    expect(movement.rule).toEqual({ fraction: 0.5, label: '50\u00a0%' })
    expect(movement.end).toBe(1)
    expect(movement.cells[1]?.delta?.text).toMatch(/^[+−]\d+ pt$/)
  })
  it('tells unknown, infeasible, clamped and extrapolated apart, and never prints 0 for them', () => {
    const all = rows([A, D, MISFIT, UNEVALUATED])
    expect(row('energy', all).cells[1]).toMatchObject({
      state: 'unknown',
      text: 'Unknown',
      reason: 'no power under load',
      bar: null,
      delta: null,
    })
    expect(row('userSpeed', all).cells[2]).toMatchObject({
      state: 'infeasible',
      text: 'Does not fit',
      reason: '34.9\u00a0GB short',
    })
    expect(row('userSpeed', all).cells[3]?.state).toBe('unknown')
    expect(row('userSpeed', rows([EXTRAPOLATED])).cells[0]?.state).toBe('extrapolated')
    expect(row('userSpeed', rows([CLAMPED])).cells[0]).toMatchObject({ state: 'clamped', text: '140' })
    expect(row('userSpeed', all).cells[1]?.inherited).toBe(true)
  })
  it('keeps bars, whiskers and ticks on the common scale', () => {
    for (const { cells, end } of rows([...FOUR, MISFIT])) {
      for (const cell of cells) {
        for (const fraction of [cell.bar, cell.whisker?.low, cell.whisker?.high, cell.baselineTick]) {
          if (fraction === null || fraction === undefined) continue
          expect(fraction).toBeGreaterThanOrEqual(0)
          expect(fraction).toBeLessThanOrEqual(1)
        }
        if (cell.value !== null) expect(cell.bar).toBeCloseTo(cell.value / end, 9)
      }
    }
  })
  it('sets one unit in a row', () => {
    for (const { cells } of rows(FOUR)) {
      expect(new Set(cells.filter((cell) => cell.value !== null).map((cell) => cell.unit)).size).toBe(1)
    }
  })
  it('judges speed and wait against the objective', () => {
    const judged = rows(FOUR, 'device', { timePerToken: 0.009, timeToFirstToken: 0.08 })
    const speed = row('userSpeed', judged)
    expect(speed.cells.map((cell) => cell.meetsObjective)).toEqual(
      FOUR.map((scenario) => (scenario.result.metrics.tpot.value ?? 1) <= 0.009),
    )
    expect(speed.rule?.fraction).toBeCloseTo(1 / 0.009 / speed.end, 9)
    expect(row('cost', judged).cells[0]?.meetsObjective).toBeNull()
  })
  it('leaves a scenario without a result unknown', () => {
    const [first] = matrixRows([A.result], [A, B], A.id, 'device', NONE)
    expect(first?.cells[1]).toMatchObject({ state: 'unknown', reason: 'not evaluated' })
  })
})

describe('normalisers', () => {
  const output = A.result.metrics.systemThroughput.value ?? 0
  it.each([
    ['device', output / 8],
    ['kilowatt', output / (8 * 2.17)],
    ['dollarPerHour', output / (A.result.metrics.costPerHour.value ?? 1)],
    ['squareMillimetre', output / (8 * 1600)],
  ] as const)('divides by %s', (normaliser, expected) => {
    expect(row('throughput', rows([A], normaliser)).cells[0]?.value).toBeCloseTo(expected, 9)
  })
  it('says what it divides by, and falls back to board power for all together', () => {
    expect(row('throughput', rows(FOUR, 'kilowatt')).detail).toBe('output tokens/s, per kW provisioned')
    const { hardware } = C.resolved
    const unprovisioned: EvaluatedScenario = {
      ...C,
      resolved: {
        ...C.resolved,
        hardware: {
          ...hardware,
          power: { ...hardware.power, provisioned: { value: null, grade: null, source: null } },
        },
      },
    }
    const board = row('throughput', rows([A, unprovisioned], 'kilowatt'))
    expect(board.detail).toBe('output tokens/s, per kW board power')
    expect(board.cells[0]?.value).toBeCloseTo(output / 8, 9)
  })
  it('keeps a rack unknown unless the profile counts its devices', () => {
    expect(row('throughput', rows([A], 'rack')).cells[0]).toMatchObject({
      state: 'unknown',
      reason: 'no devices per rack in the profile',
    })
    const racked: EvaluatedScenario = {
      ...A,
      resolved: {
        ...A.resolved,
        hardware: {
          ...A.resolved.hardware,
          other: { devicesPerRack: { value: 72, grade: 'secondary', source: null } },
        },
      },
    }
    expect(row('throughput', rows([racked], 'rack')).cells[0]).toMatchObject({
      value: expect.closeTo(output * 9, 6) as number,
      grade: 'secondary',
    })
    expect(row('throughput', rows([D], 'squareMillimetre')).cells[0]?.reason).toBe('no die area in the profile')
  })
})
