import { decadeRange } from '#shared/charts/kit/axes.ts'
import { joinSmall, partsByCause } from '#shared/charts/waterfall/causes.ts'
import { knownLevels } from '#shared/charts/ladder/ladderLevels.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { Resource } from '#shared/domain/result.ts'
import { slotLetter } from '#shared/domain/workspace.ts'
import { formatText } from '#shared/units/format.ts'

/** A scenario's levels in the plot, shares of its width and height from the lower left corner. */
export interface LadderLine {
  readonly slot: number
  readonly points: readonly { readonly x: number; readonly y: number; readonly serves: boolean }[]
}

/** One bar of a scenario. `length` and the parts' shares are of the longest bar. */
export interface PictureBar {
  readonly slot: number
  readonly length: number
  readonly value: string
  /** What the bar is made of; empty: one piece in the scenario's colour. */
  readonly parts: readonly { readonly resource: Resource; readonly share: number }[]
  /** It is shown, and cannot be chosen. */
  readonly hollow: boolean
}

/** The small picture of a sample, made from its evaluation. */
export type SamplePicture =
  | {
      readonly kind: 'ladder'
      readonly caption: string
      readonly altText: string
      readonly lines: readonly LadderLine[]
      /** Where the baseline's weights and KV stand on the capacity axis. */
      readonly workingSet: number
    }
  | {
      readonly kind: 'bars'
      readonly caption: string
      readonly altText: string
      readonly bars: readonly PictureBar[]
    }

/**
 * The picture that shows what a sample is about: machines that hold the model in different memories give the ladder, one
 * machine under different conditions its throughput, others the time of an output token by what binds it.
 * @param scenarios with their results
 * @param baselineId whose working set the ladder marks
 * @returns null when nothing of it is known
 */
export function samplePicture(scenarios: readonly EvaluatedScenario[], baselineId: string): SamplePicture | null {
  const served = new Set(
    scenarios.flatMap((scenario) =>
      scenario.result.ladder.filter((level) => level.serves).map((level) => level.resource),
    ),
  )
  if (served.size > 1) return ladder(scenarios, baselineId)
  const machines = new Set(scenarios.map((scenario) => scenario.resolved.hardware.id))
  return machines.size === 1 ? throughput(scenarios) : timePerToken(scenarios)
}

function ladder(scenarios: readonly EvaluatedScenario[], baselineId: string): SamplePicture | null {
  const baseline = scenarios.find((scenario) => scenario.id === baselineId) ?? scenarios[0]
  const levels = scenarios.map((scenario) => ({ scenario, known: knownLevels(scenario) }))
  const all = levels.flatMap(({ known }) => known)
  if (!baseline || all.length === 0) return null
  const total = baseline.result.fit.weights + baseline.result.fit.kv
  const x = decadeRange([...all.map((point) => point.capacity), total], [1e9, 1e12])
  const y = decadeRange(
    // Room under the lowest level for the name of the line.
    all.flatMap((point) => [point.bandwidth / 4, point.bandwidth]),
    [1e12, 1e15],
  )
  const share = (value: number, [low, high]: readonly [number, number]) => Math.log(value / low) / Math.log(high / low)
  return {
    kind: 'ladder',
    caption: 'Bandwidth against capacity, per system',
    altText: `${levels
      .flatMap(({ scenario, known }) => {
        const serving = known.find((point) => point.level.serves)
        return serving
          ? [
              `${slotLetter(scenario.slot)} ${scenario.name}: ${formatText(serving.capacity, 'bytes')} at ${formatText(serving.bandwidth, 'bytesPerSecond')}`,
            ]
          : []
      })
      .join('; ')}. Weights and KV take ${formatText(total, 'bytes')}.`,
    lines: levels.map(({ scenario, known }) => ({
      slot: scenario.slot,
      points: known.map((point) => ({
        x: share(point.capacity, x),
        y: share(point.bandwidth, y),
        serves: point.level.serves,
      })),
    })),
    workingSet: share(total, x),
  }
}

function throughput(scenarios: readonly EvaluatedScenario[]): SamplePicture | null {
  return bars(
    'Output tokens/s, per device',
    scenarios.flatMap((scenario) => {
      const { value } = scenario.result.metrics.deviceThroughput
      return value === null ? [] : [{ scenario, value, text: formatText(value, 'tokensPerSecond'), parts: [] }]
    }),
  )
}

function timePerToken(scenarios: readonly EvaluatedScenario[]): SamplePicture | null {
  return bars(
    'Time per output token, by what it is spent on',
    scenarios.flatMap((scenario) => {
      const { value } = scenario.result.metrics.tpot
      const parts = joinSmall(partsByCause(scenario.result.ledger, ['decode'], (entry) => entry.seconds))
      return value === null ? [] : [{ scenario, value, text: formatText(value, 'seconds'), parts }]
    }),
  )
}

function bars(
  caption: string,
  measured: readonly {
    readonly scenario: EvaluatedScenario
    readonly value: number
    readonly text: string
    readonly parts: readonly { readonly resource: Resource; readonly value: number }[]
  }[],
): SamplePicture | null {
  const longest = Math.max(...measured.map((each) => each.value))
  if (!(longest > 0)) return null
  return {
    kind: 'bars',
    caption,
    altText: `${caption}. ${measured.map(({ scenario, text }) => `${slotLetter(scenario.slot)} ${scenario.name}: ${text}`).join('; ')}.`,
    bars: measured.map(({ scenario, value, text, parts }) => ({
      slot: scenario.slot,
      length: value / longest,
      value: text,
      parts: parts.map((part) => ({ resource: part.resource, share: part.value / longest })),
      hollow: false,
    })),
  }
}
