import { resolveBrief } from '#shared/domain/brief/resolveBrief.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { shownAlternatives } from '#shared/words/decision/shownAlternatives.ts'

/** Longest name a column may have. */
const LONGEST_NAME = 120

/**
 * The alternatives as columns: one copy of each, in the configuration and at the load the verdict sized it for. What the engine
 * says of them is on the basis of the decision.
 * @param verdict of the workspace's brief
 * @returns null: nothing of it is sized on a machine of the document
 */
export function decidedWorkspace(workspace: Workspace, verdict: BriefVerdict): Workspace | null {
  const { brief, profiles } = workspace
  const { inputTokens, outputTokens, cachedShare } = brief.demand
  const resolved = new Map(resolveBrief(workspace)?.alternatives.map((each) => [each.alternative.id, each]))
  const scenarios = shownAlternatives(brief, profiles, verdict).flatMap(
    ({ id, slot, name, alternative, judged }): readonly Scenario[] => {
      const base = resolved.get(id)?.base ?? null
      const sizing = judged?.sizing ?? null
      if (base === null || sizing === null || alternative.hardware === null) return []
      const apart = sizing.deployment.serving === 'disaggregated'
      return [
        {
          id,
          slot,
          name: name.slice(0, LONGEST_NAME),
          hardware: alternative.hardware,
          model: brief.model,
          hardwareOverrides: alternative.hardwareOverrides,
          workloadOverrides: { concurrency: Math.max(1, Math.round(sizing.load)) },
          ranges: {},
          deployment: sizing.deployment,
          prefill: apart ? alternative.prefill : null,
          economics: base.economics,
          note: '',
        },
      ]
    },
  )
  const lead = verdict.choice[0] ?? verdict.leaning
  const [first] = scenarios
  if (first === undefined) return null
  return {
    ...workspace,
    workload: { inputTokens, outputTokens, cachedShare, concurrency: 1 },
    objective: { timePerToken: brief.promise.timePerToken, timeToFirstToken: brief.promise.timeToFirstToken },
    baseline: scenarios.find(({ id }) => id === lead)?.id ?? first.id,
    scenarios,
  }
}
