/**
 * Takes one program away from one type in a `mimeapps.list`, whatever group names it. All else stays as it is.
 * @param list text of the file
 * @param type media type
 * @param entry file name of the program's desktop entry
 */
export function withoutProgram(list: string, type: string, entry: string): string {
  return list
    .split('\n')
    .flatMap((line) => {
      const [key, value] = [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]
      const programs = value.split(';').map((program) => program.trim())
      if (key.trim() !== type || !programs.includes(entry)) return [line]
      const others = programs.filter((program) => program !== entry && program !== '')
      return others.length === 0 ? [] : [`${key}=${others.join(';')};`]
    })
    .join('\n')
}
