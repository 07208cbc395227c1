/** Colours the window itself draws, from the tokens of the same name: canvas behind the page, ink for the buttons. */
const FRAME = {
  light: { canvas: '#F5F6F7', surface: '#FFFFFF', ink: '#16191D' },
  dark: { canvas: '#0E1013', surface: '#15181C', ink: '#E9EBEE' },
} as const

/** Height of the title bar the page draws, in CSS pixels; one less for the line under it. */
const TITLE_BAR_HEIGHT = 36

/** @param dark whether the dark theme shows @returns colours for the window and its buttons */
export function frameColours(dark: boolean): {
  background: string
  overlay: { color: string; symbolColor: string; height: number }
} {
  const colours = dark ? FRAME.dark : FRAME.light
  return {
    background: colours.canvas,
    overlay: { color: colours.surface, symbolColor: colours.ink, height: TITLE_BAR_HEIGHT - 1 },
  }
}
