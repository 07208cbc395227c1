import type { Resource, ScenarioResult } from '#shared/domain/result.ts'
import { resourceName } from '#shared/words/labels.ts'
import { wordingText } from '#shared/words/say.ts'

/** What a resource is called on this machine: the speed-of-light strip knows its memory and its link by name. */
export function bindingName(
  result: ScenarioResult,
  binding: { readonly resource: Resource; readonly level: string },
): string {
  const bar = result.speedOfLight.find(({ resource }) => resource === binding.resource)
  return bar ? wordingText(bar.name) : resourceName(binding.resource)
}
