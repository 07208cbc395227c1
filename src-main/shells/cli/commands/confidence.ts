import { clientAnalyst } from '#shared/contract/clientAnalyst.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { USUAL_DRAWS } from '#shared/domain/analysis/confidence.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { formatText } from '#shared/units/format.ts'
import { reachVerdict } from '#shared/verdict/reachVerdict.ts'
import { verdictText, verdictWords } from '#shared/verdict/verdictWords.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import { titleOf } from '../calledScenario.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { countOf } from '../countOption.ts'
import { EXIT } from '../exitCodes.ts'
import { METRIC_NAMES, METRIC_OPTION, metricNamed, metricText, metricTitle } from '../sensitiveMetric.ts'
import { formatTable } from '../table.ts'
import { jsonText } from '../jsonText.ts'

const percent = (share: number): string => formatText(share, 'share', { digits: 2 })

/** The verdict on a file, and how sure it is. */
export const confidenceCommand: Command = {
  name: 'confidence',
  summary: 'say which of a file’s scenarios to choose, how sure that is, and what would be worth measuring',
  usage: ['confidence FILE [--metric NAME] [--draws N] [--seed N]'],
  words: [1, 1],
  about:
    'The verdict of window and report, by the file’s own criterion. Draws everything that is uncertain together, many times: every input within its range, and the error the model has shown on each device and stack. The same seed gives the same answer. “Worth measuring” is the expected gain of knowing one quantity before choosing.',
  options: {
    metric: { ...METRIC_OPTION, text: `${METRIC_NAMES}; else the file’s criterion` },
    draws: {
      type: 'string',
      short: 'n',
      value: 'N',
      text: `draws, 100 to 200,000; else ${formatText(USUAL_DRAWS.draws, 'count')}`,
    },
    seed: { type: 'string', value: 'N', text: `seed of the draws; else ${USUAL_DRAWS.seed}` },
  },
  json: '{"metric", "draws", "seed", "scenarios":[{"scenario", "first", "runs", "meets", "dots", "p10", "p50", "p90"}], "pairs":[{"scenario", "rival", "ahead"}], "worth":[{"label", "gain", "changes", "instead"}], "verdict":{"state", "winner", "second", "leaders", "outside", "certainty", "reasons", "flips", "worth", "forSecond", "weaknesses"}, "words":{"heading", "criterion", "certainty", "reasons", "flips", "worth", "forSecond", "weaknesses"}} in SI units and USD.',
  examples: [
    ['memwall confidence plan.memwall', 'which to choose, and how sure that is'],
    ['memwall confidence plan.memwall -m tpot -n 50000 --json', 'the same of speed, for a program'],
  ],
  run: async ({ words, flags, values, terminal, connect }) => {
    const draws = countOf(values, 'draws', USUAL_DRAWS.draws, 100, 200_000)
    const seed = countOf(values, 'seed', USUAL_DRAWS.seed, 0, 4_294_967_295)
    const named = values.get('metric')
    const { workspace: opened } = await openFile(words[0] ?? '')
    const metric = named === undefined ? opened.decision.criterion : metricNamed(named)
    const workspace: Workspace = { ...opened, decision: { ...opened.decision, criterion: metric } }
    const { client } = await connect()
    const { results } = valueOf(await client.call('engine.evaluate', { workspace }))
    const scenarios = chartScenarios(workspace, results)
    const analyst = clientAnalyst(client, workspace)
    const { verdict, confidence } = await reachVerdict(workspace, scenarios, analyst, { draws, seed })
    const said = verdictWords(verdict)
    if (flags.has('json')) {
      await terminal.print(jsonText({ ...confidence, verdict, words: said }))
      return EXIT.done
    }
    await terminal.print(`${verdictText(said)}\n\n${terminal.bold(metricTitle(metric))}\n\n`)
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
        workspace.scenarios.flatMap((scenario) =>
          confidence.scenarios
            .filter((drawn) => drawn.scenario === scenario.id)
            .map(({ first, p10, p50, p90, meets }) => [
              titleOf(workspace, scenario),
              percent(first / draws),
              metricText(metric, p10),
              metricText(metric, p50),
              metricText(metric, p90),
              meets === null ? 'none set' : percent(meets / draws),
            ]),
        ),
        terminal.bold,
      ),
    )
    const worth = said.worth.map(({ value, text, note }) => `Worth measuring: ${text}, ${value}; ${note}.`)
    await terminal.print(`\n${[...worth, ...said.weaknesses].join('\n')}\n`)
    return EXIT.done
  },
}
