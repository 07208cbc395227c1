import { USUAL_DRAWS } from '#shared/domain/analysis/confidence.ts'
import { confidenceWord } from '#shared/domain/analysis/confidence.ts'
import { formatText } from '#shared/units/format.ts'
import { titleOf } from '../calledScenario.ts'
import type { Command } from '../command.ts'
import { openFile, valueOf } from '../connect.ts'
import { countOf } from '../countOption.ts'
import { EXIT } from '../exitCodes.ts'
import { METRIC_OPTION, metricNamed, metricText, metricTitle } from '../sensitiveMetric.ts'
import { formatTable } from '../table.ts'
import { jsonText } from '../jsonText.ts'

const percent = (share: number): string => formatText(share, 'share', { digits: 2 })

/** How sure a ranking is. */
export const confidenceCommand: Command = {
  name: 'confidence',
  summary: 'say how sure the ranking of a file’s scenarios is, and what would be worth measuring',
  usage: ['confidence FILE [--metric NAME] [--draws N] [--seed N]'],
  words: [1, 1],
  about:
    'Draws everything that is uncertain together, many times: every input within its range, and the error the model has shown on each device and stack. The same seed gives the same answer. “Worth measuring” is the expected gain of knowing one quantity before choosing.',
  options: {
    metric: METRIC_OPTION,
    draws: { type: 'string', short: 'n', value: 'N', text: 'draws, 100 to 200,000; else 10,000' },
    seed: { type: 'string', value: 'N', text: 'seed of the draws; else 7' },
  },
  json: '{"metric", "draws", "seed", "scenarios":[{"scenario", "first", "runs", "meets", "dots", "p10", "p50", "p90"}], "pairs":[{"scenario", "rival", "ahead"}], "worth":[{"label", "gain", "changes", "instead"}]} in SI units and USD.',
  examples: [
    ['memwall confidence plan.memwall', 'how sure the cheapest is the cheapest'],
    ['memwall confidence plan.memwall -m tpot -n 50000 --json', 'the same of speed, for a program'],
  ],
  run: async ({ words, flags, values, terminal, connect }) => {
    const metric = metricNamed(values.get('metric'))
    const draws = countOf(values, 'draws', USUAL_DRAWS.draws, 100, 200_000)
    const seed = countOf(values, 'seed', USUAL_DRAWS.seed, 0, 4_294_967_295)
    const { workspace } = await openFile(words[0] ?? '')
    const { client } = await connect()
    const found = valueOf(
      await client.call('analysis.confidence', { workspace, metric, draws, seed, job: 'confidence' }),
    )
    if (flags.has('json')) {
      await terminal.print(jsonText(found))
      return EXIT.done
    }
    const title = (id: string): string => {
      const scenario = workspace.scenarios.find((each) => each.id === id)
      return scenario ? titleOf(workspace, scenario) : id
    }
    await terminal.print(`${terminal.bold(metricTitle(metric))}\n\n`)
    await terminal.print(
      formatTable(
        [
          { title: 'Scenario', align: 'left' },
          { title: 'First in', align: 'right' },
          { title: 'p10', align: 'right' },
          { title: 'Median', align: 'right' },
          { title: 'p90', align: 'right' },
          { title: 'Meets the objective', align: 'right' },
        ],
        found.scenarios.map(({ scenario, first, p10, p50, p90, meets }) => [
          title(scenario),
          percent(first / draws),
          metricText(metric, p10),
          metricText(metric, p50),
          metricText(metric, p90),
          meets === null ? 'none set' : percent(meets / draws),
        ]),
        terminal.bold,
      ),
    )
    const best = found.scenarios.toSorted((one, two) => two.first - one.first)[0]
    if (best && found.scenarios.length > 1) {
      await terminal.print(`\n${title(best.scenario)} first: ${confidenceWord(best.first / draws)}.\n`)
    }
    for (const { label, gain, changes, instead } of found.worth.slice(0, 5)) {
      await terminal.print(
        `Worth measuring: ${label}, ${percent(gain)} expected; ${title(instead)} would be chosen in ${percent(changes)} of its range.\n`,
      )
    }
    return EXIT.done
  },
}
