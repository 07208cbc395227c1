/** Letters of a folder's path that a line of the list has room for. */
const ROOM = 44

/**
 * The end of a folder's path, which tells files apart: "…/planning/2027". Whole names only, at least the last one.
 * @param path of the file @param name of the file, at the end of the path
 * @returns '' for a file without a folder
 */
export function shortFolder(path: string, name: string): string {
  const folder = path.slice(0, Math.max(0, path.length - name.length - 1))
  if (folder.length <= ROOM) return folder
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/'
  const parts = folder.split(separator)
  let short = parts.pop() ?? ''
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const longer = `${part}${separator}${short}`
    if (longer.length > ROOM) break
    short = longer
  }
  return `…${separator}${short}`
}
