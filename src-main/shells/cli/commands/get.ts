import { findPlace, placesOf, valueAt } from '#shared/document/place.ts'
import { toTree } from '#shared/document/tree.ts'
import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { valueText } from '../valueText.ts'

/** Prints fields of a workspace by their paths. */
export const getCommand: Command = {
  name: 'get',
  get summary() {
    return say('cli.get.summary')
  },
  get usage() {
    return [say('cli.get.usage')]
  },
  words: [1, 2],
  get about() {
    return say('cli.get.about')
  },
  options: {},
  get json() {
    return say('cli.get.json')
  },
  get examples() {
    return [
      [say('cli.get.line'), say('cli.get.example')],
      [say('cli.get.line2'), say('cli.get.exampleOne')],
    ] as const
  },
  run: async ({ words: [word = '', typed], flags, terminal }) => {
    const { workspace } = await openFile(word)
    const places = placesOf(workspace)
    const start = (typed ?? '').replace(/\/+$/, '')
    const inside = [...places].filter(([path]) => start === '' || path.startsWith(`${start}/`))
    if (inside.length > 0) {
      if (flags.has('json'))
        await terminal.print(jsonText(start === '' ? toTree(workspace) : valueAt(workspace, start)))
      else await terminal.print(inside.flatMap(([path, value]) => lineOf(path, value)).join(''))
      return EXIT.done
    }
    const found = findPlace(workspace, start)
    if (!found.ok) throw usageFailure(found.message)
    const value = valueAt(workspace, found.path) ?? null
    await terminal.print(flags.has('json') ? jsonText(value) : `${plain(value)}\n`)
    return EXIT.done
  },
}

/** Embedded profiles are named alone: the library shows their figures. */
function lineOf(path: string, value: unknown): readonly string[] {
  if (value === undefined) return []
  return [path.startsWith('profiles/') ? `${path}\n` : `${path}  ${valueText(value)}\n`]
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}
