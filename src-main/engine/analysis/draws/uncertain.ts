import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { isBeyond } from '../../calibration/measuredDomain.ts'
import { residualSpread, type Spread } from '../../judge/intervals.ts'
import { machineOf } from '../../machine/machine.ts'
import { buildDeployment } from '../../placement/build.ts'
import { decodeWorkers, promptWorkers, requestsPerRank } from '../../serving/workers.ts'
import { movableInputs, type MovableInput } from '../inputs.ts'
import { inverseNormal, keyOf } from './randomness.ts'

/** One thing nobody knows exactly: an input, or how far the model of a stack is off. */
export interface Unknown {
  /** Names the quantity: scenarios that share it draw it together. */
  readonly name: string
  readonly key: number
  /** What it is called: "Memory bandwidth of B200". */
  readonly label: Wording
  /** Log-widths to its p10 and p90. */
  readonly spread: Spread
  /** Null: the model's own error, of `tpot` or `ttft`. */
  readonly input: MovableInput | null
  readonly residual: 'tpot' | 'ttft' | null
}

/** Deviations of a normal number at p90. */
const NINETIETH = inverseNormal(0.9)

/** Factor on a quantity at so many standard deviations: its p10 and p90 are met at ±1.28. */
export function factorAt({ below, above }: Spread, deviations: number): number {
  return Math.exp((deviations / NINETIETH) * (deviations < 0 ? below : above))
}

function ofInput(scenario: ResolvedScenario, input: MovableInput): Unknown {
  const { id, name: device } = scenario.hardware
  const name = input.shared ? input.input : `${id}/${input.input}`
  return {
    name,
    key: keyOf(name),
    label: input.shared ? input.label : { code: 'input.ofDevice', parameters: { input: input.label, device } },
    spread: { below: Math.log(input.base / input.low), above: Math.log(input.high / input.base) },
    input,
    residual: null,
  }
}

/**
 * The error the serving model has shown on the device and stack a scenario is calibrated on, at its load. Two scenarios on
 * one device and stack share it. Empty: the scenario does not run.
 */
export function servingErrors(scenario: ResolvedScenario): readonly Unknown[] {
  const { service } = buildDeployment(scenario, machineOf(scenario.hardware))
  if (service === null) return []
  const { id, name: device } = scenario.hardware
  const beyond = isBeyond(
    decodeWorkers(service).plan.serving.domain,
    scenario.workload,
    requestsPerRank(service, scenario.workload.concurrency),
  )
  const residual = (metric: 'tpot' | 'ttft'): Unknown => {
    const { serving } = (metric === 'tpot' ? decodeWorkers(service) : promptWorkers(service)).plan
    const name = `${id}/${serving.software}/${metric}`
    return {
      name,
      key: keyOf(name),
      label: {
        code: 'input.servingError',
        parameters: { metric: metric.toUpperCase(), device, software: { code: `software.${serving.software}` } },
      },
      spread: residualSpread(serving[metric], beyond),
      input: null,
      residual: metric,
    }
  }
  return [residual('tpot'), residual('ttft')]
}

/** Everything a scenario's numbers are uncertain in: each movable input within its range, and the serving model's error. */
export function unknownsOf(scenario: ResolvedScenario): readonly Unknown[] {
  const inputs = movableInputs(scenario)
    .filter(({ low, high }) => low > 0 && high > low)
    .map((input) => ofInput(scenario, input))
  return [...inputs, ...servingErrors(scenario)]
}
