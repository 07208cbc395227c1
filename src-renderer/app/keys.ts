import { createKeybindingsHandler, type KeyBindingMap } from 'tinykeys'
import { isField } from '../ui/isField.ts'
import type { CommandEntry } from './command.ts'

/** A keydown listener that runs commands. @param commands read at each key press, so that labels and states are fresh */
export function commandKeys(commands: () => readonly CommandEntry[]): (event: KeyboardEvent) => void {
  const bindings: KeyBindingMap = {}
  for (const { id, keys, otherKeys } of commands()) {
    for (const binding of keys ? [keys, ...(otherKeys ?? [])] : []) {
      bindings[binding] = (event) => {
        const command = commands().find((candidate) => candidate.id === id)
        if (!command || (isField(event.target) && !command.inFields)) return
        // Also when it cannot run now: the browser's own Ctrl+S would offer to save the page.
        event.preventDefault()
        if (command.enabled) command.run()
      }
    }
  }
  const handle = createKeybindingsHandler(bindings)
  return (event) => {
    if (!event.defaultPrevented) handle(event)
  }
}
