import type { PoolResult, PoolsResult } from '../domain/poolsResult.ts'
import { amount } from '../units/amount.ts'
import { formatText } from '../units/format.ts'
import type { Dimension } from '../units/quantity.ts'
import { stackText } from './calibrationWords.ts'
import { precisionName } from './labels.ts'
import { say } from './say.ts'

/** What is said of two pools: a sentence, and a table of the prefill pool, the way between and the decode pool. */
export interface PoolsTable {
  readonly sentence: string
  /** Of the three columns. */
  readonly heads: readonly [string, string, string]
  readonly rows: readonly { readonly label: string; readonly cells: readonly [string, string, string] }[]
}

/** Requests per second to three digits: "12.3". */
function rateText(rate: number): string {
  return formatText(rate, 'count', { trim: true })
}

function orUnknown(value: number | null, dimension: Dimension): string {
  return value === null ? say('pools.unknown') : formatText(value, dimension)
}

/**
 * Two pools as every place shows them: window, report and command line.
 * @param served requests per second of the deployment
 */
export function poolsTable({ prefill, decode, transfer, binds }: PoolsResult, served: number): PoolsTable {
  const of = (text: (pool: PoolResult) => string): readonly [string, string] => [text(prefill), text(decode)]
  const rate = (value: number, isBinding: boolean): string =>
    isBinding ? say('pools.binds', { rate: rateText(value) }) : rateText(value)
  const row = (label: string, [first, last]: readonly [string, string], between = '') => ({
    label,
    cells: [first, between, last] as const,
  })
  const { converted } = transfer
  const [from, to] = converted === null ? ['', ''] : [precisionName(converted.from), precisionName(converted.to)]
  const writing =
    converted === null
      ? say('pools.kept')
      : converted.from === converted.to
        ? say('pools.reordered', { format: to })
        : say('pools.converted', { from, to })
  const spare = binds !== 'prefill' && prefill.surplus > 0 ? 'prefill' : decode.surplus > 0 ? 'decode' : 'none'
  const sent = { bytes: amount(transfer.bytes, 'bytes'), bandwidth: amount(transfer.bandwidth, 'bytesPerSecond') }
  return {
    sentence: say('pools.sentence', {
      part: binds,
      rate: rateText(served),
      spare,
      surplus: spare === 'prefill' ? prefill.surplus : decode.surplus,
    }),
    heads: [say('pools.prefill'), say('pools.transfer'), say('pools.decode')],
    rows: [
      row(
        say('pools.devices'),
        of(({ devices, device, workers }) => say('pools.counted', { devices, device, workers })),
        say('pools.over', { link: transfer.link, device: transfer.device }),
      ),
      row(
        say('pools.stack'),
        of(({ calibration }) => stackText(calibration)),
      ),
      row(
        say('pools.formats'),
        of(({ weightPrecision, kvPrecision }) =>
          say('pools.format', { weights: precisionName(weightPrecision), kv: precisionName(kvPrecision) }),
        ),
        writing,
      ),
      row(
        say('pools.memory'),
        of(({ fullness }) => orUnknown(fullness, 'share')),
        say('pools.sent', sent),
      ),
      row(
        say('pools.rate'),
        [rate(prefill.rate, binds === 'prefill'), rate(decode.rate, binds === 'decode')],
        transfer.rate === null ? say('pools.anyRate') : rate(transfer.rate, binds === 'link'),
      ),
      row(
        say('pools.spare'),
        of(({ surplus, workers }) => say('pools.spareWorkers', { surplus, workers })),
        say('pools.waits', { seconds: amount(transfer.seconds, 'seconds') }),
      ),
      row(
        say('pools.power'),
        of(({ watts }) => orUnknown(watts, 'watts')),
      ),
      row(
        say('pools.cost'),
        of(({ costPerHour }) => orUnknown(costPerHour, 'dollarsPerHour')),
      ),
    ],
  }
}
