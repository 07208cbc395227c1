import type { Latency } from '../serving/latency.ts'
import type { Plan } from '../serving/plan.ts'
import type { Service } from '../serving/service.ts'
import { stepUse, type StepUse } from '../serving/use.ts'
import { decodeWorkers, devicesOf, promptWorkers } from '../serving/workers.ts'
import { devicePower, type DevicePower } from './power.ts'

/** Mean watts of the deployment, and the power of a device at the use of its mean step in each phase. */
export interface SystemPower {
  readonly watts: number
  /** Watts of each pool, where there are two; else null. */
  readonly pools: { readonly prefill: number; readonly decode: number } | null
  readonly decode: DevicePower
  readonly prompt: DevicePower
}

/**
 * Power of a deployment under its load.
 * @param decodeUse use of a device over the mean decode step @param promptUse the same over a prompt's step
 * @returns null: the board limit of the device is unknown
 */
export function systemPower(
  service: Service,
  latency: Latency,
  decodeUse: StepUse,
  promptUse: StepUse,
): SystemPower | null {
  const group = decodeWorkers(service)
  const prompts = promptWorkers(service)
  const powerOf = ({ machine, calibration, bandwidth }: Plan, use: StepUse): DevicePower | null => {
    const peak = machine.peaks[calibration.precision].rate
    return devicePower(machine, use.flops, use.bytes, use.seconds, peak, bandwidth)
  }
  const decode = powerOf(group.plan, decodeUse)
  const prompt = powerOf(prompts.plan, promptUse)
  if (decode === null || prompt === null) return null
  if (service.mode === 'disaggregated') {
    const pools = { prefill: prompt.watts * devicesOf(prompts), decode: decode.watts * devicesOf(group) }
    const watts = pools.decode + pools.prefill
    return { watts, pools, decode, prompt }
  }
  // Aggregated: the mean step already carries the prompts. Static, or a lone request: prompts take their share of time.
  const share = latency.mixedShare > 0 ? 0 : latency.promptShare
  const watts = (decode.watts * (1 - share) + prompt.watts * share) * devicesOf(group)
  return { watts, pools: null, decode, prompt }
}

/**
 * Part of the watts of a deployment that prompts take, 0 to 1: those of their own pool where it is of another device, else
 * their share of the device time.
 */
export function promptPower(power: SystemPower | null, { promptShare }: Latency, apart: boolean): number {
  const pools = power?.pools ?? null
  return apart && power !== null && pools !== null ? pools.prefill / power.watts : promptShare
}

/** Use of a device over the mean decode step of a load, drafting included. */
export function decodeUseOf(service: Service, latency: Latency): StepUse {
  const { baseStep, base, mixedStep, mixed, mixedShare, draftStep, draft, draftRuns } = latency
  return stepUse(
    decodeWorkers(service).plan,
    { step: baseStep, seconds: base.seconds },
    { step: mixedStep, seconds: mixed.seconds },
    mixedShare,
    { step: draftStep, seconds: draft.seconds },
    draftRuns,
  )
}

/** Use of a device over the step a prompt runs in. */
export function promptUseOf(service: Service, latency: Latency): StepUse {
  const prompt = { step: latency.promptStep, seconds: latency.prompt.seconds }
  return stepUse(promptWorkers(service).plan, prompt, prompt, 0, prompt, 0)
}
