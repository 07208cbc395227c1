import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { say } from '#shared/words/say.ts'
import type { Invocation } from './command.ts'
import { CommandFailure, EXIT, usageFailure } from './exitCodes.ts'
import { isStandard } from './standardInput.ts'

/**
 * Where each of several reports is written: in the folder of `-o`, which is made where it is missing, or in this one, under
 * the name of its file; a name that comes twice is numbered, so that no report replaces another of the same run.
 * @throws CommandFailure where there can be no such folder
 */
export function reportsInFolder(invocation: Invocation): (place: number) => Invocation {
  const { words, values } = invocation
  const folder = values.get('output') ?? '.'
  if (isStandard(folder)) throw usageFailure(say('cli.files.severalToOne'))
  try {
    mkdirSync(folder, { recursive: true })
  } catch {
    throw new CommandFailure(EXIT.failed, 'io-failed', say('cli.files.noFolder', { name: folder }))
  }
  const taken = new Set<string>()
  const outputs = words.map((word) => {
    const { name } = path.parse(isStandard(word) ? 'stdin' : word)
    let free = name
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}-${number}`
    taken.add(free.toLowerCase())
    return path.join(folder, `${free}.pdf`)
  })
  return (place) => ({ ...invocation, values: new Map([...values, ['output', outputs[place] ?? '']]) })
}
