import type { StackProfile } from '#shared/domain/stackProfile.ts'
import type { ShippedStack } from '#shared/contract/stacks.ts'
import { formatText } from '#shared/units/format.ts'
import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { formatTable } from '../table.ts'
import { jsonText } from '../jsonText.ts'

/** Software stacks that are calibrated. */
export const stacksCommand: Command = {
  name: 'stacks',
  summary: 'list which software stacks are calibrated on which device, and remove your own',
  usage: ['stacks [--device ID]', 'stacks remove ID'],
  words: [0, 2],
  about:
    'Lists every calibration: from how many measured points, with which error on points left out, for which loads. Yours come from memwall calibrate. Removing one leaves files that use it as they are, for they hold it themselves.',
  options: { device: { type: 'string', short: 'd', value: 'ID', text: 'only those of one device' } },
  json: '{"shipped":[{"hardware", "software", "style", "points", "medianError", "tpot", "ttft", "domain"}], "own":[the same with "id", "name", "coefficients", "medianErrorBefore", "note"]}, or {"id"} of what was removed.',
  examples: [
    ['memwall stacks --device h100-sxm', 'what is known of an H100'],
    ['memwall stacks remove vllm-0.12-our-h100', 'forget one of your own'],
  ],
  run: async ({ words, flags, values, terminal, connect }) => {
    const [action, id] = words
    if (action !== undefined && (action !== 'remove' || id === undefined)) {
      throw usageFailure('Give no words to list calibrations, or “remove” and the id of one of yours.')
    }
    const { client } = await connect()
    if (id !== undefined) {
      const removed = valueOf(await client.call('stacks.remove', { id }))
      await terminal.print(flags.has('json') ? `${JSON.stringify(removed)}\n` : `Removed ${removed.id}.\n`)
      return EXIT.done
    }
    const device = values.get('device')
    const all = valueOf(await client.call('stacks.list'))
    const of = <Stack extends { readonly hardware: string }>(stacks: readonly Stack[]): readonly Stack[] =>
      device === undefined ? stacks : stacks.filter(({ hardware }) => hardware === device)
    const found = { shipped: of(all.shipped), own: of(all.own) }
    if (flags.has('json')) {
      await terminal.print(jsonText(found))
      return EXIT.done
    }
    const rows = [...found.own.map(rowOf), ...found.shipped.map(rowOf)]
    if (rows.length === 0) {
      await terminal.print(`${say('calibration.none', { device: device ?? 'none' })}\n`)
      return EXIT.done
    }
    await terminal.print(
      formatTable(
        [
          { title: 'Device', align: 'left' },
          { title: 'Stack', align: 'left' },
          { title: 'Serving', align: 'left' },
          { title: 'Points', align: 'right' },
          { title: 'Error', align: 'right' },
          { title: 'Requests a rank', align: 'right' },
          { title: 'Input tokens', align: 'right' },
          { title: 'Yours', align: 'left' },
        ],
        rows,
        terminal.bold,
      ),
    )
    return EXIT.done
  },
}

function rowOf(stack: ShippedStack | StackProfile): string[] {
  const range = ([low, high]: readonly [number, number]): string =>
    `${formatText(Math.round(low), 'count')}–${formatText(Math.round(high), 'count')}`
  return [
    stack.hardware,
    stack.software,
    stack.style,
    formatText(stack.points, 'count'),
    stack.medianError === null ? 'unknown' : formatText(stack.medianError, 'share'),
    range(stack.domain.requestsPerRank),
    range(stack.domain.inputTokens),
    'name' in stack ? `${stack.name} (${stack.id})` : '',
  ]
}
