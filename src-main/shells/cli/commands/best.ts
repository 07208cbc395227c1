import { AIMS, type Aim, type FoundConfiguration } from '#shared/domain/analysis/configurations.ts'
import type { Deployment } from '#shared/domain/deployment.ts'
import { layoutWords } from '#shared/words/layoutWords.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { formatText } from '#shared/units/format.ts'
import { titleOf } from '../calledScenario.ts'
import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { eachFile, MOST_FILES } from '../eachFile.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { numberOption } from '../numberOption.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { formatTable } from '../table.ts'
import { jsonText } from '../jsonText.ts'

/** Aims as they are typed. */
const AIM_WORDS: Readonly<Record<string, Aim>> = { cost: 'cost', device: 'deviceThroughput', energy: 'energy' }

/** Each machine at its best. */
export const bestCommand: Command = {
  name: 'best',
  get summary() {
    return say('cli.best.summary')
  },
  usage: ['best FILE… [--aim NAME] [--devices N] [--traffic N] [--keep-precision]'],
  words: [1, MOST_FILES],
  get about() {
    return say('cli.best.about')
  },
  options: {
    aim: { type: 'string', short: 'a', value: 'NAME', text: `${Object.keys(AIM_WORDS).join(', ')}; else cost` },
    devices: { type: 'string', short: 'd', value: 'N', text: 'devices of one copy, at most, 1 to 256; else 16' },
    traffic: { type: 'string', short: 't', value: 'N', text: 'requests per second to be served' },
    'keep-precision': { type: 'boolean', text: 'keep each scenario’s own precisions' },
  },
  json: '{"aim", "limits", "requestsPerSecond", "found":[{"scenario", "weighed", "best":{"deployment", "concurrency", "tpot", "ttft", "systemThroughput", "costWithPrompts", "energyWithPrompts", "hourly", "watts", "copies", "devices"} or null, "reason"}]} in SI units and USD, null where unknown.',
  examples: [
    ['memwall best plan.memwall', 'the cheapest configuration of every machine'],
    ['memwall best plan.memwall -a device -d 64 -t 500', 'most tokens per device, and the devices for 500 requests/s'],
  ],
  run: eachFile(async ({ words, flags, values, terminal, connect }) => {
    const aim = aimNamed(values.get('aim'))
    const mostDevices = numberOption(values, 'devices', 'decision.mostDevices') ?? 16
    const traffic = numberOption(values, 'traffic', 'decision.requestsPerSecond')
    const { workspace } = await openFile(words[0] ?? '')
    const { timePerToken, timeToFirstToken } = workspace.objective
    const { client } = await connect()
    const found = valueOf(
      await client.call('analysis.configurations', {
        workspace,
        aim,
        limits: {
          target: { tpot: timePerToken, ttft: timeToFirstToken },
          mostDevices,
          mostPerHour: null,
          keepPrecision: flags.has('keep-precision'),
        },
        requestsPerSecond: traffic,
        job: 'best',
      }),
    )
    if (flags.has('json')) {
      await terminal.print(jsonText(found))
      return EXIT.done
    }
    const table = formatTable(
      [
        { title: 'Scenario', align: 'left' },
        { title: 'Best configuration', align: 'left' },
        { title: 'Requests', align: 'right' },
        { title: 'TPOT', align: 'right' },
        { title: 'TTFT', align: 'right' },
        { title: 'tok/s per device', align: 'right' },
        { title: 'USD per million', align: 'right' },
        { title: 'J per token', align: 'right' },
        ...(traffic === null ? [] : [{ title: 'Devices', align: 'right' as const }]),
      ],
      found.found.flatMap((each) => cellsOf(workspace, each, traffic !== null)),
      terminal.bold,
    )
    await terminal.print(table)
    for (const { scenario, reason } of found.found) {
      const own = workspace.scenarios.find(({ id }) => id === scenario)
      if (reason !== null && own) await terminal.print(`${titleOf(workspace, own)}: ${reason}\n`)
    }
    return found.found.some(({ best }) => best !== null) ? EXIT.done : EXIT.failed
  }),
}

function aimNamed(word = 'cost'): Aim {
  const aim = Object.hasOwn(AIM_WORDS, word) ? AIM_WORDS[word] : undefined
  if (aim === undefined || !AIMS.includes(aim)) {
    throw usageFailure(`there is no aim “${word}”; choose ${Object.keys(AIM_WORDS).join(', ')}.`)
  }
  return aim
}

function layoutText(deployment: Deployment): string {
  const { devices, weightPrecision, serving, pools } = deployment
  const parts =
    serving === 'disaggregated' && pools
      ? [
          `prefill ${pools.prefill.workers} × TP ${pools.prefill.tensorParallel}`,
          `decode ${pools.decode.workers} × TP ${pools.decode.tensorParallel} DP ${pools.decode.dataParallel}`,
        ]
      : layoutWords(deployment)
  return [`${devices} × ${weightPrecision}`, ...parts].join(' · ')
}

function cellsOf(workspace: Workspace, { scenario, best }: FoundConfiguration, counted: boolean): string[][] {
  const own = workspace.scenarios.find(({ id }) => id === scenario)
  if (!own || best === null) return []
  const known = (value: number | null): string => (value === null ? 'unknown' : formatText(value, 'count'))
  return [
    [
      titleOf(workspace, own),
      layoutText(best.deployment),
      formatText(best.concurrency, 'count'),
      formatText(best.tpot, 'seconds'),
      formatText(best.ttft, 'seconds'),
      formatText(best.systemThroughput / best.deployment.devices, 'count'),
      known(best.costWithPrompts),
      known(best.energyWithPrompts),
      ...(counted ? [known(best.devices)] : []),
    ],
  ]
}
