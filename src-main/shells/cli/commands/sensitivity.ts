import { wordingText } from '#shared/words/say.ts'
import type { SensitiveMetric, SensitivityRow } from '#shared/domain/sensitivity.ts'
import { formatText } from '#shared/units/format.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { EXIT } from '../exitCodes.ts'
import { PAIR_OPTIONS, pairHeading, pairOf } from '../rankedPair.ts'
import { metricNamed, metricText } from '../sensitiveMetric.ts'
import { formatTable } from '../table.ts'
import { jsonText } from '../jsonText.ts'

/** What would change the answer, one input at a time. */
export const sensitivityCommand: Command = {
  name: 'sensitivity',
  summary: 'say which inputs move a scenario most, and which of them would turn its ranking',
  usage: ['sensitivity FILE [--scenario ID] [--rival ID] [--metric NAME]'],
  words: [1, 1],
  about:
    'Moves every input of a scenario to both ends of its range, one at a time, the widest swing first. A range is what the sources record, else what the grade of the figure allows, else a quarter less or more. The rival moves along where an input is shared: the load, the site. “turns” marks an end at which the better of the two changes.',
  options: PAIR_OPTIONS,
  json: '{"metric", "scenario", "rival", "base", "rivalBase", "rows":[{"input", "label", "dimension", "base", "low", "high", "basis", "atLow", "atHigh", "rivalAtLow", "rivalAtHigh", "elasticity", "flips"}]} in SI units and USD, null where unknown.',
  examples: [
    ['memwall sensitivity plan.memwall', 'what moves the cost of the baseline'],
    ['memwall sensitivity plan.memwall -s B -r A -m tpot', 'what would let B overtake A in time per token'],
  ],
  run: async ({ words, flags, values, terminal, connect }) => {
    const metric = metricNamed(values.get('metric'))
    const { workspace } = await openFile(words[0] ?? '')
    const pair = pairOf(workspace, values)
    const { client } = await connect()
    const found = valueOf(
      await client.call('analysis.sensitivity', {
        workspace,
        metric,
        scenario: pair.scenario.id,
        rival: pair.rival?.id ?? null,
      }),
    )
    if (flags.has('json')) {
      await terminal.print(jsonText(found))
      return EXIT.done
    }
    await terminal.print(pairHeading(workspace, pair, metric, found.base, found.rivalBase, terminal))
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
        found.rows.map((row) => cellsOf(row, metric)),
        terminal.bold,
      ),
    )
    return EXIT.done
  },
}

function cellsOf(row: SensitivityRow, metric: SensitiveMetric): string[] {
  const input = (number: number): string => formatText(number, row.dimension)
  return [
    wordingText(row.label),
    input(row.low),
    input(row.base),
    input(row.high),
    metricText(metric, row.atLow),
    metricText(metric, row.atHigh),
    row.elasticity === null ? '' : formatText(row.elasticity, 'count', { digits: 2 }),
    row.flips.length === 0 ? '' : `turns at ${row.flips.join(' and ')}`,
    wordingText(row.basis),
  ]
}
