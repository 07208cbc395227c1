import { existsSync } from 'node:fs'
import path from 'node:path'
import { CodedError, valueOf } from '#shared/contract/errors.ts'
import {
  EXPORT_CHARTS,
  EXPORT_FORMATS,
  EXPORT_PARTS,
  type ExportFormat,
  type ExportPart,
} from '#shared/contract/exports.ts'
import { amount } from '#shared/units/amount.ts'
import { say } from '#shared/words/say.ts'
import { KIND_OF_FORMAT, WRITTEN_KINDS } from '../../../app/grants/fileKinds.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { isStandard } from '../standardInput.ts'
import { printFile } from '../workspaceOutput.ts'

const LONGEST_NAME = 60

/** Writes results for others to go on with. */
export const exportCommand: Command = {
  name: 'export',
  get summary() {
    return say('export.cli.summary')
  },
  get usage() {
    return [say('cli.export.usage')]
  },
  words: [1, 1],
  get about() {
    return say('export.cli.about')
  },
  get options() {
    return {
      as: { type: 'string', value: 'FORMAT', text: say('export.cli.as') },
      what: { type: 'string', value: 'WHAT', text: say('export.cli.what') },
      chart: { type: 'string', value: 'CHART', text: say('export.cli.chart') },
      scenario: { type: 'string', value: 'LETTER', text: say('export.cli.scenario') },
      output: { type: 'string', short: 'o', value: 'OUT', text: say('export.cli.output') },
      force: { type: 'boolean', text: say('export.cli.force') },
    } as const
  },
  json: '{"path","format","bytes"}',
  get examples() {
    return [
      [say('cli.export.line2'), say('export.cli.example.csv')],
      [say('cli.export.line3'), say('export.cli.example.json')],
      [say('cli.export.line4'), say('export.cli.example.xlsx')],
      [say('cli.export.line5'), say('export.cli.example.png')],
    ] as const
  },
  run: async ({ words, flags, values, terminal, connect }) => {
    const format = typed('--as', values.get('as'), EXPORT_FORMATS)
    if (format === null) throw usageFailure(say('export.cli.needsAs', { known: EXPORT_FORMATS }))
    const part = typed('--what', values.get('what'), EXPORT_PARTS)
    const chart = typed('--chart', values.get('chart'), EXPORT_CHARTS) ?? 'ladder'
    const letter = values.get('scenario') ?? null
    const output = values.get('output')
    const isPrinted = isStandard(output)
    if (isPrinted && process.stdout.isTTY && (format === 'xlsx' || format === 'png')) {
      throw usageFailure(say('export.cli.toTerminal'))
    }
    const kind = KIND_OF_FORMAT[format]
    const { workspace, path: opened } = await openFile(words[0] ?? '')
    const suggestedName = `${fileName(workspace.title, format, part, chart)}.${WRITTEN_KINDS[kind].extension}`
    const beside = path.join(path.dirname(opened ?? words[0] ?? ''), suggestedName)
    if (output === undefined && !flags.has('force') && existsSync(beside)) {
      throw new CodedError('not-allowed', say('export.cli.exists', { name: suggestedName }))
    }
    const { client, grants } = await connect()
    const target = isPrinted ? null : await grants.giveTarget(output ?? beside, kind)
    const asked = { workspace, format, part, chart, letter, file: target?.id ?? null, suggestedName }
    const made = valueOf(await client.call('exports.make', asked))
    // Nobody is asked where a file is named, so that nobody has cancelled.
    if (made === null) return EXIT.done
    if (target === null) {
      await printFile(terminal, Buffer.from(made.bytes ?? '', 'base64'))
      return EXIT.done
    }
    await terminal.print(
      flags.has('json')
        ? jsonText({ path: target.path, format, bytes: made.size })
        : `${say('export.cli.made', { path: target.path, size: amount(made.size, 'bytes') })}\n`,
    )
    return EXIT.done
  },
}

/** One of the known words, or null where the option was not given. @throws CommandFailure usage */
function typed<Word extends string>(option: string, value: string | undefined, known: readonly Word[]): Word | null {
  if (value === undefined) return null
  const found = known.find((word) => word === value.toLowerCase())
  if (found === undefined) throw usageFailure(say('export.cli.unknown', { option, typed: value, known }))
  return found
}

/** A file name from the title: letters, digits and hyphens, and what the file holds. */
function fileName(title: string, format: ExportFormat, part: ExportPart | null, chart: string): string {
  const stem = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_NAME)
  const isWhole = format === 'xlsx' || format === 'html'
  const held = format === 'svg' || format === 'png' || part === 'chart' ? chart : (part ?? 'matrix')
  return [stem === '' ? 'memwall' : stem, ...(isWhole ? [] : [held])].join('-')
}
