import type { HardwareListing, ModelListing } from '#shared/contract/library.ts'
import type { Client } from '#shared/contract/client.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { countOverridden, hardwareFigures as namedFigures } from '#shared/domain/figures.ts'
import { libraryCountsText } from '#shared/domain/libraryCounts.ts'
import type { Figure } from '#shared/domain/provenance.ts'
import { formatText } from '#shared/units/format.ts'
import { unknownText } from '#shared/units/shownWords.ts'
import { nearestNames } from '#shared/domain/nearestNames.ts'
import type { Command, Invocation } from '../command.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { hardwareFigures, modelFacts } from '../profileFacts.ts'
import { exportTo, importFrom } from '../libraryExchange.ts'
import { restore, showHistory } from '../libraryHistory.ts'
import { formatTable } from '../table.ts'
import { jsonText } from '../jsonText.ts'
import { say } from '#shared/words/say.ts'

/** Lists, shows, exports and imports devices and models, and tells their history. */
export const libraryCommand: Command = {
  name: 'library',
  summary: 'list, show, export and import devices and models, and tell their history',
  usage: [
    'library list [--query WORDS] [--only KIND]',
    'library show ID',
    'library export FILE [--all]',
    'library import FILE [--dry-run] [--prefer mine|theirs|both]',
    'library history ID',
    'library restore ID REVISION',
  ],
  words: [1, 3],
  about: [
    'Lists the devices and models known here by the ids that scenarios and predict use, or shows one with the source and grade of every figure. An unknown figure is said to be unknown.',
    'export writes your own profiles and your calibrations of software stacks to one JSON file. import merges such a file by id: nothing enters while an entry that is here and differs is undecided, and --dry-run lets nothing enter at all.',
    'history tells who changed which figure of one of your profiles, and restore makes an earlier revision the current one.',
  ].join('\n'),
  options: {
    query: { type: 'string', short: 'q', value: 'WORDS', text: 'list only what matches every word' },
    only: {
      type: 'string',
      value: 'devices|models',
      get text() {
        return say('cli.library.only')
      },
    },
    all: { type: 'boolean', text: 'export what Memwall ships too' },
    'dry-run': { type: 'boolean', text: 'say what import would do and do nothing' },
    prefer: { type: 'string', value: 'SIDE', text: 'decide every conflict of import: mine, theirs or both' },
  },
  json: [
    'list: {"hardware":[…], "models":[…]} with one object an entry, SI values, null where unknown.',
    'show: {"kind":"hardware" or "model", "hash", "profile"}',
    'export: {"path", "hardware", "models", "stacks"}, counts.',
    'import: {"file", "entries":[{"kind", "id", "name", "state", "mine", "differences"}], "outcome"}, null while nothing was imported.',
    'history: {"kind", "id", "revisions":[{"revision", "action", "detail", "person", "moment", "changes"}]}; restore: {"kind", "id", "revision", "hash"}',
  ].join('\n'),
  examples: [
    ['memwall library list --query nvidia', 'what there is by NVIDIA'],
    ['memwall library show b200-sxm', 'every figure of one device'],
    ['memwall library import team.json --dry-run', 'what a colleague’s library would change'],
  ],
  exitCodes: new Map([[EXIT.failed, 'failed, or import met conflicts and nothing was imported']]),
  run: async (invocation) => {
    const [action = '', first, second] = invocation.words
    const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
    if (!run) {
      throw usageFailure(
        `library knows “list”, “show ID”, “export FILE”, “import FILE”, “history ID” and “restore ID REVISION”, not “${action}”.`,
      )
    }
    return run(invocation, first, second)
  },
}

/** What each action does with the words that follow it. */
const ACTIONS: Readonly<Record<string, (call: Invocation, first?: string, second?: string) => Promise<number>>> = {
  list: async (call, first) => {
    if (first !== undefined) throw usageFailure('“memwall library list” takes no name; use --query WORDS.')
    return list(call)
  },
  show: async (call, first, second) => show(call, only(first, second, 'name what to show: memwall library show ID')),
  export: async (call, first, second) =>
    exportTo(call, only(first, second, 'say where to write: memwall library export FILE')),
  import: async (call, first, second) =>
    importFrom(call, only(first, second, 'name a file: memwall library import FILE')),
  history: async (call, first, second) =>
    showHistory(call, only(first, second, 'name a profile: memwall library history ID')),
  restore: async (call, first, second) => {
    if (first === undefined || second === undefined) {
      throw usageFailure('say what to restore: memwall library restore ID REVISION')
    }
    return restore(call, first, second)
  },
}

/** The one word an action takes. @throws CommandFailure (usage) where it is missing or not alone */
function only(word: string | undefined, further: string | undefined, hint: string): string {
  if (word === undefined) throw usageFailure(hint)
  if (further !== undefined) throw usageFailure(`“${further}” is too much; ${hint}`)
  return word
}

async function list({ flags, values, terminal, connect }: Invocation): Promise<number> {
  const { client } = await connect()
  const only = values.get('only')
  if (only !== undefined && !['devices', 'models'].includes(only)) {
    throw usageFailure(say('cli.library.noKind', { name: only }))
  }
  const found = await listings(client, values.get('query') ?? '')
  const hardware = only === 'models' ? [] : found.hardware
  const models = only === 'devices' ? [] : found.models
  if (flags.has('json')) {
    await terminal.print(jsonText({ hardware, models }))
    return EXIT.done
  }
  const tables = [
    ...(hardware.length > 0 ? [hardwareTable(hardware, terminal.bold)] : []),
    ...(models.length > 0 ? [modelTable(models, terminal.bold)] : []),
  ]
  await terminal.print([...tables, `${counts(hardware, models)}\n`].join('\n'))
  return EXIT.done
}

