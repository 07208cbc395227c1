import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { speedOfLight, speedOfLightHint, speedOfLightStrips } from '#shared/charts/waterfall/speedOfLight.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import type { EvaluatedScenario } from '../../../../../src-shared/domain/evaluated.ts'
import { scenario } from '../../../../support/engineScenarios.ts'

function chart(slot: number, resolved: ReturnType<typeof scenario>): EvaluatedScenario {
  const name = resolved.hardware.name
  return { id: resolved.id, slot, name, resolved, result: evaluate(resolved) } as unknown as EvaluatedScenario
}
const wafers = chart(
  0,
  scenario(
    'cerebras-wse3',
    'llama-3.1-70b',
    { devices: 4, tensorParallel: 1, pipelineParallel: 4 },
    { concurrency: 4 },
  ),
)
const lone = chart(1, scenario('b200-sxm', 'llama-3.1-8b', {}, { concurrency: 1 }))

describe('the speed-of-light strips', () => {
  it('name the mesh of wafers, and say what its share is of', () => {
    expect(speedOfLightStrips([wafers, lone]).rows.map((row) => row.name)).toContain('Mesh')
    expect(speedOfLightHint([wafers])).toBe(
      'Share of each peak in decode. Of the mesh: share of the step spent crossing it.',
    )
  })

  it('say in words when overhead binds, for it has no row', () => {
    expect(speedOfLightStrips([lone]).columns[0]?.bars.some((bar) => bar.binds)).toBe(false)
    expect(speedOfLightHint([lone])).toBe('Share of each peak in decode. Overhead binds B: no peak does.')
    expect(speedOfLight([lone], chartTheme('light')).sentence).toMatch(/^Overhead binds B \(\d+\s% of the step\)\./)
  })
})
