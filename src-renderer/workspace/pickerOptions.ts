import type { HardwareListing, ModelListing } from '#shared/contract/library.ts'
import { SYSTEM_WORDS } from '#shared/domain/systemUnit.ts'
import { formatText } from '#shared/units/format.ts'
import type { ComboboxOption } from '../ui/comboboxOptions.ts'

/** What an option needs of an embedded profile that the library may not list. */
interface Named {
  readonly id: string
  readonly name: string
}

/** Devices to choose from, by vendor. A device that only the file knows is offered too. */
export function deviceOptions(
  listings: readonly HardwareListing[],
  embedded: (Named & { readonly vendor: string }) | undefined,
): readonly ComboboxOption[] {
  const options = listings.map((device): ComboboxOption => ({
    value: device.id,
    label: device.name,
    group: device.vendor,
    hint: device.capacity === null ? 'capacity unknown' : formatText(device.capacity, 'bytes'),
    words: [
      device.generation,
      device.memoryKind,
      device.id,
      ...(device.system ? [SYSTEM_WORDS[device.system.kind], device.system.vendor, device.system.device] : []),
    ].join(' '),
  }))
  if (!embedded || listings.some((device) => device.id === embedded.id)) return options
  return [{ value: embedded.id, label: embedded.name, group: embedded.vendor, hint: 'from this file' }, ...options]
}

/** Models to choose from, by organisation. */
export function modelOptions(
  listings: readonly ModelListing[],
  embedded: (Named & { readonly organisation: string }) | undefined,
): readonly ComboboxOption[] {
  const options = listings.map((model): ComboboxOption => ({
    value: model.id,
    label: model.name,
    group: model.organisation,
    hint: `${formatText(model.totalParameters, 'parameters')} ${model.attention}`,
    words: model.family,
  }))
  if (!embedded || listings.some((model) => model.id === embedded.id)) return options
  return [
    { value: embedded.id, label: embedded.name, group: embedded.organisation, hint: 'from this file' },
    ...options,
  ]
}
