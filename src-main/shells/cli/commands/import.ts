import type { ImportedProfile, ImportPreview } from '#shared/contract/imports.ts'
import { formatText } from '#shared/units/format.ts'
import type { Client } from '#shared/contract/client.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Reply } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'
import { basename } from 'node:path'
import type { Grants } from '../../../app/grants/grants.ts'
import type { Command } from '../command.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { CommandFailure, EXIT, usageFailure } from '../exitCodes.ts'
import { fileTyped } from '../standardInput.ts'
import { formatTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { jsonText } from '../jsonText.ts'

/** Brings a file from somewhere else into the library. */
export const importCommand: Command = {
  name: 'import',
  summary: 'read a model or devices from a file of somebody else into the library',
  usage: ['import FILE [--dry-run] [--called NAME] [--name ID] [--dense] [--replace] [--against MODEL]'],
  words: [1, 1],
  about: [
    'Reads FILE and says what was understood, what was assumed because the file does not say it, what was ignored, and what is wrong. Where nothing is wrong the profiles enter the library as yours, and scenarios and predict know them by their ids; with a problem nothing enters. A key that speaks of a part of a model nobody reads is told, or refused in an architecture that is not known: a model of experts never becomes a dense one. What is in doubt is told and stands in nobody’s way: parameters that differ from the size in the model’s name, or from the library’s model of that name, and links that seem to count both directions. A peak that is the sparse one of the library’s device of that name is in the way, unless --dense takes the dense one.',
    'FILE is a Hugging Face config.json; a GGUF file; a safetensors file or model.safetensors.index.json, whose parameters are counted and, with --against, compared with a model of the library or of a configuration; profiles in JSON as “memwall library show ID --json” prints them; or a table ending in .csv or .tsv. Of weights only the header is read.',
    'A table of devices has the columns Name, Memory and Bandwidth, and may have ID, Vendor, Kind, Generation, Year, Status, Memory kind, one for each dense peak (FP16, BF16, FP8, FP4, INT8 …), Scale-up and Network and Host link (one direction), Scale-up devices, Power, Idle power, Price, Rental, Die area, Grade, Source and Note. A table of models has Name, Layers, Hidden size, Heads and Vocabulary, and may have KV heads, Head size, Window, Intermediate size, Experts, Experts per token, Expert size, Shared expert size, Dense layers, Tied, Gated, Context, Parameters, Active parameters, Format and the same general columns. Cells hold numbers with their units (141 GB, 4.8 TB/s, 989 TFLOP/s); a title may give the unit for its column: Bandwidth (TB/s), FP16 TFLOPS, Memory [GiB]. An empty cell is unknown.',
  ].join('\n'),
  options: {
    'dry-run': { type: 'boolean', text: 'only say what would enter' },
    called: {
      type: 'string',
      value: 'NAME',
      text: 'what the one profile is called, where the file does not say or says otherwise: Qwen/Qwen3-8B',
    },
    name: { type: 'string', value: 'ID', text: 'the id of the one profile, instead of one made of its name' },
    dense: { type: 'boolean', text: 'take the library’s dense peaks in place of sparse ones' },
    replace: { type: 'boolean', text: 'replace your profile of the same id, or hide the shipped one' },
    against: {
      type: 'string',
      value: 'MODEL',
      text: 'the model stored weights should add up to: an id, or a file ending in .json',
    },
  },
  json: '{"preview": {"kind", "file", "understood":[{"of", "label", "text"}], "assumed", "ignored", "doubts", "problems", "entries":[{"kind", "profile", "known"}], "weights", "unnamed", "sparse"}, "accepted": {"entered":[{"kind", "id", "hash"}], "revision", "notice"} or null}',
  examples: [
    ['memwall import Qwen3-8B/config.json --name qwen3-8b-mine --dry-run', 'what a configuration says'],
    ['memwall import model.Q4_K_M.gguf', 'enter the model of a GGUF file'],
    ['memwall import devices.csv --json', 'enter a table of devices, for a program'],
  ],
  run: async ({ words, flags, values, terminal, connect }) => {
    const { client, grants } = await connect()
    const id = values.get('name') ?? null
    if (id !== null && !/^[a-z0-9][a-z0-9.-]{0,63}$/.test(id)) {
      throw usageFailure(`“${id}” is no id: use small letters, digits, dots and hyphens.`)
    }
    const name = values.get('called') ?? null
    if (name !== null && (name.trim() === '' || name.length > 200)) {
      throw usageFailure('A name has 1 to 200 letters: --called Qwen/Qwen3-8B.')
    }
    const against = await comparedModel(values.get('against'), client, grants)
    const file = { granted: (await grants.give(await fileTyped(words[0] ?? ''), 'foreign')).id }
    const dense = flags.has('dense')
    const preview = previewOf(await client.call('imports.preview', { file, id, name, dense, against }))
    const entries = preview.entries.map(({ kind, profile }) => ({ kind, profile }) as ImportedProfile)
    const enters = !flags.has('dry-run') && preview.problems.length === 0 && entries.length > 0
    const accepted = enters
      ? valueOf(
          await client.call('imports.accept', {
            entries,
            file: basename(words[0] ?? ''),
            replace: flags.has('replace'),
          }),
        )
      : null
    if (flags.has('json')) await terminal.print(jsonText({ preview, accepted }))
    else await terminal.print(`${describe(preview, terminal)}\n${ending(preview, accepted)}\n`)
    if (accepted?.notice) terminal.tell(`memwall: ${accepted.notice}\n`)
    return preview.problems.length > 0 ? EXIT.failed : EXIT.done
  },
}

/** The model that is named: by a file of its own or by its id. */
async function comparedModel(
  wanted: string | undefined,
  client: Client,
  grants: Grants,
): Promise<{ profile: ModelProfile } | null> {
  if (wanted === undefined) return null
  if (!wanted.toLowerCase().endsWith('.json')) {
    return { profile: valueOf(await client.call('library.model', { id: wanted })).profile }
  }
  const file = { granted: (await grants.give(wanted, 'foreign')).id }
  const { entries, problems } = previewOf(await client.call('imports.preview', { file }))
  const [entry] = entries
  if (entry?.kind === 'model' && problems.length === 0) return { profile: entry.profile }
  throw new CommandFailure(
    EXIT.badFile,
    'document-foreign',
    `“${wanted}” describes no model without a problem: import it alone to see why.`,
  )
}

const FILE_CODES: ReadonlySet<string> = new Set([
  'document-broken',
  'document-foreign',
  'document-too-large',
  'io-failed',
  'not-found',
])

/** A file that cannot be read has an exit code of its own. */
function previewOf(reply: Reply<ImportPreview>): ImportPreview {
  if (!reply.ok && FILE_CODES.has(reply.error.code)) {
    throw new CommandFailure(EXIT.badFile, reply.error.code, reply.error.message)
  }
  return valueOf(reply)
}

const KIND_WORDS: Readonly<Record<ImportPreview['kind'], string>> = {
  huggingFaceConfig: 'a Hugging Face configuration',
  gguf: 'a GGUF file',
  safetensors: 'a safetensors file',
  safetensorsIndex: 'an index of safetensors files',
  profiles: 'profiles of Memwall',
  deviceTable: 'a table of devices',
  modelTable: 'a table of models',
}

/** Ignored keys that are printed; --json has them all. */
const MOST_IGNORED = 12

function describe(preview: ImportPreview, { bold }: Terminal): string {
  const { weights } = preview
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`\n${title}\n`, ...lines.map((line) => `  ${line}\n`)]
  const rest = preview.ignored.length - MOST_IGNORED
  const ignored = preview.ignored.slice(0, MOST_IGNORED).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
  return [
    `${bold(preview.file)}  ${KIND_WORDS[preview.kind]}\n`,
    ...(preview.understood.length > 0
      ? [
          '\n',
          formatTable(
            [
              { title: 'Of', align: 'left' },
              { title: 'Understood', align: 'left' },
              { title: 'Value', align: 'left' },
            ],
            preview.understood.map(({ of, label, text }) => [of, label, text]),
            bold,
          ),
        ]
      : []),
    ...(weights
      ? list(
          `Weights: ${weights.tensors} tensors, ${formatText(weights.parameters, 'parameters')} parameters${weights.beside > 0 ? ` and ${formatText(weights.beside, 'parameters')} beside the language model` : ''}`,
          weights.formats.map(({ format, parameters }) => `${format}: ${formatText(parameters, 'parameters')}`),
        )
      : []),
    ...list('Assumed', preview.assumed),
    ...list('Ignored', preview.ignored.length === 0 ? [] : [ignored]),
    ...list(say('import.doubts'), preview.doubts),
    ...list('Problems', preview.problems),
  ].join('')
}

function ending(preview: ImportPreview, accepted: { entered: readonly { id: string }[] } | null): string {
  if (accepted) return `Entered into the library: ${accepted.entered.map(({ id }) => id).join(', ')}`
  if (preview.problems.length > 0) return 'Nothing was entered: see the problems above.'
  if (preview.entries.length === 0) return 'There is nothing to enter: the file describes no model or device by itself.'
  const known = preview.entries.filter((entry) => entry.known !== 'nothing').map(({ profile }) => profile.id)
  const note =
    known.length === 0 ? '' : ` The library has ${known.join(', ')} already: --replace or --name ID is needed.`
  return `Nothing was entered: this was a dry run.${note}`
}
