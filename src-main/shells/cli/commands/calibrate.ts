import { relative } from 'node:path'
import type { BeforeAfter, OwnCalibration } from '#shared/domain/ownCalibration.ts'
import type { MeasurementReading } from '#shared/domain/measurementReading.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import { stackFrom } from '#shared/domain/stackFrom.ts'
import { formatText } from '#shared/units/format.ts'
import { called, titleOf } from '../calledScenario.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { numberOption } from '../numberOption.ts'
import { CommandFailure, EXIT } from '../exitCodes.ts'
import { fileTyped } from '../standardInput.ts'
import { formatTable } from '../table.ts'
import { jsonText } from '../jsonText.ts'
import { reasonText } from '#shared/words/reasonText.ts'
import { say } from '#shared/words/say.ts'

/** Fits the stack of a scenario to one's own measurements. */
export const calibrateCommand: Command = {
  name: 'calibrate',
  summary: 'fit a software stack to your own measurements of a device',
  usage: ['calibrate MEASUREMENTS WORKSPACE [--scenario ID] [--save NAME [--replace]]'],
  words: [2, 2],
  about: [
    'Reads measured loads: results of vllm bench serve and sglang.bench_serving (JSON, a list or a line each), reports of guidellm and inference-perf, summaries of AIPerf and GenAI-Perf, what trtllm-bench prints or reports, llama-bench (JSON, CSV or its printed table), or a table of your own with the columns concurrency, input_tokens, output_tokens and tpot_ms, ttft_ms or output_throughput, and accept_length where tokens were guessed ahead. A scenario of the workspace says on which device, model and deployment they were measured. Three points are enough; each is judged by a fit that has not seen it, and a fit that does not help is not used. Nothing is kept without --save.',
    'How many requests were in flight is taken from the file, else from --concurrency, else from the rate of requests times the time of each (Little’s law), and it is said which. Left out, with the reason, are points that cannot be: times below what reading the weights and multiplying the prompt take at the limits of the device, more requests than memory lets through in the time, times per token of runs that were not streamed, prompts at a depth (llama-bench -d), and runs that guessed tokens ahead otherwise than the scenario does.',
  ].join('\n'),
  options: {
    scenario: {
      type: 'string',
      short: 's',
      value: 'ID',
      text: 'the scenario that was measured, by id or letter; else the baseline',
    },
    concurrency: { type: 'string', value: 'N', text: 'requests in flight, for a file that does not say' },
    save: { type: 'string', value: 'NAME', text: 'keep the calibration in the library under this name' },
    replace: { type: 'boolean', text: 'replace a calibration of that name' },
    note: { type: 'string', value: 'TEXT', text: 'where the measurements come from, kept with it' },
  },
  json: '{"reading":{"format", "file", "points", "assumed", "ignored", "refused"}, "calibration":{"style", "coefficients", "better", "points", "errors", "tpot", "ttft", "domain"} or null, "reason", "saved"} in SI units; errors are ln(measured / predicted), medians shares.',
  examples: [
    ['memwall calibrate bench.jsonl plan.memwall -s A', 'how far off A is, and how far after a fit to the runs'],
    ['memwall calibrate runs.csv plan.memwall --save "vLLM 0.12, our H100"', 'the same, kept for every file'],
  ],
  run: async ({ words, flags, values, terminal, connect }) => {
    const [typed = '', workspaceFile = ''] = words
    const file = await fileTyped(typed)
    const concurrency = numberOption(values, 'concurrency', 'workload.concurrency')
    const { workspace } = await openFile(workspaceFile)
    const scenario = called(workspace, values.get('scenario') ?? workspace.baseline)
    const resolved = resolveScenario(workspace, scenario)
    if (!resolved) throw new CommandFailure(EXIT.badFile, 'document-broken', 'The workspace lacks a profile of it.')
    const { client, grants } = await connect()
    const { id: granted } = await grants.give(file, 'foreign')
    terminal.progress?.(say('cli.progress.waiting', { what: say('cli.progress.calibrate') }))
    const found = valueOf(
      await client.call('stacks.measure', { workspace, scenario: scenario.id, file: { granted }, concurrency }),
    )
    const name = values.get('save')
    let saved: string | null = null
    if (name !== undefined && found.calibration) {
      const results = valueOf(await client.call('engine.evaluate', { workspace }))
      const software = results.results[workspace.scenarios.indexOf(scenario)]?.calibration.software ?? 'generic'
      const note = values.get('note') ?? `Measurements in ${relative('.', file)}`
      const stack = stackFrom(name, note.slice(0, 2000), resolved, software, found.calibration)
      saved = valueOf(await client.call('stacks.save', { stack, replace: flags.has('replace') })).id
    }
    if (flags.has('json')) {
      await terminal.print(jsonText({ ...found, saved }))
      return EXIT.done
    }
    await terminal.print(`${terminal.bold(titleOf(workspace, scenario))}\n`)
    await terminal.print(readingText(found.reading))
    if (!found.calibration) {
      await terminal.print(`${reasonText(found.reason, '')}\n`)
      return EXIT.done
    }
    await terminal.print(pointTable(found.calibration, terminal.bold))
    await terminal.print(ending(found.calibration, saved))
    return EXIT.done
  },
}

function readingText({ points, assumed, ignored, refused }: MeasurementReading): string {
  const lines = [
    say('measurements.points', { count: points.length }),
    ...assumed.map((sentence) => say('measurements.assumedLine', { sentence })),
    ...refused.map((sentence) => say('measurements.leftOutLine', { sentence })),
    ...(ignored.length === 0 ? [] : [say('measurements.ignoredLine', { keys: ignored.join(', ') })]),
  ]
  return `${lines.join('\n')}\n\n`
}

/** "+12 %": how much longer than predicted, from ln(measured / predicted). */
function offText(log: number | null): string {
  if (log === null) return ''
  const percent = Math.round((Math.exp(-log) - 1) * 100)
  return `${percent > 0 ? '+' : ''}${percent} %`
}

function pointTable({ points }: OwnCalibration, bold: (text: string) => string): string {
  const seconds = (value: number | null): string => (value === null ? '' : formatText(value, 'seconds'))
  const count = (value: number): string => formatText(Math.round(value), 'count')
  return formatTable(
    [
      { title: 'In flight', align: 'right' },
      { title: 'Input', align: 'right' },
      { title: 'Output', align: 'right' },
      { title: 'TPOT', align: 'right' },
      { title: 'before', align: 'right' },
      { title: 'after', align: 'right' },
      { title: 'TTFT', align: 'right' },
      { title: 'before', align: 'right' },
      { title: 'after', align: 'right' },
    ],
    points.map((point) => [
      count(point.concurrency),
      count(point.inputTokens),
      count(point.outputTokens),
      seconds(point.tpot),
      offText(point.before.tpot),
      offText(point.after.tpot),
      seconds(point.ttft),
      offText(point.before.ttft),
      offText(point.after.ttft),
    ]),
    bold,
  )
}

function medianText(name: string, { before, after }: BeforeAfter): string {
  if (before === null || after === null) return ''
  return `${name}: median error ${formatText(before, 'share')} before, ${formatText(after, 'share')} after, on points left out\n`
}

function ending({ errors, better }: OwnCalibration, saved: string | null): string {
  const verdict = better ? '' : `${say('measurements.noBetter')}\n`
  const kept = saved === null ? 'Nothing was kept: --save NAME keeps it.' : `Kept in the library as ${saved}.`
  return `\n${medianText('Time per output token', errors.tpot)}${medianText('Time to first token', errors.ttft)}${verdict}${kept}\n`
}
