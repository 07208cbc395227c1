import type { AccuracySummary } from '#shared/contract/accuracy.ts'
import { donorName } from '#shared/words/accuracyNames.ts'

type Device = AccuracySummary['devices'][number]

/**
 * Whose measurements stand behind a device, in one or two sentences.
 * @param nameOf a device's name; null: no such device
 */
export function originText(device: Device, nameOf: (id: string) => string | null): string {
  const own = (part: Device['operators']): boolean => part.source === 'fitted' || part.source === 'sameDevice'
  const operators = donorName(device.operators.donor, nameOf)
  const serving = donorName(device.serving.donor, nameOf)
  if (own(device.operators) && own(device.serving)) return 'Operators and serving are fitted on its own measurements.'
  if (own(device.operators))
    return `Operators are fitted on its own measurements; aggregated serving inherits from ${serving}.`
  if (own(device.serving))
    return `Aggregated serving is fitted on its own measurements; operators inherit from ${operators}.`
  if (operators === serving) return `Inherits from ${operators}; its intervals are wider.`
  return `Operators inherit from ${operators}, aggregated serving from ${serving}; intervals are wider.`
}
