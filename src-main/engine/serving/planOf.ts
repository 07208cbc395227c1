import type { ModelProfile } from '#shared/domain/model.ts'
import { layoutKey } from './keptLowered.ts'
import type { Layout } from '#shared/domain/lowering/layout.ts'
import { keptPer, numberOf } from '../kept.ts'
import type { Machine } from '../machine/machine.ts'
import { compilePlan } from './compilePlan.ts'
import type { Plan, ServedBy } from './plan.ts'

/** Plans kept per machine; sliders that sweep a degree make many, and old ones are cheap to make again. */
const MOST_PLANS = 1024

const plans = keptPer<Machine, string, Plan>(MOST_PLANS)

/** The plan last asked of a layout object: what analyses of many loads ask again and again. */
interface Recent extends ServedBy {
  readonly streamBandwidth: number
  readonly plan: Plan
}

const recent = new WeakMap<Layout, Recent>()

/**
 * The plan of a model and a layout on a machine, compiled on first use.
 * @param by the deployment, of which its stack and its way of serving count
 * @param streamBandwidth bytes/s per device at which all weights arrive when a wafer streams them; 0: resident
 */
export function planOf(model: ModelProfile, machine: Machine, layout: Layout, by: ServedBy, streamBandwidth = 0): Plan {
  const { software, serving, stack } = by
  const last = recent.get(layout)
  if (
    last !== undefined &&
    last.plan.model === model &&
    last.plan.machine === machine &&
    last.software === software &&
    last.serving === serving &&
    last.streamBandwidth === streamBandwidth &&
    last.stack === stack
  ) {
    return last.plan
  }
  const own = stack === null ? '' : numberOf(stack)
  const key = `${numberOf(model)}/${layoutKey(layout)}/${software ?? ''}/${serving}/${streamBandwidth}/${own}`
  const plan = plans(machine, key, () => compilePlan(model, machine, layout, by, streamBandwidth))
  recent.set(layout, { software, serving, streamBandwidth, stack, plan })
  return plan
}
