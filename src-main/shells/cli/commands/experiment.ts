import {
  lawOf,
  movementShareAt,
  secondsAt,
  type BandwidthLaw,
  type BandwidthPoint,
  type NoLaw,
} from '#shared/domain/bandwidthExperiment.ts'
import { formatText } from '#shared/units/format.ts'
import type { Command } from '../command.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { numberTyped } from '../numberOption.ts'
import { formatTable } from '../table.ts'
import { jsonText } from '../jsonText.ts'

/** One argument: a bandwidth, and the time measured there if there is one. */
interface Entry {
  readonly bandwidth: number
  readonly measured: number | null
}

const NO_LAW: Readonly<Record<NoLaw, string>> = {
  'same-bandwidth': 'The first two measurements are at the same bandwidth; measure at two different ones.',
  'slower-with-more':
    'The time rises with the bandwidth, so something else changed as well; measure again with only the bandwidth changed.',
  'faster-than-proportional':
    'The time falls by more than the bandwidth rises, which moving data alone cannot do; something else changed as well.',
}

/** Infers the share of data movement from two measurements that differ in one bandwidth alone. */
export const experimentCommand: Command = {
  name: 'experiment',
  summary: 'infer the share of data movement from two measured bandwidths, and predict the next',
  usage: ['experiment BANDWIDTH=TIME BANDWIDTH=TIME [BANDWIDTH[=TIME] …]'],
  words: [2, 40],
  about: [
    'If nothing but one bandwidth changes, time = a + b ÷ bandwidth. The first two measurements give a and b: the part of the time spent moving data over that link or memory, at any bandwidth. Further bandwidths are predicted; where a time is given, the prediction is held against it.',
    'A bandwidth has a unit (Gb/s are bits, GB/s bytes). A time has a unit, or is a plain number relative to the others: for a throughput write 1 and 1/gain.',
  ].join('\n'),
  options: {},
  json: '{"fixedSeconds", "movedBytes", "points":[{"bandwidth", "seconds", "measured", "error", "movementShare"}]} with bandwidths in bytes/s and times in seconds or as given; "error" is predicted over measured, less one, null where nothing was measured.',
  examples: [
    [
      'memwall experiment "100 Gb/s=1" "200 Gb/s=0.78" "400 Gb/s"',
      'a first token 22 % faster: what the next doubling brings',
    ],
    ['memwall experiment "3.35 TB/s=21 ms" "4.8 TB/s=15.8 ms"', 'the same model step on two memories'],
  ],
  run: async ({ words, flags, terminal }) => {
    const entries = words.map(entryOf)
    const [first, second] = entries.map(pointOf)
    if (!first || !second) throw usageFailure('the first two bandwidths need a measured time, as in “200 Gb/s=0.78”')
    const law = lawOf(first, second)
    if (typeof law === 'string') throw usageFailure(NO_LAW[law])
    const points = entries.map((entry) => rowOf(law, entry))
    if (flags.has('json')) {
      await terminal.print(jsonText({ fixedSeconds: law.fixed, movedBytes: law.moved, points }))
      return EXIT.done
    }
    const relative = !words.slice(0, 2).some((word) => /=.*[a-zµ]/i.test(word))
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
    await terminal.print(
      formatTable(
        titles.map((title) => ({ title, align: 'right' as const })),
        rows,
        terminal.bold,
      ),
    )
    return EXIT.done
  },
}

/** A time without a unit is relative to the others. */
const RELATIVE = { bareUnit: 's' }

function entryOf(word: string): Entry {
  const [bandwidthText = '', timeText] = word.split('=', 2)
  return {
    bandwidth: numberTyped(bandwidthText, 'experiment.bandwidth', 'bandwidth'),
    measured: timeText === undefined ? null : numberTyped(timeText, 'experiment.time', 'time', RELATIVE),
  }
}

function pointOf({ bandwidth, measured }: Entry): BandwidthPoint | null {
  return measured === null ? null : { bandwidth, seconds: measured }
}

function rowOf(law: BandwidthLaw, { bandwidth, measured }: Entry) {
  const seconds = secondsAt(law, bandwidth)
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