function counts(hardware: readonly HardwareListing[], models: readonly ModelListing[]): string {
  const systems = hardware.filter(({ system }) => system !== undefined).length
  return libraryCountsText({ devices: hardware.length - systems, systems, models: models.length })
}

async function listings(client: Client, query: string) {
  const [hardware, models] = await Promise.all([
    client.call('library.listHardware', { query }),
    client.call('library.listModels', { query }),
  ])
  return { hardware: valueOf(hardware), models: valueOf(models) }
}

function hardwareTable(hardware: readonly HardwareListing[], bold: (text: string) => string): string {
  return formatTable(
    [
      { title: 'Device', align: 'left' },
      { title: 'Name', align: 'left' },
      { title: 'Year', align: 'right' },
      { title: 'Memory', align: 'left' },
      { title: 'Capacity', align: 'right' },
      { title: 'Bandwidth', align: 'right' },
      { title: 'Sourced', align: 'right' },
    ],
    hardware.map((one) => [
      one.id,
      one.name,
      one.year === null ? unknownText() : String(one.year),
      one.memoryKind,
      formatText(one.capacity, 'bytes'),
      formatText(one.bandwidth, 'bytesPerSecond'),
      `${one.sourced} of ${one.figures}`,
    ]),
    bold,
  )
}

function modelTable(models: readonly ModelListing[], bold: (text: string) => string): string {
  return formatTable(
    [
      { title: 'Model', align: 'left' },
      { title: 'Name', align: 'left' },
      { title: 'Parameters', align: 'right' },
      { title: 'Active', align: 'right' },
      { title: 'Context', align: 'right' },
      { title: 'Attention', align: 'left' },
    ],
    models.map((one) => [
      one.id,
      one.name,
      formatText(one.totalParameters, 'parameters'),
      formatText(one.activeParameters, 'parameters'),
      formatText(one.context, 'tokens'),
      one.attention,
    ]),
    bold,
  )
}

async function show({ flags, terminal, connect }: Invocation, id: string): Promise<number> {
  const { client } = await connect()
  const { hardware, models } = await listings(client, '')
  const isHardware = hardware.some((one) => one.id === id)
  if (!isHardware && !models.some((one) => one.id === id)) {
    const near = nearestNames(
      id,
      [...hardware, ...models].map((one) => one.id),
    ).join(', ')
    throw new CodedError('not-found', `the library has no “${id}”; the nearest names are ${near}.`)
  }
  if (isHardware) {
    const found = valueOf(await client.call('library.hardware', { id }))
    const { profile } = found
    const overridden = countOverridden(namedFigures(profile))
    const facts = [
      `${profile.vendor} · ${profile.kind} · one device is one ${profile.unitOfAccount}`,
      ...(profile.system
        ? [`${profile.system.devices} × ${profile.system.device}`]
        : profile.copyOf === undefined
          ? []
          : [`copy of ${profile.copyOf}`]),
      ...(overridden === 0 ? [] : [`${overridden} ${overridden === 1 ? 'figure' : 'figures'} of my own`]),
    ].join(' · ')
    const figures = figureTable(hardwareFigures(profile), terminal.bold)
    await terminal.print(
      flags.has('json')
        ? jsonText({ kind: 'hardware', ...found })
        : `${terminal.bold(profile.name)}  ${id}\n${facts}\n\n${figures}${sourceLines(profile)}`,
    )
    return EXIT.done
  }
  const found = valueOf(await client.call('library.model', { id }))
  const { profile } = found
  const rows = modelFacts(profile)
  const columns = [
    { title: 'Fact', align: 'left' },
    { title: 'Value', align: 'left' },
  ] as const
  await terminal.print(
    flags.has('json')
      ? jsonText({ kind: 'model', ...found })
      : `${terminal.bold(profile.name)}  ${id}\n${profile.organisation}\n\n${formatTable(columns, rows, terminal.bold)}${sourceLines(profile)}`,
  )
  return EXIT.done
}

function figureTable(
  rows: readonly { readonly label: string; readonly figure: Figure; readonly text: string }[],
  bold: (text: string) => string,
): string {
  return formatTable(
    [
      { title: 'Figure', align: 'left' },
      { title: 'Value', align: 'right' },
      { title: 'Grade', align: 'left' },
      { title: 'Source', align: 'left' },
    ],
    rows.map(({ label, figure, text }) => [
      label,
      text,
      `${figure.grade ?? ''}${figure.override === undefined ? '' : ', my own'}`,
      figure.source ?? '',
    ]),
    bold,
  )
}

function sourceLines(profile: {
  readonly notes: readonly string[]
  readonly sources: Readonly<Record<string, { readonly title: string; readonly address: string | null }>>
}): string {
  const sources = Object.entries(profile.sources).map(
    ([key, { title, address }]) => `  ${key}: ${title}${address === null ? '' : `, ${address}`}\n`,
  )
  const notes = profile.notes.map((note) => `  ${note}\n`)
  return [
    ...(sources.length > 0 ? ['\nSources\n', ...sources] : []),
    ...(notes.length > 0 ? ['\nNotes\n', ...notes] : []),
  ].join('')
}
