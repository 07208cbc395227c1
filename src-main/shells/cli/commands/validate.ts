import { kindLabel } from '#shared/words/accuracyNames.ts'
import { say } from '#shared/words/say.ts'
import { toFailure } from '#shared/contract/errors.ts'
import { formatNumber, formatText } from '#shared/units/format.ts'
import type { FileOutcome, Validation } from '../../../app/accuracy/validator.ts'
import {
  DIMENSIONS,
  QUANTITY_WORDS,
  REASON_WORDS,
  type Dimension,
  type Grouping,
  type GroupSummary,
  type OmissionSummary,
  type Placed,
  type Quantity,
} from '../../../app/accuracy/validationWords.ts'
import type { Command } from '../command.ts'
import { eachFile, MOST_FILES } from '../eachFile.ts'
import { CommandFailure, EXIT, usageFailure } from '../exitCodes.ts'
import { numberOption } from '../numberOption.ts'
import { fileTyped } from '../standardInput.ts'
import { formatTable, type Column } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { jsonText } from '../jsonText.ts'

const FIT_NOTE =
  'The shipped coefficients were fitted on part of the public measurements: on those rows these are the errors of the fit. “Cross-validated” is the median error, and the share inside the 80 % interval, on rows of the same devices, stacks and model families that were left out of the fit, “Device left out” the same with all rows of the device left out (resources/calibration/accuracy.json), where they were recorded.'

const DEFAULT_GROUPINGS: readonly Grouping[] = [['quantity'], ['device'], ['stack'], ['family'], ['file']]
const TITLES: Readonly<Record<Dimension, string>> = {
  quantity: 'Quantity',
  file: 'File',
  device: 'Device',
  stack: 'Stack',
  family: 'Model family',
  model: 'Model or operator',
  precision: 'Format',
}

/** Predictions against measurements. */
export const validateCommand: Command = {
  name: 'validate',
  summary: 'hold predictions against the measurements of CSV files',
  usage: ['validate DIR|CSV…'],
  words: [1, MOST_FILES],
  about: [
    'Reads the CSV files of a folder, or one file, recognises their layouts by the header row, predicts every row and prints count, median and mean absolute error, bias, p90 and the share of measurements inside the 80 % interval. The physical floor is checked under every prediction and every measurement. Files of other layouts are named and passed over; rows that are not compared are counted with the reason.',
    FIT_NOTE,
  ].join('\n'),
  options: {
    by: {
      type: 'string',
      value: 'LIST',
      text: `tables to print, by ${DIMENSIONS.join(', ')}; “device+quantity” crosses two`,
    },
    worst: { type: 'string', value: 'N', text: 'also list the N rows furthest off, with requests for memwall predict' },
    limit: { type: 'string', value: 'N', text: 'read at most N rows of each file' },
  },
  json: '{"place", "note", "compared", "all", "files":[{"file", "layout", "rows", "compared", "leftOut", "problem"}], "groups":[{"by", "groups":[{"key", "count", "median", "mean", "bias", "p90", "coverage", "predictedBelowFloor", "measuredBelowFloor", "crossValidated":{"count", "median", "mean", "p90", "bias", "coverage"}, "deviceLeftOut": alike}]}], "leftOut":[{"reason", "text", "count", "details"}], "worst":[{"file", "row", "quantity", "device", "stack", "family", "measured", "predicted", "interval", "error", "request"}]}. Errors are shares (0.1 = 10 %), times seconds; bias below 0: predictions are too short.',
  examples: [
    ['memwall validate measured/', 'every layout in a folder, by quantity, device, stack, family and file'],
    ['memwall validate measured/ --by device+quantity --worst 20', 'one crossed table and the 20 worst rows'],
    [
      "memwall validate op_gemm.csv --worst 5 --json | jq -c '.worst[].request' | memwall predict",
      'run the worst again',
    ],
  ],
  run: eachFile(async ({ words, flags, values, terminal }) => {
    const place = await fileTyped(words[0] ?? '')
    const groupings = groupingsOf(values.get('by'))
    const options = {
      groupings,
      worst: numberOption(values, 'worst', 'validation.worst') ?? 0,
      limit: numberOption(values, 'limit', 'validation.rows'),
    }
    const validation = await runValidation(place, options, terminal)
    if (flags.has('json')) {
      await terminal.print(jsonText(toJson(place, validation, groupings)))
    } else await terminal.print(toText(validation, groupings, terminal))
    return EXIT.done
  }),
}

