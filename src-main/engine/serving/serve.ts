import { aggregatedLatency } from './aggregated.ts'
import { disaggregatedLatency } from './disaggregated.ts'
import type { Latency } from './latency.ts'
import type { Workload } from '#shared/domain/workload.ts'
import type { Service } from './service.ts'
import { staticLatency } from './static.ts'
import { promptWorkers } from './workers.ts'

/**
 * Times of a load on a deployment. Allocates nothing for static and aggregated serving; this is the engine's fast path.
 * @param service the deployment, compiled once @param load the requests @param out written in full
 */
export function evaluateLatency(service: Service, load: Workload, out: Latency): void {
  switch (service.mode) {
    case 'static':
      staticLatency(service.workers, promptWorkers(service).plan, load, out)
      return
    case 'aggregated':
      aggregatedLatency(service.workers, promptWorkers(service).plan, load, out)
      return
    case 'disaggregated':
      disaggregatedLatency(service, load, out)
      return
  }
}
