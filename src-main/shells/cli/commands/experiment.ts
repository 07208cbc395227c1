import {
  lawOf,
  movementShareAt,
  secondsAt,
  type BandwidthLaw,
  type BandwidthPoint,
  type NoLaw,
} from '#shared/domain/bandwidthExperiment.ts'
import { findingsOf } from '#shared/domain/experiment/findings.ts'
import { fitBandwidth } from '#shared/domain/experiment/fit.ts'
import { shareAt } from '#shared/domain/experiment/intervals.ts'
import { formatText } from '#shared/units/format.ts'
import { say, wordingText } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { numberTyped } from '../numberOption.ts'
import type { Terminal } from '../terminal.ts'
import { formatTable } from '../table.ts'
import { jsonText } from '../jsonText.ts'

/** One argument: a bandwidth, and the times measured there if there are any. */
interface Entry {
  readonly bandwidth: number
  readonly measured: readonly number[]
}

/** Infers the share of data movement from measurements that differ in one bandwidth alone. */
export const experimentCommand: Command = {
  name: 'experiment',
  summary: 'infer the share of data movement from two measured bandwidths, and predict the next',
  usage: ['experiment BANDWIDTH=TIME[/TIME…] BANDWIDTH=TIME[/TIME…] [BANDWIDTH[=TIME] …]'],
  words: [2, 40],
  get about() {
    return say('experiment.command.about')
  },
  get options(): Command['options'] {
    return {
      fit: { type: 'boolean', text: say('experiment.command.fit') },
      throughput: { type: 'boolean', text: say('experiment.command.throughput') },
    }
  },
  json: '{"fixedSeconds", "movedBytes", "points":[{"bandwidth", "seconds", "measured", "error", "movementShare"}]} with bandwidths in bytes/s and times in seconds or as given; "error" is predicted over measured, less one, null where nothing was measured. With repeats or --fit "measured" is their mean, points also have "movementShareLow" and "movementShareHigh", and "fit":{"spread", "lackOfFit":{"f", "limit", "rejected", "fastest"}, "findings"} follows, null where nothing was repeated.',
  get examples(): Command['examples'] {
    return [
      [
        'memwall experiment "100 Gb/s=1" "200 Gb/s=0.78" "400 Gb/s"',
        'a first token 22 % faster: what the next doubling brings',
      ],
      ['memwall experiment "3.35 TB/s=21 ms" "4.8 TB/s=15.8 ms"', 'the same model step on two memories'],
      [
        'memwall experiment "100 Gb/s=1/1.02/0.99" "200 Gb/s=0.79/0.78/0.77" "400 Gb/s"',
        say('experiment.command.exampleRepeats'),
      ],
    ]
  },
  run: async ({ words, flags, terminal }) => {
    const entries = mergedEntries(words.map((word) => entryOf(word, flags.has('throughput'))))
    const isRepeated = entries.some(({ measured }) => measured.length > 1)
    const relative = !words.some((word) => /=.*[a-zµ]/i.test(word))
    if (isRepeated || flags.has('fit')) return fitted(entries, relative, flags.has('json'), terminal)
    const [first, second] = entries.map(pointOf)
    if (!first || !second) throw usageFailure(say('experiment.command.needsTwo'))
    const law = lawOf(first, second)
    if (typeof law === 'string') throw usageFailure(say(NO_LAW[law]))
    const points = entries.map((entry) => rowOf(law, entry))
    if (flags.has('json')) {
      await terminal.print(jsonText({ fixedSeconds: law.fixed, movedBytes: law.moved, points }))
      return EXIT.done
    }
    await terminal.print(tableOf(points, relative, terminal))
    return EXIT.done
  },
}

const NO_LAW = {
  'same-bandwidth': 'experiment.noLaw.same-bandwidth',
  'slower-with-more': 'experiment.noLaw.slower-with-more',
  'faster-than-proportional': 'experiment.noLaw.faster-than-proportional',
} as const satisfies Readonly<Record<NoLaw, string>>