async function runValidation(
  place: string,
  options: { readonly groupings: readonly Grouping[]; readonly worst: number; readonly limit: number | null },
  terminal: Terminal,
): Promise<Validation> {
  const [{ validateWithLibrary }, { appPaths }] = await Promise.all([
    import('../../../app/accuracy/validator.ts'),
    import('../../../app/paths.ts'),
  ])
  try {
    const validation = await validateWithLibrary(place, appPaths(), options)
    if (validation.notice !== null) terminal.tell(`memwall: ${validation.notice}\n`)
    return validation
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    const isBadFile = code === 'not-found' || code === 'invalid-input'
    throw isBadFile ? new CommandFailure(EXIT.badFile, code, message) : thrown
  }
}

function groupingsOf(text: string | undefined): readonly Grouping[] {
  if (text === undefined) return DEFAULT_GROUPINGS
  return text.split(',').map((part) =>
    part.split('+').map((word) => {
      const dimension = DIMENSIONS.find((candidate) => candidate === word.trim())
      if (!dimension) throw usageFailure(`“${word}” is no way to group; --by takes ${DIMENSIONS.join(', ')}`)
      return dimension
    }),
  )
}

function toJson(place: string, { files, collector }: Validation, groupings: readonly Grouping[]) {
  return {
    place,
    note: FIT_NOTE,
    compared: collector.compared(),
    all: collector.everything(),
    files,
    groups: groupings.map((by) => ({ by, groups: collector.groups(by) })),
    leftOut: collector.omissions().map(({ reason, count, details }) => ({
      reason,
      text: REASON_WORDS[reason],
      count,
      details,
    })),
    worst: collector.worst().map(worstJson),
  }
}

function worstJson({
  file,
  row,
  quantity,
  device,
  stack,
  family,
  measured,
  predicted,
  interval,
  error,
  request,
}: Placed) {
  return { file, row, quantity, device, stack, family, measured, predicted, interval, error, request }
}

const NUMBERS: readonly Column[] = [
  { title: 'Values', align: 'right' },
  { title: 'Median', align: 'right' },
  { title: 'Mean', align: 'right' },
  { title: 'Bias', align: 'right' },
  { title: 'p90', align: 'right' },
  { title: 'In interval', align: 'right' },
  { title: kindLabel('groupLeftOut'), align: 'right' },
  { title: kindLabel('deviceLeftOut'), align: 'right' },
  { title: 'Below floor', align: 'right' },
]

function exact(count: number): string {
  return formatText(count, 'count')
}

function percent(share: number): string {
  if (!Number.isFinite(share)) return '–'
  // Shares far off say nothing with more than three digits.
  if (Math.abs(share) >= 10) return `${formatNumber(share * 100)} %`
  const text = (share * 100).toFixed(1)
  return `${text === '-0.0' ? '0.0' : text.replace('-', '−')} %`
}

/** Median error and the share inside the 80 % interval of rows left out of the fit. */
function leftOutText(errors: GroupSummary['crossValidated']): string {
  if (errors === null) return '–'
  return say('accuracy.beside', {
    error: percent(errors.median),
    coverage: formatText(errors.coverage, 'share', { digits: 2 }),
  })
}

function numberCells(group: GroupSummary): string[] {
  return [
    exact(group.count),
    percent(group.median),
    percent(group.mean),
    percent(group.bias),
    percent(group.p90),
    percent(group.coverage),
    leftOutText(group.crossValidated),
    leftOutText(group.deviceLeftOut),
    group.measuredBelowFloor === 0 ? '' : exact(group.measuredBelowFloor),
  ]
}

function keyWords(dimension: Dimension, value: string): string {
  return dimension === 'quantity' ? QUANTITY_WORDS[value as Quantity] : value
}

