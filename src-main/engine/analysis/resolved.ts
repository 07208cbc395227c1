import { CodedError } from '#shared/contract/errors.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Workspace } from '#shared/domain/workspace.ts'

/** A scenario of a workspace with its profiles. @throws CodedError not-found */
export function resolved(workspace: Workspace, id: string): ResolvedScenario {
  const scenario = workspace.scenarios.find((candidate) => candidate.id === id)
  const found = scenario ? resolveScenario(workspace, scenario) : null
  if (!found) throw new CodedError('not-found', `The workspace has no scenario “${id}”; choose one of its own.`)
  return found
}

/** All scenarios of a workspace with their profiles. @throws CodedError not-found for one whose profile is missing */
export function resolvedAll(workspace: Workspace): ResolvedScenario[] {
  return workspace.scenarios.map((scenario) => {
    const resolved = resolveScenario(workspace, scenario)
    if (resolved) return resolved
    const missing = Object.hasOwn(workspace.profiles.hardware, scenario.hardware) ? scenario.model : scenario.hardware
    throw new CodedError('not-found', `The workspace does not hold the profile “${missing}”; choose another one.`)
  })
}
