import { wordingText } from '#shared/words/say.ts'
import type { TurningPoint } from '#shared/domain/analysis/breakEven.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { formatText } from '#shared/units/format.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { PAIR_OPTIONS, pairHeading, pairOf } from '../rankedPair.ts'
import { metricNamed, metricText } from '../sensitiveMetric.ts'
import { formatTable } from '../table.ts'
import { jsonText } from '../jsonText.ts'

/** Where the ranking of two scenarios turns. */
export const breakEvenCommand: Command = {
  name: 'break-even',
  summary: 'say at which value of each input the better of two scenarios changes',
  usage: ['break-even FILE [--scenario ID] [--rival ID] [--metric NAME]'],
  words: [1, 1],
  about:
    'Moves every input of a scenario on its own, up to a 64th and 64 times its value, until its ranking against the rival changes: price, utilisation, bandwidth, tariff, load. The rival moves along where an input is shared: the load, the site. The smallest change comes first. “jump”: one of the two steps over the other there, such as when requests no longer fit.',
  options: PAIR_OPTIONS,
  json: '{"metric", "scenario", "rival", "base", "rivalBase", "points":[{"input", "label", "dimension", "base", "at", "shared", "own", "rival", "kind"}], "without":[label]} in SI units and USD; base and rivalBase are null where a scenario does not run.',
  examples: [
    ['memwall break-even plan.memwall', 'what makes the baseline as dear as the other'],
    ['memwall break-even plan.memwall -s B -r A -m tpot', 'where B is as fast as A for a user'],
  ],
  run: async ({ words, flags, values, terminal, connect }) => {
    const metric = metricNamed(values.get('metric'))
    const { workspace } = await openFile(words[0] ?? '')
    const pair = pairOf(workspace, values)
    const { scenario, rival } = pair
    if (!rival || rival.id === scenario.id) {
      throw usageFailure('there is no other scenario to rank it against; add one to the file.')
    }
    const { client } = await connect()
    const found = valueOf(
      await client.call('analysis.breakEven', { workspace, metric, scenario: scenario.id, rival: rival.id }),
    )
    if (flags.has('json')) {
      await terminal.print(jsonText(found))
      return EXIT.done
    }
    await terminal.print(pairHeading(workspace, pair, metric, found.base, found.rivalBase, terminal))
    if (found.points.length === 0) {
      await terminal.print('No input alone turns the ranking between a 64th and 64 times its value.\n')
      return EXIT.done
    }
    await terminal.print(
      formatTable(
        [
          { title: 'Input', align: 'left' },
          { title: 'Now', align: 'right' },
          { title: 'Turns at', align: 'right' },
          { title: 'Factor', align: 'right' },
          { title: 'Own there', align: 'right' },
          { title: 'Rival there', align: 'right' },
          { title: 'How', align: 'left' },
        ],
        found.points.map((point) => cellsOf(point, metric)),
        terminal.bold,
      ),
    )
    if (found.without.length > 0) await terminal.print(`\nNever alone: ${found.without.map(wordingText).join(', ')}.\n`)
    return EXIT.done
  },
}

function cellsOf(point: TurningPoint, metric: SensitiveMetric): string[] {
  const input = (number: number): string => formatText(number, point.dimension)
  return [
    wordingText(point.label),
    input(point.base),
    input(point.at),
    `× ${formatText(point.at / point.base, 'count')}`,
    metricText(metric, point.own),
    metricText(metric, point.rival),
    point.shared ? `${point.kind}, both moved` : point.kind,
  ]
}
