import { expect, test } from 'vitest'
import { buildWorkspace } from '#main/documents/create.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { DEFAULT_ECONOMICS, type Economics } from '#shared/domain/economics.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import { linkedInputs } from '../../../../src-renderer/workspace/linkedInputs.ts'
import { hardware, model } from '../../../support/engineScenarios.ts'

const ECONOMICS: readonly Economics[] = [
  { ...DEFAULT_ECONOMICS, purchasePrice: 1e4 },
  { ...DEFAULT_ECONOMICS, mode: 'rent', rentalPrice: 3 },
]

/** Paths that the explanations of a scenario name, and the inputs that links lead to. */
function linksOf(device: string, economics: Economics) {
  const workspace = buildWorkspace(
    {
      title: 'Links',
      workload: { inputTokens: 100, outputTokens: 100, concurrency: 4, cachedShare: 0 },
      scenarios: [
        { id: 'a', hardware: device, model: 'llama-3.1-8b', deployment: { devices: 2, tensorParallel: 2 }, economics },
      ],
    },
    { hardware, model },
  )
  const [scenario] = workspace.scenarios
  const resolved = scenario && resolveScenario(workspace, scenario)
  if (!resolved) throw new Error('The scenario has its profiles.')
  const named = Object.values(evaluate(resolved).explanations).flatMap((each) => each?.terms.map(({ path }) => path))
  return {
    named: new Set(named.filter((path) => path !== undefined)),
    inputs: linkedInputs(workspace, 'a'),
  }
}

test.each(['b200-sxm', 'mi300x', 'cerebras-wse3', 'l4'])('what explanations of %s name can be followed', (device) => {
  for (const economics of ECONOMICS) {
    const { named, inputs } = linksOf(device, economics)
    expect(named.size).toBeGreaterThan(4)
    expect([...named].filter((path) => !inputs.has(path))).toEqual([])
  }
})

test('a figure the device does not have is no link', () => {
  for (const economics of ECONOMICS) {
    const { named, inputs } = linksOf('rtx-5090', economics)
    expect(named).toContain('hardware.scaleOut.bandwidth')
    expect(inputs.has('hardware.scaleOut.bandwidth')).toBe(false)
  }
})

test('nothing leads anywhere without a workspace or in another scenario', () => {
  expect(linkedInputs(null, 'a').size).toBe(0)
})
