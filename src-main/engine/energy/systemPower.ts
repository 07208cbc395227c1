import type { Latency } from '../serving/latency.ts'
import type { Plan } from '../serving/plan.ts'
import type { Service } from '../serving/service.ts'
import { stepUse, type StepUse } from '../serving/use.ts'
import { decodeWorkers, devicesOf, promptWorkers } from '../serving/workers.ts'
import { devicePower, type DevicePower } from './power.ts'

/** Mean watts of the deployment, and the power of a device at the use of its mean step in each phase. */
export interface SystemPower {
  readonly watts: number
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
    return { watts: decode.watts * devicesOf(group) + prompt.watts * devicesOf(prompts), decode, prompt }
  }
  // Aggregated: the mean step already carries the prompts. Static, or a lone request: prompts take their share of time.
  const share = latency.mixedShare > 0 ? 0 : latency.promptShare
  return { watts: (decode.watts * (1 - share) + prompt.watts * share) * devicesOf(group), decode, prompt }
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
