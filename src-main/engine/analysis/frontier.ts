import { known } from '#shared/units/unknown.ts'
import type { Frontier, FrontierPoint } from '#shared/domain/analysis/frontier.ts'
import type { PointField } from '#shared/domain/analysis/points.ts'
import type { Columns } from './points/columns.ts'
import type { SweepQuestion } from './points/sweep.ts'
import { CONCURRENCIES } from './search/concurrencies.ts'

/** Columns a frontier needs. */
export const FRONTIER_FIELDS = [
  'tpot',
  'ttft',
  'systemThroughput',
  'watts',
  'hourly',
  'fits',
  'beyond',
] as const satisfies readonly PointField[]

/** Loads of a frontier: from one request to many, and what the scenarios have now. */
export function frontierQuestion(scenarios: SweepQuestion['scenarios']): SweepQuestion {
  const own = scenarios.map(({ workload }) => workload.concurrency)
  const values = [...new Set([...CONCURRENCIES, ...own])].toSorted((one, two) => one - two)
  return { scenarios, input: 'workload.concurrency', values, relative: false, money: true }
}

/** The curves of a swept frontier, each cut after its first load that does not fit or run. */
export function frontierOf(question: SweepQuestion, columns: Columns<(typeof FRONTIER_FIELDS)[number]>): Frontier {
  const { scenarios, values } = question
  const curves = scenarios.map(({ id }, which) => {
    const points = values.map((concurrency, place): FrontierPoint => {
      const at = which * values.length + place
      return {
        concurrency,
        tpot: known(columns.tpot[at]),
        ttft: known(columns.ttft[at]),
        systemThroughput: known(columns.systemThroughput[at]),
        watts: known(columns.watts[at]),
        hourly: known(columns.hourly[at]),
        fits: columns.fits[at] === 1,
        beyond: columns.beyond[at] === 1,
      }
    })
    const last = points.findIndex(({ fits }) => !fits)
    return { scenario: id, points: last < 0 ? points : points.slice(0, last + 1) }
  })
  return { curves }
}
