import { guessed } from '#shared/domain/brief/assumed.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { testWorkspace } from './documents.ts'
import { ownStack } from './ownStack.ts'

/** A workspace that has every part that may be left out: for who looks at the whole shape of the file. */
export function richWorkspace(): Workspace {
  const plain = testWorkspace()
  const [first, ...others] = plain.scenarios
  if (!first) throw new Error('A workspace has a scenario.')
  const pool = {
    workers: 1,
    tensorParallel: 4,
    pipelineParallel: 1,
    dataParallel: 1,
    expertParallel: 1,
    redundantExperts: 0,
    contextParallel: 1,
    batch: 8,
  }
  const deployment: Workspace['scenarios'][number]['deployment'] = {
    ...first.deployment,
    serving: 'disaggregated',
    devices: 8,
    redundantExperts: 0,
    software: 'vllm',
    softwareVersion: '0.19.0',
    stack: ownStack('our-vllm', 'Our vLLM'),
    speculation: { draftTokens: 3, acceptance: 0.7, draftCost: null },
    bandwidthAllocation: { prefill: 0.5, decode: 0.7 },
    pools: { prefill: pool, decode: pool },
  }
  const prefill = {
    hardware: first.hardware,
    hardwareOverrides: { 'peaks.bf16': 2e15 },
    weightPrecision: 'fp8',
    activationPrecision: 'fp8',
    kvPrecision: 'fp8',
    software: null,
    softwareVersion: null,
  } as const
  const { brief } = plain
  const effects = {
    months: guessed(2, 1, 4),
    never: 0.05,
    dollars: guessed(0),
    people: guessed(1000),
    maintenance: 1.2,
  }
  const asked: Workspace['brief'] = {
    ...brief,
    date: '2026-11-30',
    alternatives: brief.alternatives.map((each) => ({
      ...each,
      prefill,
      pinned: { systems: 2, deployment },
      risks: { software: { score: 3, evidence: 'A trial', date: '2026-11-30', author: 'Who tried', effects } },
    })),
    dissent: [{ who: 'Somebody', text: 'It is too early.' }],
    setAside: brief.alternatives
      .slice(0, 1)
      .map(({ id }) => ({ alternative: id, who: 'Somebody', reason: 'No price', date: '2026-11-30' })),
  }
  return {
    ...plain,
    brief: asked,
    scenarios: [
      {
        ...first,
        name: 'All of it',
        hardwareOverrides: { 'memory.hbm.bandwidth': 7e12, 'power.board': 900 },
        workloadOverrides: { concurrency: 8 },
        ranges: { 'economics.utilisation': { low: 0.4, high: 0.8 }, 'workload.inputTokens': { low: 100, high: 200 } },
        deployment,
        prefill,
      },
      ...others,
    ],
    report: {
      ...plain.report,
      date: '2026-11-30',
      logo: { mediaType: 'image/png', data: 'iVBORw0KGgo=' },
      ownSections: [{ id: 'own-1', title: 'Ours', text: 'What we add.', shown: true, after: 'case' }],
      texts: { headline: 'In our words' },
      approved: {
        on: '2026-11-30',
        by: 'The board',
        documentHash: 'a'.repeat(64),
        brief: asked,
        verdict: {
          state: 'choose',
          headline: 'Choose A.',
          choice: ['a'],
          costs: { a: 1.5, b: null },
          firsts: { a: 0.9 },
        },
      },
    },
  }
}
