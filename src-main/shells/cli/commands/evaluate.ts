import type { Estimate } from '#shared/domain/result.ts'
import { formatText } from '#shared/units/format.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { METRIC_WORDS } from '../metricWords.ts'
import { evaluateWorkspace, loadLine, RESOURCE_WORDS, type Evaluated } from '../scenarios.ts'
import { formatTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { jsonText } from '../jsonText.ts'
import { wordingText } from '#shared/words/say.ts'

/** Everything the engine says of each scenario. */
export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: 'say how fast, how full, how dear each scenario of a workspace is, and what binds it',
  usage: ['evaluate FILE [--scenario ID]'],
  words: [1, 1],
  about:
    'Evaluates the scenarios of a .memwall file one after the other: fit, binding resource, headline numbers with their 80 % intervals and grades, and findings. A scenario that does not fit is an answer, not a failure.',
  options: {
    scenario: { type: 'string', short: 's', value: 'ID', text: 'only this scenario, by id or letter' },
  },
  json: '{"file", "title", "scenarios":[{"id", "letter", "name", "result"}]} with every operator, ledger line and explanation in the result, in SI units, null where unknown.',
  examples: [
    ['memwall evaluate plan.memwall', 'all scenarios'],
    ['memwall evaluate plan.memwall --scenario B --json', 'the second one, for a program'],
  ],
  run: async ({ words, flags, values, terminal, connect }) => {
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
      for (const one of chosen) await terminal.print(`\n${describe(one, terminal)}`)
    }
    return EXIT.done
  },
}

function isCalled({ scenario, letter }: Evaluated, wanted: string): boolean {
  return scenario.id === wanted || letter === wanted.toUpperCase()
}

function describe({ letter, name, detail, result }: Evaluated, terminal: Terminal): string {
  const rows = METRIC_WORDS.map(([metric, words, dimension]) => [words, ...cells(result.metrics[metric], dimension)])
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
    `  ${calibrationLine(result)}\n\n`,
    formatTable(columns, rows, terminal.bold, 2),
    ...(findings.length > 0 ? ['\n', ...findings] : []),
  ].join('')
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
  const state = { fits: 'Fits', doesNotFit: 'Does not fit', unknown: 'Fit unknown' }[fit.state]
  const full = fit.fullness === null ? '' : `, fullest device ${formatText(fit.fullness, 'share')} full`
  return `${state}${full}. ${wordingText(fit.reason)}`
}

function bindingLines({ binding }: Evaluated['result']): readonly string[] {
  if (!binding) return []
  const line = (phase: string, { resource, level, share }: (typeof binding)['decode']) =>
    `${phase} is bound by ${RESOURCE_WORDS[resource]}${level === '' || level === resource ? '' : ` (${level})`}, ${formatText(share, 'share')} of its time.`
  return [line('Decode', binding.decode), line('Prefill', binding.prefill)]
}

function calibrationLine({ calibration }: Evaluated['result']): string {
  const { software, source, donor, points, medianError } = calibration
  const error = medianError === null ? 'error never measured' : `median error ${formatText(medianError, 'share')}`
  return `Calibration: ${software}, ${source === 'fitted' ? 'fitted' : source === 'own' ? `your measurements “${donor}”` : `from ${donor}`}, ${points} points, ${error}.`
}
