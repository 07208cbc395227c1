import path from 'node:path'
import { shortened } from '#shared/register/shortened.ts'
import { formatText } from '#shared/units/format.ts'
import { say } from '#shared/words/say.ts'
import type { AuditedTrace } from '../../../app/audit/audited.ts'
import type { Command } from '../command.ts'
import { CommandFailure, EXIT, usageFailure } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { numberOption } from '../numberOption.ts'
import { formatTable } from '../table.ts'

/** Most paths of one command. */
const MOST_PATHS = 500
/** Launches of one file that are listed; --json has all. */
const MOST_LAUNCHES = 40
/** Letters of a kernel's name that are printed. */
const LONGEST_KERNEL = 80
/** Shares below this are not listed for a device. */
const LEAST_SHOWN = 0.0005

/** Where the time of a cluster goes. */
export const auditCommand: Command = {
  name: 'audit',
  get summary() {
    return say('auditCommand.summary')
  },
  get usage() {
    return [say('auditCommand.usage')]
  },
  words: [1, MOST_PATHS],
  get about() {
    return say('auditCommand.about')
  },
  get options() {
    return { threshold: { type: 'string', value: 'SHARE', text: say('auditCommand.threshold') } } as const
  },
  get json() {
    return say('auditCommand.json')
  },
  get examples() {
    return [
      [say('auditCommand.line'), say('auditCommand.example')],
      [say('auditCommand.lineFolder'), say('auditCommand.exampleFolder')],
    ] as const
  },
  get exitCodes() {
    return new Map([[EXIT.badFile, say('auditCommand.exit')]])
  },
  run: async ({ words, flags, values, terminal }) => {
    const threshold = numberOption(values, 'threshold', 'audit.threshold') ?? undefined
    const [{ auditFiles }, { saidAudit }, { MOST_TRACES, tracePaths }] = await Promise.all([
      import('../../../app/audit/audited.ts'),
      import('../../../app/audit/saidAudit.ts'),
      import('../../../app/audit/tracePaths.ts'),
    ])
    const { files, more } = await tracePaths(words)
    if (files.length === 0) throw usageFailure(say('auditCommand.noFiles'))
    const told = (place: number, share: number): void => {
      if (flags.has('json')) return
      const name = path.basename(files[place] ?? '')
      terminal.progress?.(say('auditCommand.progress', { name, share: formatText(share, 'share', { digits: 2 }) }))
    }
    const { files: read, verdict } = await auditFiles(files, threshold, () => false, told)
    terminal.progress?.(null)
    const said = saidAudit(verdict)
    const code = read.some((file) => file.read !== 'refused') ? EXIT.done : EXIT.badFile
    if (flags.has('json')) {
      const listed = read.map(({ devices, ...file }) => ({ ...file, gpus: devices }))
      await terminal.print(jsonText({ files: listed, verdict, advice: said.advice }))
      return code
    }
    const [only] = read
    if (read.length === 1 && only?.read === 'refused') {
      throw new CommandFailure(EXIT.badFile, 'document-foreign', only.reason ?? '')
    }
    for (const file of read) await terminal.print(fileText(file, terminal.bold))
    const lines = [
      ...(more ? [say('auditCommand.more', { count: MOST_TRACES })] : []),
      terminal.bold(said.headline),
      ...said.facts,
      ...said.costs.map((cost, place) => `${place + 1}. ${cost}`),
      ...said.advice,
    ]
    await terminal.print(`${lines.join('\n')}\n`)
    return code
  },
}

function fileText(file: AuditedTrace, bold: (text: string) => string): string {
  const { read, reason } = file
  const name = path.basename(file.path)
  if (read === 'refused') return `${say('auditCommand.refused', { name, reason: reason ?? '' })}\n\n`
  const title = read === 'partial' ? say('auditCommand.partial', { name, reason: reason ?? '' }) : name
  const lines = [bold(title), ...file.devices.map(deviceText), ...kernelLines(file), ...runLines(file)]
  return `${lines.join('\n')}\n\n`
}

function deviceText({ id, name, span, busy, shares }: AuditedTrace['devices'][number]): string {
  const title = say('auditCommand.device', {
    id,
    device: name === '' ? 'none' : name,
    span: formatText(span, 'seconds'),
    busy: formatText(span > 0 ? busy / span : 0, 'share'),
  })
  const rows = Object.entries(shares)
    .filter(([, share]) => share >= LEAST_SHOWN)
    .toSorted(([, one], [, other]) => other - one)
    .map(([cost, share]) => [say('auditCommand.costName', { name: cost }), formatText(share, 'share')])
  const columns = [
    { title: '', align: 'left' },
    { title: '', align: 'right' },
  ] as const
  return `${title}\n${formatTable(columns, rows, undefined, 2).split('\n').slice(1).join('\n').trimEnd()}`
}

function kernelLines({ kernels, launches }: AuditedTrace): readonly string[] {
  const lines = (launches ?? [])
    .slice(0, MOST_LAUNCHES)
    .map(({ name, bound }) => say('auditCommand.launch', { kernel: shortened(name, LONGEST_KERNEL), bound }))
  if (kernels === null) return lines
  const [largest] = Object.entries(kernels.families).toSorted(([, one], [, other]) => other - one)
  const [family = '', share = 0] = largest ?? []
  return [
    say('auditCommand.kernels', {
      count: kernels.launches,
      time: formatText(kernels.seconds, 'seconds'),
      largest: `${family} (${formatText(share, 'share')})`,
    }),
  ]
}

function runLines({ benchmark, arrivals }: AuditedTrace): readonly string[] {
  const time = (value: number | null): string =>
    value === null ? say('auditCommand.notGiven') : formatText(value, 'seconds')
  const runs = (benchmark?.runs ?? []).map(({ where, ttft, tpot, outputTokensPerSecond }) =>
    say('auditCommand.run', {
      where,
      ttft: time(ttft.mean ?? ttft.median),
      tpot: time(tpot.mean ?? tpot.median),
      rate:
        outputTokensPerSecond === null
          ? say('auditCommand.notGiven')
          : formatText(outputTokensPerSecond, 'tokensPerSecond'),
    }),
  )
  if (arrivals === null) return [...runs, ...(benchmark?.refused ?? [])]
  const { requests, span, input, output } = arrivals
  return [
    say('auditCommand.requests', {
      count: requests,
      span: formatText(span, 'seconds'),
      input: input.mean,
      output: output.mean,
    }),
  ]
}
