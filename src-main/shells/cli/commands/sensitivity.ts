import { SENSITIVE_METRICS, type SensitivityRow } from '#shared/domain/sensitivity.ts'
import { formatText } from '#shared/units/format.ts'
import type { Command } from '../command.ts'
import { openFile, valueOf } from '../connect.ts'
import { called, titleOf } from '../calledScenario.ts'
import { EXIT } from '../exitCodes.ts'
import { METRIC_OPTION, metricNamed } from '../sensitiveMetric.ts'
import { formatTable } from '../table.ts'

/** What would change the answer, one input at a time. */
export const sensitivityCommand: Command = {
  name: 'sensitivity',
  summary: 'say which inputs move a scenario most, and which of them would turn its ranking',
  usage: ['sensitivity FILE [--scenario ID] [--rival ID] [--metric NAME]'],
  words: [1, 1],
  about:
    'Moves every input of a scenario to both ends of its range, one at a time, the widest swing first. A range is what the sources record, else what the grade of the figure allows, else a quarter less or more. The rival moves along where an input is shared: the load, the site. “turns” marks an end at which the better of the two changes.',
  options: {
    scenario: {
      type: 'string',
      short: 's',
      value: 'ID',
      text: 'the scenario to move, by id or letter; else the baseline',
    },
    rival: { type: 'string', short: 'r', value: 'ID', text: 'the one it is ranked against; else the first other one' },
    metric: METRIC_OPTION,
  },
  json: '{"metric", "scenario", "rival", "base", "rivalBase", "rows":[{"input", "label", "dimension", "base", "low", "high", "basis", "atLow", "atHigh", "rivalAtLow", "rivalAtHigh", "elasticity", "flips"}]} in SI units and USD, null where unknown.',
  examples: [
    ['memwall sensitivity plan.memwall', 'what moves the cost of the baseline'],
    ['memwall sensitivity plan.memwall -s B -r A -m tpot', 'what would let B overtake A in time per token'],
  ],
  run: async ({ words, flags, values, terminal, connect }) => {
    const asked = metricNamed(values.get('metric'))
    const { workspace } = await openFile(words[0] ?? '')
    const scenario = called(workspace, values.get('scenario') ?? workspace.baseline)
    const wanted = values.get('rival')
    const rival =
      wanted === undefined
        ? (workspace.scenarios.find(({ id }) => id !== scenario.id) ?? null)
        : called(workspace, wanted)
    const { client } = await connect()
    const found = valueOf(
      await client.call('analysis.sensitivity', {
        workspace,
        metric: asked.metric,
        scenario: scenario.id,
        rival: rival?.id ?? null,
      }),
    )
    if (flags.has('json')) {
      await terminal.print(`${JSON.stringify(found, null, 2)}\n`)
      return EXIT.done
    }
    const better = SENSITIVE_METRICS[asked.metric] === 'less' ? 'less is better' : 'more is better'
    const value = (number: number | null): string =>
      number === null ? 'does not run' : formatText(number, asked.dimension)
    const heads = [
      `${titleOf(workspace, scenario)}: ${found.base === null ? 'unknown' : value(found.base)}`,
      ...(rival
        ? [`against ${titleOf(workspace, rival)}: ${found.rivalBase === null ? 'unknown' : value(found.rivalBase)}`]
        : []),
    ]
    await terminal.print(`${terminal.bold(`${asked.title}, ${better}`)}\n${heads.join('\n')}\n\n`)
    await terminal.print(
      formatTable(
        [
          { title: 'Input', align: 'left' },
          { title: 'Low', align: 'right' },
          { title: 'Now', align: 'right' },
          { title: 'High', align: 'right' },
          { title: 'At low', align: 'right' },
          { title: 'At high', align: 'right' },
          { title: '% per %', align: 'right' },
          { title: 'Ranking', align: 'left' },
          { title: 'Range', align: 'left' },
        ],
        found.rows.map((row) => cellsOf(row, value)),
        terminal.bold,
      ),
    )
    return EXIT.done
  },
}

function cellsOf(row: SensitivityRow, value: (number: number | null) => string): string[] {
  const input = (number: number): string => formatText(number, row.dimension)
  return [
    row.label,
    input(row.low),
    input(row.base),
    input(row.high),
    value(row.atLow),
    value(row.atHigh),
    row.elasticity === null ? '' : formatText(row.elasticity, 'count', { digits: 2 }),
    row.flips.length === 0 ? '' : `turns at ${row.flips.join(' and ')}`,
    row.basis,
  ]
}
