import { known } from '#shared/units/unknown.ts'
import {
  DOES_NOT_FIT_LETTER,
  stateLetter,
  UNKNOWN_LETTER,
  type BottleneckMap,
} from '#shared/domain/analysis/bottleneckMap.ts'
import type { PointField } from '#shared/domain/analysis/points.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { buildDeployment } from '../placement/build.ts'
import { machineOf } from '../machine/machine.ts'
import type { Service } from '../serving/service.ts'
import { decodeWorkers, requestsPerRank } from '../serving/workers.ts'
import type { Columns } from './points/columns.ts'
import type { LoadGridQuestion } from './points/loadGrid.ts'

/** Columns a map needs. */
export const MAP_FIELDS = ['tpot', 'binding', 'fits'] as const satisfies readonly PointField[]

/** Ends of the axes where the scenario itself does not lie beyond. */
const MOST_REQUESTS = 4096
const LEAST_TOKENS = 128
const MOST_TOKENS = 131_072

/**
 * So many whole numbers from one to another, spread evenly in their logarithm but for the small ones, which would repeat.
 * Fewer where there are not as many.
 */
function spread(from: number, to: number, count: number): number[] {
  let values: number[] = []
  for (let finer = count; values.length < count && finer < 16 * count; finer = Math.ceil(finer * 1.02)) {
    const places = Array.from({ length: finer }, (_, place) => Math.round(from * (to / from) ** (place / (finer - 1))))
    values = [...new Set(places)]
  }
  return values
}

/** The plane of a scenario's map: from one request to many, from short inputs to as long as the model takes. */
export function mapQuestion(scenario: ResolvedScenario, columns: number, rows: number): LoadGridQuestion {
  const { concurrency, inputTokens, outputTokens } = scenario.workload
  const longest = scenario.model.published.context.value
  const most = Math.max(inputTokens, Math.min(MOST_TOKENS, (longest ?? MOST_TOKENS) - outputTokens))
  return {
    scenario,
    concurrency: spread(1, Math.max(MOST_REQUESTS, concurrency), columns),
    inputTokens: spread(Math.min(LEAST_TOKENS, inputTokens), Math.max(most, 2 * LEAST_TOKENS), rows),
    money: false,
  }
}

/** The part of the plane that was measured: requests of all ranks together, and prompts whose answer is no longer than seen. */
function measuredOf({ workload }: ResolvedScenario, service: Service | null): BottleneckMap['measured'] {
  if (service === null) return null
  const { domain } = decodeWorkers(service).plan.serving
  if (domain === null) return null
  const ranks = 1 / requestsPerRank(service, 1)
  const [least, most] = domain.requestsPerRank
  const [shortest, longest] = domain.inputTokens
  const [, to] = domain.contextTokens
  return {
    concurrency: [least * ranks, most * ranks],
    inputTokens: [shortest, Math.min(longest, Math.max(shortest, to - workload.outputTokens))],
  }
}

/** The map of a plane. */
export function mapOf(question: LoadGridQuestion, columns: Columns<(typeof MAP_FIELDS)[number]>): BottleneckMap {
  const { scenario, concurrency, inputTokens } = question
  const { groups, service } = buildDeployment(scenario, machineOf(scenario.hardware))
  // A deployment that is not valid, or a machine of unknown capacity that runs nothing, has nothing to map.
  const nothing = groups.every(({ fit }) => Number.isNaN(fit.usablePerDevice)) ? UNKNOWN_LETTER : DOES_NOT_FIT_LETTER
  const letters = Array.from(columns.binding, (binding, at) =>
    Number.isNaN(binding) ? nothing : stateLetter(binding, columns.fits[at] === 1),
  )
  return {
    scenario: scenario.id,
    concurrency,
    inputTokens,
    states: letters.join(''),
    tpot: Array.from(columns.tpot, (seconds) => known(seconds)),
    measured: measuredOf(scenario, service),
  }
}
