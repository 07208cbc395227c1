import type { Precision } from '#shared/domain/precision.ts'
import type { PoolResult, PoolsResult, TransferResult } from '#shared/domain/poolsResult.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { known } from '#shared/units/unknown.ts'
import { calibrationUse } from '../calibration/serving.ts'
import { usedPerDevice, type Group } from '../placement/build.ts'
import { isOneDevice } from '../placement/transfer.ts'
import type { Latency } from '../serving/latency.ts'
import { crossingOf, newTokens, type Pools } from '../serving/service.ts'
import { devicesOf } from '../serving/workers.ts'

/** What a pool draws and costs. */
export interface PoolSpend {
  readonly watts: number | null
  readonly costPerHour: number | null
}

/** Surplus below one worker in a million is rounding. */
const ROUNDING = 1e-6

/** Whole workers a pool could do without: those beyond what the rate that is served needs. */
function surplusOf(workers: number, rate: number, served: number): number {
  return Number.isFinite(rate) && rate > 0
    ? Math.max(0, Math.min(workers - 1, Math.floor(workers * (1 - served / rate) + ROUNDING)))
    : 0
}

function poolOf(group: Group, rate: number, served: number, spend: PoolSpend): PoolResult {
  const { plan, copies } = group.workers
  const { usablePerDevice } = group.fit
  const { profile } = plan.machine
  return {
    hardware: profile.id,
    device: profile.name,
    devices: devicesOf(group.workers),
    workers: copies,
    calibration: calibrationUse(plan.serving),
    weightPrecision: plan.layout.weightPrecision,
    kvPrecision: plan.layout.kvPrecision,
    fullness: usablePerDevice > 0 ? usedPerDevice(group) / usablePerDevice : null,
    rate,
    surplus: surplusOf(copies, rate, served),
    ...spend,
  }
}

function transferResult(pools: Pools, load: Workload, latency: Latency): TransferResult {
  const { slower, bytes } = crossingOf(pools, newTokens(load), latency.promptStep.prefillSequences)
  const { transfer, prefill, decode } = pools
  const [from, to] = [prefill, decode].map(({ plan }) => plan.layout.kvPrecision) as [Precision, Precision]
  return {
    device: slower.device,
    link: slower.name,
    bandwidth: slower.bandwidth,
    bytes,
    seconds: latency.transfer,
    rate: Number.isFinite(latency.linkRate) ? known(latency.linkRate) : null,
    converted: transfer.converts ? { from, to } : null,
  }
}

/**
 * What is said of both pools of a deployment and of the way between them.
 * @param groups prefill and decode @param spend of the prefill and of the decode pool
 */
export function poolsResult(
  service: Pools,
  groups: readonly Group[],
  load: Workload,
  latency: Latency,
  spend: { readonly prefill: PoolSpend; readonly decode: PoolSpend },
): PoolsResult | null {
  const [prefill, decode] = groups
  if (prefill === undefined || decode === undefined) return null
  const served = latency.requestRate
  return {
    prefill: poolOf(prefill, latency.promptRate, served, spend.prefill),
    decode: poolOf(decode, latency.decodeRate, served, spend.decode),
    transfer: transferResult(service, load, latency),
    binds: latency.bottleneck ?? 'decode',
    apart: !isOneDevice(prefill.workers.plan.machine.profile, decode.workers.plan.machine.profile),
  }
}
