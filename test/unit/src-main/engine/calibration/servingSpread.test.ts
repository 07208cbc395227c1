import { describe, expect, it } from 'vitest'
import { modelShape } from '#main/engine/calibration/modelShape.ts'
import { servingFor } from '#main/engine/calibration/serving.ts'
import { unseenSpread, widest } from '#main/engine/calibration/servingSpread.ts'
import { SERVING_ENTRIES, UNSEEN, UNSEEN_ERRORS } from '#main/engine/calibration/servingTable.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { hardware, model } from '../../../../support/engineScenarios.ts'

describe('the interval by what a fit had not seen', () => {
  it('never narrows with one more thing left out', () => {
    for (const { style, software, tpot } of SERVING_ENTRIES) {
      let before = tpot
      for (let count = 1; count <= UNSEEN.length; count++) {
        const spread = unseenSpread(tpot, style, software ?? 'generic', UNSEEN.slice(0, count), 'tpot')
        expect(spread.p10).toBeLessThanOrEqual(before.p10)
        expect(spread.p90).toBeGreaterThanOrEqual(before.p90)
        before = spread
      }
    }
  })

  it('is measured for models, versions, devices and sites left out of loops', () => {
    for (const unseen of ['model', 'version', 'device', 'site'] as const) {
      const errors = UNSEEN_ERRORS.find(
        (line) => line.unseen === unseen && line.style === 'aggregated' && line.software === null,
      )
      expect(errors?.tpot.count).toBeGreaterThan(1000)
    }
  })

  it('is wider for a relative than for the device, and widest for what nobody measured', () => {
    const served = { shape: modelShape(model('llama-3.1-70b')), version: null }
    const width = (device: string): number => {
      const { tpot } = servingFor(machineOf(hardware(device)), 'vllm', 'aggregated', null, served)
      return tpot.p90 - tpot.p10
    }
    expect(width('gb200-nvl72')).toBeGreaterThanOrEqual(width('b200-sxm'))
    expect(width('tpu7x')).toBeGreaterThan(width('gb200-nvl72'))
  })

  it('takes the wider end of two on either side', () => {
    const first = { p10: -0.1, p50: 0, p90: 0.4, count: 10 }
    const second = { p10: -0.3, p50: 0.1, p90: 0.2, count: 20 }
    expect(widest(first, second)).toMatchObject({ p10: -0.3, p90: 0.4 })
    expect(widest(second, first)).toMatchObject({ p10: -0.3, p90: 0.4 })
  })
})
