/** Keys as people read them: "Ctrl Shift S", or "⌘⇧S" on a Mac. @param keys in the notation of tinykeys */
export function keyText(keys: string, mac: boolean): string {
  const parts = keys.split('+').filter((part) => part !== '')
  const named = parts.map((part) => {
    if (part === '$mod') return mac ? '⌘' : 'Ctrl'
    if (part === 'Shift') return mac ? '⇧' : 'Shift'
    if (part === 'Alt') return mac ? '⌥' : 'Alt'
    // A digit by its place on the keyboard, which Alt makes another letter on a Mac.
    if (part.startsWith('Digit')) return part.slice('Digit'.length)
    return part.length === 1 ? part.toUpperCase() : part
  })
  // "?" is typed with Shift: the sheet shows the character alone.
  const shown = named.at(-1) === '?' ? ['?'] : named
  return shown.join(mac ? '' : ' ')
}
