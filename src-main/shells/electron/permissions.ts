import type { Session } from 'electron'

/** What our page may do beyond drawing, when the user asks: put text and pictures on the clipboard, fill the screen. */
const GRANTED: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen'])

/** @param permission as Chromium names it @returns whether our page needs it; no camera, no location, no devices */
function isGranted(permission: string): boolean {
  return GRANTED.has(permission)
}

/** Denies every permission but the few granted, and every device. */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isGranted(permission)))
  session.setPermissionCheckHandler((_contents, permission) => isGranted(permission))
  session.setDevicePermissionHandler(() => false)
}
