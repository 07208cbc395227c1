import type { Resource, ScenarioResult } from '#shared/domain/result.ts'
import { resourceName } from '#shared/words/labels.ts'

/** What a resource is called on this machine: the speed-of-light strip knows its memory and its link by name. */
export function bindingName(
  result: ScenarioResult,
  binding: { readonly resource: Resource; readonly level: string },
): string {
  return result.speedOfLight.find((bar) => bar.resource === binding.resource)?.name ?? resourceName(binding.resource)
}
