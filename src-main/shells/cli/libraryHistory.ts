import type { ProfileHistory } from '#shared/contract/libraryHistory.ts'
import { dimensionOf } from '#shared/domain/figures.ts'
import { figureSchema } from '#shared/domain/provenance.ts'
import { formatNumber, formatText } from '#shared/units/format.ts'
import { EXIT, usageFailure } from './exitCodes.ts'
import type { Client } from '#shared/contract/client.ts'
import type { Invocation } from './command.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { valueText } from './valueText.ts'
import { jsonText } from './jsonText.ts'

/** Who changed what in one of the user's profiles. @param id of a device or a model */
export async function showHistory({ flags, terminal, connect }: Invocation, id: string): Promise<number> {
  const { client } = await connect()
  const history = await historyOf(client, id)
  await terminal.print(
    flags.has('json')
      ? jsonText(history)
      : history.revisions.map((revision) => `${revisionText(revision, terminal.bold)}\n`).join('\n'),
  )
  return EXIT.done
}

/** Makes an earlier state of a profile the current one. @param revision as typed */
export async function restore({ flags, terminal, connect }: Invocation, id: string, revision: string): Promise<number> {
  if (!/^[1-9]\d{0,8}$/.test(revision)) {
    throw usageFailure(`“${revision}” is no revision; “memwall library history ${id}” lists them.`)
  }
  const { client } = await connect()
  const { kind } = await historyOf(client, id)
  const saved = valueOf(await client.call('library.restore', { kind, id, revision: Number(revision) }))
  await terminal.print(
    flags.has('json')
      ? jsonText(saved)
      : `${id} is as it was in revision ${revision}; this is revision ${saved.revision}\n`,
  )
  return EXIT.done
}

/** Devices are looked at first: an id is almost never both. */
async function historyOf(client: Client, id: string): Promise<ProfileHistory> {
  const device = await client.call('library.history', { kind: 'hardware', id })
  if (device.ok) return device.value
  const model = await client.call('library.history', { kind: 'models', id })
  return model.ok ? model.value : valueOf(device)
}

function revisionText(entry: ProfileHistory['revisions'][number], bold: (text: string) => string): string {
  const { revision, action, detail, person, moment, changes } = entry
  const when = moment.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')
  const what = `${action}${detail === '' ? '' : `${WORDS[action] ?? ' '}${detail}`}`
  const head = `${bold(`Revision ${revision}`)}  ${when}  ${person === '' ? 'unknown' : person}  ${what}`
  return [head, ...changes.map(changeText)].join('\n')
}

const WORDS: Readonly<Partial<Record<string, string>>> = {
  copied: ' from ',
  imported: ' from ',
  restored: ' from revision ',
}

/** Two states of a part of a profile. */
interface Change {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
  /** Titles of what the figures cite. Absent: not known here. */
  readonly sourceBefore?: string | null
  readonly sourceAfter?: string | null
}

/** One change in one line: "memory.hbm.bandwidth: 8.00 TB/s (vendor, Datasheet) → 7.20 TB/s (measured, Our lab, typed “7.2 TB/s”)". */
export function changeText({ path, before, after, sourceBefore, sourceAfter }: Change): string {
  return `  ${path}: ${partText(path, before, sourceBefore)} → ${partText(path, after, sourceAfter)}`
}

function partText(path: string, value: unknown, source: string | null = null): string {
  if (value === null) return 'nothing'
  const figure = figureSchema.safeParse(value)
  if (!figure.success) return valueText(value) || 'another'
  const { value: number, grade, override, low, high } = figure.data
  const dimension = dimensionOf(path)
  const print = (amount: number) => (dimension === null ? formatNumber(amount) : formatText(amount, dimension))
  if (number === null) return 'unknown'
  const range = low === undefined && high === undefined ? [] : [`${print(low ?? number)} to ${print(high ?? number)}`]
  // Who has no source to name answers for it.
  const cited = source ?? override?.by ?? ''
  const typed = override === undefined ? [] : [`typed “${override.typed}”`]
  return `${print(number)} (${[grade, ...(cited === '' ? [] : [cited]), ...range, ...typed].join(', ')})`
}
