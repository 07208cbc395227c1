import { devicesPerCopy } from '#shared/domain/lowering/layout.ts'
import type { Service, Workers } from './service.ts'

/** The workers prompts run on. */
export function promptWorkers(service: Service): Workers {
  return service.mode === 'disaggregated' ? service.prefill : (service.prompts ?? service.workers)
}

/** The workers that decode. */
export function decodeWorkers(service: Service): Workers {
  return service.mode === 'disaggregated' ? service.decode : service.workers
}

/** Requests on one attention rank of the workers that decode. @param inFlight requests served at once in the deployment */
export function requestsPerRank(service: Service, inFlight: number): number {
  const { copies, plan } = decodeWorkers(service)
  return inFlight / (copies * plan.layout.attentionRanks)
}

/** Devices of some workers together. */
export function devicesOf(workers: Workers): number {
  return workers.copies * devicesPerCopy(workers.plan.layout)
}
