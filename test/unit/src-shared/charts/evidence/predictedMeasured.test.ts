import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { predictedMeasured } from '#shared/charts/evidence/predictedMeasured.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { renderSvg } from '../../../../support/renderSvg.ts'

const seconds = fc.double({ min: 1e-7, max: 1e4, noNaN: true })
const points = fc.array(fc.record({ measured: seconds, predicted: seconds }), { minLength: 1, maxLength: 60 })

describe('predicted against measured', () => {
  it('holds every point inside two equal axes, and draws whatever they are', () => {
    fc.assert(
      fc.property(points, (drawn) => {
        const figure = predictedMeasured(drawn, chartTheme('light'))
        const [low, high] = figure.axes?.x ?? [1, 0]
        expect(figure.axes?.y).toEqual([low, high])
        for (const { measured, predicted } of drawn) {
          expect(Math.min(measured, predicted)).toBeGreaterThanOrEqual(low * (1 - 1e-9))
          expect(Math.max(measured, predicted)).toBeLessThanOrEqual(high * (1 + 1e-9))
        }
        expect(figure.table.rows).toHaveLength(drawn.length)
        expect(renderSvg(figure.option, { width: 392, height: 320 })).not.toMatch(/NaN|Infinity|undefined/)
      }),
      { numRuns: 20 },
    )
  })

  it('counts what lies in the band, above and below', () => {
    const figure = predictedMeasured(
      [
        { measured: 1, predicted: 1.2 },
        { measured: 1, predicted: 0.8 },
        { measured: 1, predicted: 2 },
        { measured: 1, predicted: 0.5 },
      ],
      chartTheme('light'),
    )
    expect(figure.sentence.replaceAll('\u00a0', ' ')).toBe(
      '50 % of rows lie within ±25 %; 25 % are slower, 25 % faster.',
    )
  })

  it('leaves out what a logarithmic axis cannot hold, and is empty in words without a row', () => {
    expect(predictedMeasured([{ measured: 0, predicted: 1 }], chartTheme('light')).state).toBe('empty')
  })
})
