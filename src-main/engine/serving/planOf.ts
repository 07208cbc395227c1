import type { ModelProfile } from '#shared/domain/model.ts'
import { layoutKey } from './keptLowered.ts'
import type { Layout } from '#shared/domain/lowering/layout.ts'
import { keptPer, numberOf } from '../kept.ts'
import type { Machine } from '../machine/machine.ts'
import { compilePlan } from './compilePlan.ts'
import type { Plan, ServedBy, Streaming } from './plan.ts'

/** Plans kept per machine. A search asks for each of thousands of layouts once, and one that is old is cheap to make again. */
const MOST_PLANS = 128

const plans = keptPer<Machine, string, Plan>(MOST_PLANS)

/** The plan last asked of a layout object: what analyses of many loads ask again and again. */
interface Recent extends ServedBy {
  readonly streaming: Streaming | null
  readonly plan: Plan
}

const recent = new WeakMap<Layout, Recent>()

/**
 * The plan of a model and a layout on a machine, compiled on first use.
 * @param by the deployment, of which its stack and its way of serving count
 * @param streaming what of the weights a wafer streams; null: all is resident
 */
export function planOf(
  model: ModelProfile,
  machine: Machine,
  layout: Layout,
  by: ServedBy,
  streaming: Streaming | null = null,
): Plan {
  const { software, serving, stack, softwareVersion } = by
  const last = recent.get(layout)
  if (
    last !== undefined &&
    last.plan.model === model &&
    last.plan.machine === machine &&
    last.software === software &&
    last.serving === serving &&
    last.streaming?.bandwidth === streaming?.bandwidth &&
    last.streaming?.share === streaming?.share &&
    last.stack === stack &&
    last.softwareVersion === softwareVersion
  ) {
    return last.plan
  }
  const streamed = streaming === null ? '' : `${streaming.bandwidth}*${streaming.share}`
  const own = stack === null ? '' : numberOf(stack)
  const key = `${numberOf(model)}/${layoutKey(layout)}/${software ?? ''}/${serving}/${streamed}/${own}/${softwareVersion ?? ''}`
  const plan = plans(machine, key, () => compilePlan(model, machine, layout, by, streaming))
  recent.set(layout, { software, serving, streaming, stack, softwareVersion, plan })
  return plan
}
