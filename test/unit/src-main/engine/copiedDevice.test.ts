import { describe, expect, it } from 'vitest'
import { calibrationFor } from '#main/engine/calibration/coefficients.ts'
import { servingFor } from '#main/engine/calibration/serving.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { withFigure } from '#shared/domain/figures.ts'
import { device } from '../../resources/libraryProfiles.ts'

/** What the engine knows of a device beside its figures. */
function known(profile: ReturnType<typeof device>) {
  const machine = machineOf(profile)
  const { processors, peaks } = machine
  return {
    processors,
    peaks,
    operators: calibrationFor(machine, 'vllm', 'bf16'),
    serving: servingFor(machine, 'vllm', 'aggregated'),
  }
}

describe('a user’s copy of a device', () => {
  it.each(['b200-sxm', 'h100-sxm', 'mi300x', 'cerebras-wse2', 'cerebras-wse3'])(
    'of %s is computed with what was measured on that one',
    (id) => {
      expect(known({ ...device(id), id: 'mine', copyOf: id })).toEqual(known(device(id)))
    },
  )

  it('that says nothing of its origin is not', () => {
    expect(known({ ...device('b200-sxm'), id: 'mine' }).operators).not.toEqual(known(device('b200-sxm')).operators)
    expect(known({ ...device('cerebras-wse2'), id: 'mine' }).peaks).not.toEqual(known(device('cerebras-wse2')).peaks)
  })

  it('is computed with its own figures', () => {
    const changed = withFigure({ ...device('b200-sxm'), id: 'mine', copyOf: 'b200-sxm' }, 'peaks.bf16', {
      value: 1e15,
      grade: 'guess',
      source: null,
    })
    expect(machineOf(changed).peaks.bf16.rate).toBe(1e15)
  })
})
