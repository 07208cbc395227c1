import type { HardwareListing, ModelListing } from '#shared/contract/library.ts'
import type { Client } from '#shared/contract/client.ts'
import { CodedError } from '#shared/contract/errors.ts'
import type { Figure } from '#shared/domain/provenance.ts'
import { UNKNOWN_TEXT, formatText } from '#shared/units/format.ts'
import { nearestNames } from '../../../app/nearestNames.ts'
import type { Command, Invocation } from '../command.ts'
import { valueOf } from '../connect.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { hardwareFigures, modelFacts } from '../profileFacts.ts'
import { formatTable } from '../table.ts'

/** Lists and shows devices and models. */
export const libraryCommand: Command = {
  name: 'library',
  summary: 'list the devices and models, or show one with its sources',
  usage: ['library list [--query WORDS]', 'library show ID'],
  words: [1, 2],
  about:
    'Lists the devices and models known here by the ids that scenarios and predict use, or shows one with the source and grade of every figure. An unknown figure is said to be unknown.',
  options: {
    query: { type: 'string', short: 'q', value: 'WORDS', text: 'list only what matches every word' },
  },
  json: 'list: {"hardware":[…], "models":[…]} with one object an entry, SI values, null where unknown.\nshow: {"kind":"hardware" or "model", "hash", "profile"}',
  examples: [
    ['memwall library list --query nvidia', 'what there is by NVIDIA'],
    ['memwall library show b200-sxm', 'every figure of one device'],
  ],
  run: async (invocation) => {
    const [action, id] = invocation.words
    switch (action) {
      case 'list':
        if (id !== undefined) throw usageFailure('“memwall library list” takes no name; use --query WORDS.')
        return list(invocation)
      case 'show':
        if (id === undefined) throw usageFailure('name what to show: memwall library show ID')
        return show(invocation, id)
      default:
        throw usageFailure(`library knows “list” and “show ID”, not “${action}”.`)
    }
  },
}

async function list({ flags, values, terminal, connect }: Invocation): Promise<number> {
  const { client } = await connect()
  const { hardware, models } = await listings(client, values.get('query') ?? '')
  if (flags.has('json')) {
    await terminal.print(`${JSON.stringify({ hardware, models }, null, 2)}\n`)
    return EXIT.done
  }
  const tables = [
    ...(hardware.length > 0 ? [hardwareTable(hardware, terminal.bold)] : []),
    ...(models.length > 0 ? [modelTable(models, terminal.bold)] : []),
  ]
  await terminal.print([...tables, `${hardware.length} devices, ${models.length} models\n`].join('\n'))
  return EXIT.done
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
      one.year === null ? UNKNOWN_TEXT : String(one.year),
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
    const facts = `${profile.vendor} · ${profile.kind} · one device is one ${profile.unitOfAccount}`
    const figures = figureTable(hardwareFigures(profile), terminal.bold)
    await terminal.print(
      flags.has('json')
        ? `${JSON.stringify({ kind: 'hardware', ...found }, null, 2)}\n`
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
      ? `${JSON.stringify({ kind: 'model', ...found }, null, 2)}\n`
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
    rows.map(({ label, figure, text }) => [label, text, figure.grade ?? '', figure.source ?? '']),
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
