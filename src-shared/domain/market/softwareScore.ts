import { QUANTISATION_METHODS, type SoftwareCriterion, type SoftwareFact, type Standing } from './software.ts'

/** A score of the risk that software brings, 1: worst, to 5: best. */
export type SoftwareScore = 1 | 2 | 3 | 4 | 5

/** Projects whose lists say whether a platform can serve at all. */
const PROJECTS: readonly SoftwareCriterion[] = ['vllm', 'sglang', 'pytorch', 'jax', 'tensorflow']

/**
 * How mature a platform's software is, by stated anchors:
 *
 * 5. PyTorch has stable builds, vLLM lists it, results of MLPerf are there, and no method of vLLM's table of quantisation is refused.
 * 4. PyTorch has stable builds and vLLM lists it.
 * 3. vLLM lists it; or a plug-in or experimental support of vLLM, and another of SGLang, JAX and PyTorch supports it itself.
 * 2. It is served by plug-ins, by experimental or earlier support, or by one project beside vLLM.
 * 1. It is in no list that was read: the maker's own software alone.
 *
 * That this family of models was measured on this stack is no part of it: what was measured widens or narrows times
 * elsewhere. More support never gives a lower score.
 * @returns null where no list was read, whatever else is known
 */
export function softwareScore(
  facts: readonly Pick<SoftwareFact, 'criterion' | 'standing' | 'counts'>[],
): SoftwareScore | null {
  const standings = facts.filter(({ criterion, standing }) => PROJECTS.includes(criterion) && standing !== null)
  if (standings.length === 0) return null
  const stands = (criteria: readonly SoftwareCriterion[], ...which: readonly Standing[]): boolean =>
    standings.some(
      ({ criterion, standing }) => criteria.includes(criterion) && standing !== null && which.includes(standing),
    )
  const listed = stands(['vllm'], 'listed', 'stable')
  const stable = stands(['pytorch'], 'stable')
  if (listed && stable) {
    const results = facts.some(({ criterion, counts }) => criterion === 'mlperf' && (counts?.results ?? 0) > 0)
    const methods: readonly SoftwareCriterion[] = QUANTISATION_METHODS
    const told = facts.filter(({ criterion }) => methods.includes(criterion))
    const refused = told.some(({ standing }) => standing === 'no')
    return results && told.length > 0 && !refused ? 5 : 4
  }
  if (listed) return 3
  const beside = stands(['sglang', 'jax', 'pytorch'], 'listed', 'stable')
  if (stands(['vllm'], 'plugin', 'experimental') && beside) return 3
  return stands(PROJECTS, 'stable', 'listed', 'experimental', 'plugin', 'formerly') ? 2 : 1
}
