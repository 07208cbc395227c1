/**
 * Whether a window could be seen here. Without one, the browser shell still serves.
 * @param environment environment variables @param platform `process.platform`
 */
export function hasDisplay(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform === 'darwin' || platform === 'win32') return true
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
}
