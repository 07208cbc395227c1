import type { Estimate } from '#shared/domain/result.ts'
import { formatText } from '#shared/units/format.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { eachFile, MOST_FILES } from '../eachFile.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { evaluateWorkspace, loadLine, RESOURCE_WORDS, type Evaluated } from '../scenarios.ts'
import { formatTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { jsonText } from '../jsonText.ts'
import { calibrationLine, rivalsNotOwn, rivalsSentence } from '#shared/words/calibrationWords.ts'
import { fitState, heldText } from '#shared/words/fitWords.ts'
import { headlineMetrics } from '#shared/words/headlineMetrics.ts'
import { poolsTable } from '#shared/words/poolsTable.ts'
import { say, wordingText } from '#shared/words/say.ts'

/** Everything the engine says of each scenario. */
export const evaluateCommand: Command = {
  name: 'evaluate',
  get summary() {
    return say('cli.evaluate.summary')
  },
  usage: ['evaluate FILE… [--scenario ID]'],
  words: [1, MOST_FILES],
  get about() {
    return say('cli.evaluate.about')
  },
  options: {
    scenario: { type: 'string', short: 's', value: 'ID', text: 'only this scenario, by id or letter' },
  },
  json: '{"file", "title", "scenarios":[{"id", "letter", "name", "result"}]} with every operator, ledger line and explanation in the result, in SI units, null where unknown.',
  examples: [
    ['memwall evaluate plan.memwall', 'all scenarios'],
    ['memwall evaluate plan.memwall --scenario B --json', 'the second one, for a program'],
  ],
  run: eachFile(async ({ words, flags, values, terminal, connect }) => {
    const { workspace, path } = await openFile(words[0] ?? '')
    const wanted = values.get('scenario')
    const all = await evaluateWorkspace(workspace, connect)
    const chosen = wanted === undefined ? all : all.filter((one) => isCalled(one, wanted))
    if (chosen.length === 0) {
      const known = all.map(({ letter, scenario }) => `${letter} (${scenario.id})`).join(', ')
      throw usageFailure(`there is no scenario “${wanted}”; the file has ${known}.`)
    }
    if (flags.has('json')) {
      const scenarios = chosen.map(({ scenario, letter, name, result }) => ({ id: scenario.id, letter, name, result }))
      await terminal.print(jsonText({ file: path, title: workspace.title, scenarios }))
    } else {
      await terminal.print(`${terminal.bold(workspace.title)}\n${loadLine(workspace)}\n`)
      for (const one of chosen) await terminal.print(`\n${describe(one, all, terminal)}`)
    }
    return EXIT.done
  }),
}

function isCalled({ scenario, letter }: Evaluated, wanted: string): boolean {
  return scenario.id === wanted || letter === wanted.toUpperCase()
}

function describe(one: Evaluated, all: readonly Evaluated[], terminal: Terminal): string {
  const { letter, name, detail, resolved, result } = one
  const rows = headlineMetrics().map(({ metric, name: of, dimension }) => [
    of,
    ...cells(result.metrics[metric], dimension),
  ])
  const columns = [
    { title: 'Headline number', align: 'left' },
    { title: 'Value', align: 'right' },
    { title: '80 % interval', align: 'right' },
    { title: 'Grade', align: 'left' },
    { title: 'Remark', align: 'left' },
  ] as const
  const findings = result.findings.map((finding) => `  ${finding.severity}: ${wordingText(finding)}\n`)
  return [
    `${terminal.bold(`${letter}  ${name}`)}  ${detail}\n`,
    `  ${fitLine(result)}\n`,
    ...bindingLines(result).map((line) => `  ${line}\n`),
    `  ${[calibrationLine(result.calibration), rivalsOf(one, all)].join(' ').trim()}\n\n`,
    formatTable(columns, rows, terminal.bold, 2),
    ...poolLines(result, resolved.workload, terminal),
    ...(findings.length > 0 ? ['\n', ...findings] : []),
  ].join('')
}

/** What the pools of a scenario can do, where it has two. @param load the scenario's */
function poolLines(
  { pools, throughput }: Evaluated['result'],
  load: Evaluated['resolved']['workload'],
  terminal: Terminal,
): string[] {
  if (pools === null) return []
  const { sentence, heads, rows } = poolsTable(pools, (throughput.output ?? 0) / load.outputTokens)
  const columns = [say('pools.title'), ...heads].map((title) => ({ title, align: 'left' }) as const)
  return [
    `\n  ${sentence}\n\n`,
    formatTable(
      columns,
      rows.map(({ label, cells: said }) => [label, ...said]),
      terminal.bold,
      2,
    ),
  ]
}

/** Which of the others are not calibrated to own measurements, where it is; '' where that is nothing to say. */
function rivalsOf({ scenario, result }: Evaluated, all: readonly Evaluated[]): string {
  const others = all.filter((other) => other.scenario.id !== scenario.id)
  const compared = others.map((other) => ({ name: other.letter, calibration: other.result.calibration }))
  return rivalsSentence(rivalsNotOwn(result.calibration, compared))
}

function cells(estimate: Estimate, dimension: Dimension): readonly string[] {
  const { value, low, high, grade } = estimate
  const interval =
    low === null || high === null ? '' : `${formatText(low, dimension)} to ${formatText(high, dimension)}`
  const remarks = [
    ...(value === null && estimate.reason !== undefined ? [wordingText(estimate.reason)] : []),
    ...(estimate.extrapolated ? ['outside the measured range'] : []),
    ...(estimate.inherited ? ['calibrated on a relative'] : []),
    ...(estimate.clamped ? ['held at a limit'] : []),
  ]
  return [formatText(value, dimension), interval, grade ?? '', remarks.join('; ')]
}

function fitLine({ fit }: Evaluated['result']): string {
  const held = heldText(fit)
  const full = fit.fullness === null ? '' : `, fullest device ${formatText(fit.fullness, 'share')} full`
  return `${fitState(fit)}${full}. ${wordingText(fit.reason)}${held === '' ? '' : ` ${held}.`}`
}

function bindingLines({ binding }: Evaluated['result']): readonly string[] {
  if (!binding) return []
  const line = (phase: string, { resource, level, share }: (typeof binding)['decode']) =>
    `${phase} is bound by ${RESOURCE_WORDS[resource]}${level === '' || level === resource ? '' : ` (${level})`}, ${formatText(share, 'share')} of its time.`
  return [line('Decode', binding.decode), line('Prefill', binding.prefill)]
}