/** A law through all measurements, with how sure it is. */
async function fitted(
  entries: readonly Entry[],
  relative: boolean,
  asJson: boolean,
  terminal: Terminal,
): Promise<number> {
  const measured = entries.filter((entry) => entry.measured.length > 0)
  if (measured.length < 2) throw usageFailure(say('experiment.command.needsTwo'))
  const fit = fitBandwidth(measured.map(({ bandwidth, measured: seconds }) => ({ bandwidth, seconds })))
  if (typeof fit === 'string') throw usageFailure(say(NO_LAW[fit]))
  const points = entries.map((entry) => {
    const { interval } = shareAt(fit, entry.bandwidth)
    return {
      ...rowOf(fit.law, entry),
      movementShareLow: interval?.low ?? null,
      movementShareHigh: interval?.high ?? null,
    }
  })
  const asked = entries.filter((entry) => entry.measured.length === 0).map(({ bandwidth }) => bandwidth)
  const findings = findingsOf(fit, asked).map(wordingText)
  if (asJson) {
    const { spread, lackOfFit } = fit
    const { fixed: fixedSeconds, moved: movedBytes } = fit.law
    await terminal.print(jsonText({ fixedSeconds, movedBytes, points, fit: { spread, lackOfFit, findings } }))
    return EXIT.done
  }
  await terminal.print(tableOf(points, relative, terminal))
  await terminal.print(`\n${findings.join('\n')}`)
  return EXIT.done
}

type Row = ReturnType<typeof rowOf> & {
  readonly movementShareLow?: number | null
  readonly movementShareHigh?: number | null
}

function tableOf(points: readonly Row[], relative: boolean, terminal: Terminal): string {
  const time = (value: number | null): string =>
    value === null ? '' : relative ? String(Number(value.toPrecision(3))) : formatText(value, 'seconds')
  const base = points[0]?.seconds ?? Number.NaN
  const rows = points.map((point) => [
    formatText(point.bandwidth, 'bytesPerSecond'),
    time(point.seconds),
    time(point.measured),
    point.error === null ? '' : signed(point.error),
    signed(point.seconds / base - 1),
    formatText(point.movementShare, 'share'),
  ])
  const titles = ['Bandwidth', 'Law', 'Measured', 'Law over measured', 'Against the first', 'Moving data']
  return formatTable(
    titles.map((title) => ({ title, align: 'right' as const })),
    rows,
    terminal.bold,
  )
}

/** A time without a unit is relative to the others. */
const RELATIVE = { bareUnit: 's' }

function entryOf(word: string, isThroughput: boolean): Entry {
  const [bandwidthText = '', timeText] = word.split('=', 2)
  const times = timeText?.split('/') ?? []
  const measured = times.map((text) => numberTyped(text, 'experiment.time', 'time', RELATIVE))
  return {
    bandwidth: numberTyped(bandwidthText, 'experiment.bandwidth', 'bandwidth'),
    measured: isThroughput ? measured.map((throughput) => 1 / throughput) : measured,
  }
}

/** Entries in the order typed, where what was measured at the same bandwidth again are repeats. */
function mergedEntries(entries: readonly Entry[]): readonly Entry[] {
  const isFirst = ({ bandwidth }: Entry, index: number): boolean =>
    entries.findIndex((entry) => entry.bandwidth === bandwidth) === index
  const merged = entries.filter(isFirst).map(({ bandwidth }) => ({
    bandwidth,
    measured: entries.filter((entry) => entry.bandwidth === bandwidth).flatMap(({ measured }) => measured),
  }))
  // One bandwidth alone is no experiment, and is told so.
  return merged.length > 1 ? merged : entries
}

function pointOf({ bandwidth, measured: [seconds] }: Entry): BandwidthPoint | null {
  return seconds === undefined ? null : { bandwidth, seconds }
}

function rowOf(law: BandwidthLaw, { bandwidth, measured: times }: Entry) {
  const seconds = secondsAt(law, bandwidth)
  const measured = times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0) / times.length
  return {
    bandwidth,
    seconds,
    measured,
    error: measured === null ? null : seconds / measured - 1,
    movementShare: movementShareAt(law, bandwidth),
  }
}

/** "+10.5 %", "−14.1 %". */
function signed(share: number): string {
  if (Math.abs(share) < 5e-4) return '0 %'
  return `${share > 0 ? '+' : ''}${formatText(share, 'share')}`
}
