import { layoutWords } from '#shared/words/layoutWords.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import { scenarioName, shortModelName } from '#shared/domain/names.ts'
import type { Resource, ScenarioResult } from '#shared/domain/result.ts'
import type { ResolvedScenario, Scenario } from '#shared/domain/scenario.ts'
import { slotLetter, type Workspace } from '#shared/domain/workspace.ts'
import { formatText } from '#shared/units/format.ts'
import { CodedError, valueOf } from '#shared/contract/errors.ts'
import type { Connection } from './connect.ts'

/** A scenario with what the engine says of it. */
export interface Evaluated {
  readonly scenario: Scenario
  readonly resolved: ResolvedScenario
  /** "A". */
  readonly letter: string
  /** "8 × B200". */
  readonly name: string
  /** "Llama 3.1 70B · fp8 · TP 8". */
  readonly detail: string
  readonly result: ScenarioResult
}

/** What binds, in words. */
export const RESOURCE_WORDS: Readonly<Record<Resource, string>> = {
  compute: 'compute',
  sram: 'on-chip SRAM',
  memory: 'memory bandwidth',
  link: 'the link',
  host: 'the host link',
  overhead: 'software overhead',
}

/** Evaluates a workspace. @throws CodedError as the engine does */
export async function evaluateWorkspace(
  workspace: Workspace,
  connect: () => Promise<Connection>,
): Promise<readonly Evaluated[]> {
  const { client } = await connect()
  const { results } = valueOf(await client.call('engine.evaluate', { workspace }))
  return workspace.scenarios.map((scenario, index) => {
    const resolved = resolveScenario(workspace, scenario)
    const result = results[index]
    if (!resolved || !result) {
      throw new CodedError('engine-failed', `scenario “${scenario.id}” was not evaluated; open the file to see why.`)
    }
    return {
      scenario,
      resolved,
      letter: slotLetter(scenario.slot),
      name: scenarioName(scenario, resolved.hardware, resolved.prefill && resolved.prefill.hardware),
      detail: detailOf(resolved),
      result,
    }
  })
}

/** The load in one line. */
export function loadLine({ workload }: Workspace): string {
  const { inputTokens, outputTokens, concurrency, cachedShare } = workload
  const cached = cachedShare > 0 ? `, ${formatText(cachedShare, 'share')} of the input cached` : ''
  return `${formatText(inputTokens, 'count')} input and ${formatText(outputTokens, 'count')} output tokens per request, ${formatText(concurrency, 'count')} requests in flight${cached}`
}

function detailOf({ model, deployment }: ResolvedScenario): string {
  const { weightPrecision, serving } = deployment
  // A terminal is searched for "TP 8": plain spaces there.
  const layout = layoutWords(deployment).map((word) => word.replaceAll('\u00a0', ' '))
  return [shortModelName(model), weightPrecision, ...layout, serving].join(' · ')
}