function groupTable(grouping: Grouping, groups: readonly GroupSummary[], terminal: Terminal): string {
  const columns = grouping.map((dimension): Column => ({ title: TITLES[dimension], align: 'left' }))
  const rows = groups.map((group) => [
    ...grouping.map((dimension, index) => keyWords(dimension, group.key[index] ?? '')),
    ...numberCells(group),
  ])
  return formatTable([...columns, ...NUMBERS], rows, terminal.bold)
}

function fileTable(files: readonly FileOutcome[], terminal: Terminal): string {
  const columns: readonly Column[] = [
    { title: 'File', align: 'left' },
    { title: 'Layout', align: 'left' },
    { title: 'Rows', align: 'right' },
    { title: 'Values compared', align: 'right' },
    { title: 'Left out', align: 'right' },
  ]
  const rows = files
    .filter(({ layout }) => layout !== null)
    .map(({ file, layout, rows: read, compared, leftOut }) => [
      file,
      layout ?? '',
      exact(read),
      exact(compared),
      exact(leftOut),
    ])
  const problems = files.flatMap(({ file, problem }) => (problem === null ? [] : [`${file}: ${problem}\n`]))
  return (rows.length > 0 ? formatTable(columns, rows, terminal.bold) : '') + problems.join('')
}

/** Details named of one reason; the rest are in the JSON. */
const DETAILS_SHOWN = 3

function omissionTable(omissions: readonly OmissionSummary[], terminal: Terminal): string {
  const rows = omissions.map(({ reason, count, details }) => [
    exact(count),
    REASON_WORDS[reason],
    details
      .slice(0, DETAILS_SHOWN)
      .map(({ detail, count: times }) => `${detail} (${exact(times)})`)
      .join('; ') + (details.length > DETAILS_SHOWN ? `; ${details.length - DETAILS_SHOWN} more` : ''),
  ])
  const columns: readonly Column[] = [
    { title: 'Values', align: 'right' },
    { title: 'Not compared because', align: 'left' },
    { title: 'What', align: 'left' },
  ]
  return formatTable(columns, rows, terminal.bold)
}

function worstTable(worst: readonly Placed[], terminal: Terminal): string {
  const columns: readonly Column[] = [
    { title: 'Error', align: 'right' },
    { title: 'Measured, s', align: 'right' },
    { title: 'Predicted, s', align: 'right' },
    { title: 'Row', align: 'left' },
    { title: 'Request', align: 'left' },
  ]
  const rows = worst.map(({ error, measured, predicted, file, row, request }) => [
    percent(error),
    formatNumber(measured),
    formatNumber(predicted),
    `${file}:${row}`,
    JSON.stringify(request),
  ])
  return formatTable(columns, rows, terminal.bold)
}

function floorLine({ collector }: Validation): string {
  const all = collector.everything()
  if (!all) return 'No row was compared.\n'
  const measured =
    all.measuredBelowFloor === 0
      ? 'No measurement is below it.'
      : `${exact(all.measuredBelowFloor)} measurements are, and are counted apart from the errors (column “Below floor”): operands still in the cache, tokens guessed ahead, or a fault of the source.`
  return all.predictedBelowFloor === 0
    ? `No prediction is below the physical floor. ${measured}\n`
    : `${exact(all.predictedBelowFloor)} predictions are below the physical floor: a fault of the engine. ${measured}\n`
}

function toText(validation: Validation, groupings: readonly Grouping[], terminal: Terminal): string {
  const { files, collector } = validation
  const parts = [fileTable(files, terminal)]
  if (collector.compared() > 0) {
    for (const grouping of groupings) parts.push(groupTable(grouping, collector.groups(grouping), terminal))
  }
  const omissions = collector.omissions()
  if (omissions.length > 0) parts.push(omissionTable(omissions, terminal))
  const worst = collector.worst()
  if (worst.length > 0) parts.push(worstTable(worst, terminal))
  return `${parts.join('\n')}\n${floorLine(validation)}${FIT_NOTE}\n`
}
