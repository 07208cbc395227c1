/** @returns true when keys typed into this element are text or a choice of its own, not a shortcut */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable)
}
