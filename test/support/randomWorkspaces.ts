import * as fc from 'fast-check'
import { buildWorkspace, type ScenarioSketch } from '#main/documents/create.ts'
import { DEFAULT_DECISION } from '#shared/domain/decision.ts'
import { DEFAULT_ECONOMICS } from '#shared/domain/economics.ts'
import { SENSITIVE_METRICS, type SensitiveMetric } from '#shared/domain/sensitivity.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { hardware, model } from './engineScenarios.ts'

/** What is special about a random workspace; each kind comes in turn. */
const KINDS = ['plain', 'unpriced', 'misfit', 'equal', 'close'] as const
type Kind = (typeof KINDS)[number]

const COST: SensitiveMetric = 'costPerMillionOutput'
/** Devices on one of which the models fit, with a price of their own or not. */
const DEVICES = ['b200-sxm', 'h100-sxm', 'h200-sxm', 'mi300x', 'mi355x', 'a100-sxm-80'] as const
const MODELS = ['llama-3.1-8b', 'mistral-7b-v0.1'] as const

const scenario = fc.record({
  hardware: fc.constantFrom(...DEVICES),
  devices: fc.constantFrom(1, 2, 4, 8),
  price: fc.integer({ min: 5_000, max: 60_000 }),
})
const objective = fc.record({
  timePerToken: fc.option(fc.constantFrom(0.004, 0.008, 0.02, 0.1)),
  timeToFirstToken: fc.option(fc.constantFrom(0.05, 0.2, 2)),
})
const workspaces = (kind: Kind): fc.Arbitrary<Workspace> =>
  fc
    .record({
      model: fc.constantFrom(...MODELS),
      machines: fc.array(scenario, { minLength: 1, maxLength: 3 }),
      criterion: fc.constantFrom(...(Object.keys(SENSITIVE_METRICS) as SensitiveMetric[])),
      objective: fc.oneof(fc.constant({ timePerToken: null, timeToFirstToken: null }), objective),
      inputTokens: fc.integer({ min: 64, max: 4096 }),
      outputTokens: fc.integer({ min: 16, max: 1024 }),
      concurrency: fc.integer({ min: 1, max: 64 }),
      nearness: fc.double({ min: 1.0001, max: 1.01, noNaN: true }),
    })
    .map(({ model: used, machines, criterion, objective: limits, nearness, ...load }) => {
      const sketches = machines.map(({ hardware: id, devices, price }, place): ScenarioSketch => {
        const deployment = { devices, tensorParallel: devices, overlap: 0 }
        const economics = { ...DEFAULT_ECONOMICS, purchasePrice: price }
        return { id: `s${place}`, hardware: id, model: used, deployment, economics }
      })
      const [first] = sketches
      if (!first) throw new Error('A workspace has a machine.')
      const priced = { ...DEFAULT_ECONOMICS, ...first.economics }
      const dearer = { ...priced, purchasePrice: (priced.purchasePrice ?? 0) * nearness }
      const added: Readonly<Record<Kind, readonly ScenarioSketch[]>> = {
        plain: [],
        unpriced: [{ ...first, id: 'unpriced', hardware: 'mi355x', economics: DEFAULT_ECONOMICS }],
        misfit: [{ ...first, id: 'misfit', hardware: 'l4', model: 'llama-3.1-70b' }],
        equal: [{ ...first, id: 'equal' }],
        close: [{ ...first, id: 'close', economics: dearer }],
      }
      const byCost = kind === 'unpriced' || kind === 'close'
      return buildWorkspace(
        {
          title: kind,
          workload: { ...load, cachedShare: 0 },
          // The pair that is to be close or equal is not to be parted by a limit.
          objective: kind === 'equal' || kind === 'close' ? { timePerToken: null, timeToFirstToken: null } : limits,
          decision: { ...DEFAULT_DECISION, criterion: byCost ? COST : criterion },
          scenarios: [...(kind === 'equal' || kind === 'close' ? [first] : sketches), ...added[kind]],
        },
        { hardware, model },
      )
    })

/** Workspaces, the same on every run: a fifth each of machines as they come, an unknown price, a misfit, equals, a close race. */
export function randomWorkspaces(count: number): readonly Workspace[] {
  const each = KINDS.map((kind, place) =>
    fc.sample(workspaces(kind), { numRuns: count / KINDS.length, seed: 7 + place }),
  )
  return each.flat()
}
