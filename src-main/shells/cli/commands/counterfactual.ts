import { wordingText } from '#shared/words/say.ts'
import { reachedText } from '#shared/words/reachedText.ts'
import { objectiveTarget } from '#shared/domain/objectiveLimits.ts'
import type { Target } from '#shared/domain/target.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { formatText } from '#shared/units/format.ts'
import { called, titleOf } from '../calledScenario.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { numberOption } from '../numberOption.ts'
import { formatTable } from '../table.ts'
import { jsonText } from '../jsonText.ts'

/** What has to change for a scenario to meet a target. */
export const counterfactualCommand: Command = {
  name: 'counterfactual',
  summary: 'say the smallest single change with which a scenario meets an objective or a cost',
  usage: ['counterfactual FILE [--scenario ID] [--tpot TIME] [--ttft TIME] [--cost USD]'],
  words: [1, 1],
  about:
    'Moves every input of a scenario on its own, up to a 64th and 64 times its value, until the target is met and every request fits, the smallest change first; then tries what an architect would: narrower weights, an fp8 cache, drafting, a prefix cache, twice the devices. Without --tpot, --ttft or --cost the objective of the file is the target.',
  options: {
    scenario: { type: 'string', short: 's', value: 'ID', text: 'the scenario, by id or letter; else the baseline' },
    tpot: { type: 'string', value: 'TIME', text: 'time per output token, at most: "30 ms"' },
    ttft: { type: 'string', value: 'TIME', text: 'time to the first token, at most: "2 s"' },
    cost: { type: 'string', value: 'USD', text: 'dollars per million output tokens, at most' },
  },
  json: '{"scenario", "target", "now", "met", "changes":[{"input", "label", "dimension", "base", "needed", "reached"}], "without":[label], "levers":[{"label", "meets", "reached"}]} in SI units and USD, null where unknown.',
  examples: [
    ['memwall counterfactual plan.memwall', 'what the baseline lacks to meet the objective of the file'],
    ['memwall counterfactual plan.memwall -s B --tpot "20 ms" --cost 2', 'what makes B fast and cheap enough'],
  ],
  run: async ({ words, flags, values, terminal, connect }) => {
    const { workspace } = await openFile(words[0] ?? '')
    const scenario = called(workspace, values.get('scenario') ?? workspace.baseline)
    const target = targetOf(workspace, values)
    const { client } = await connect()
    const found = valueOf(await client.call('analysis.counterfactual', { workspace, scenario: scenario.id, target }))
    if (flags.has('json')) {
      await terminal.print(jsonText(found))
      return EXIT.done
    }
    await terminal.print(`${terminal.bold(titleOf(workspace, scenario))}\nnow ${reachedText(found.now)}\n`)
    if (found.met) {
      await terminal.print('It meets the target as it stands.\n')
      return EXIT.done
    }
    await terminal.print('\n')
    if (found.changes.length === 0) await terminal.print('No input alone meets it.\n')
    else {
      await terminal.print(
        formatTable(
          [
            { title: 'Input', align: 'left' },
            { title: 'Now', align: 'right' },
            { title: 'Needed', align: 'right' },
            { title: 'Factor', align: 'right' },
            { title: 'Reaches', align: 'left' },
          ],
          found.changes.map(({ label, dimension, base, needed, reached }) => [
            wordingText(label),
            formatText(base, dimension),
            formatText(needed, dimension),
            `× ${formatText(needed / base, 'count')}`,
            reachedText(reached),
          ]),
          terminal.bold,
        ),
      )
    }
    await terminal.print('\n')
    await terminal.print(
      formatTable(
        [
          { title: 'Tried', align: 'left' },
          { title: 'Meets it', align: 'left' },
          { title: 'Reaches', align: 'left' },
        ],
        found.levers.map(({ label, meets, reached }) => [
          wordingText(label),
          meets ? 'yes' : 'no',
          reachedText(reached),
        ]),
        terminal.bold,
      ),
    )
    return EXIT.done
  },
}

function targetOf(workspace: Workspace, values: ReadonlyMap<string, string>): Target {
  const given: Target = {
    tpot: numberOption(values, 'tpot', 'objective.timePerToken'),
    ttft: numberOption(values, 'ttft', 'objective.timeToFirstToken'),
    costPerMillionOutput: numberOption(values, 'cost', 'analysis.costPerMillionOutput'),
  }
  if (Object.values(given).some((bound) => bound !== null)) return given
  const target = objectiveTarget(workspace)
  if (target === null) throw usageFailure('the file has no objective; give --tpot, --ttft or --cost.')
  return target
}
