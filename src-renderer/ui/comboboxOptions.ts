/** One choice of a combobox. */
export interface ComboboxOption {
  readonly value: string
  readonly label: string
  /** Heading it is listed under. */
  readonly group: string
  /** Quiet text at its right. */
  readonly hint?: string
  /** More words it may be found by. */
  readonly words?: string
}

/** The options in which every typed word occurs. @param query what was typed; empty keeps all */
export function matchOptions<Option extends ComboboxOption>(
  options: readonly Option[],
  query: string,
): readonly Option[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return options
  return options.filter((option) => {
    const text =
      `${option.group} ${option.label} ${option.hint ?? ''} ${option.words ?? ''} ${option.value}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Options under their headings, both in the order given. */
export function groupOptions<Option extends ComboboxOption>(
  options: readonly Option[],
): readonly { readonly name: string; readonly options: readonly Option[] }[] {
  const groups = new Map<string, Option[]>()
  for (const option of options) {
    const group = groups.get(option.group)
    if (group) group.push(option)
    else groups.set(option.group, [option])
  }
  return [...groups].map(([name, members]) => ({ name, options: members }))
}
