import { devicesByKind } from '#shared/domain/prefillPlace.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { costByKind, type CostByKind, type KindOfDevices } from '../economics/perKind.ts'
import { idlePower } from '../energy/power.ts'
import { surroundingPower, type SurroundingPower } from '../energy/surroundingPower.ts'
import { promptPower, systemPower, type SystemPower } from '../energy/systemPower.ts'
import { machineOf } from '../machine/machine.ts'
import type { Latency } from '../serving/latency.ts'
import type { Service } from '../serving/service.ts'
import type { StepUse } from '../serving/use.ts'

/** What a deployment under its load draws and costs, and what of both its prompts take. */
export interface Running {
  /** Null: the board limit of a device is not known. */
  readonly power: SystemPower | null
  /** Watts of all devices under load, and at rest; null: unknown. */
  readonly watts: number | null
  readonly atRest: number | null
  /** What hosts and network draw beside them; null: unknown. */
  readonly around: SurroundingPower | null
  /** The scenario's own device first, then that of a prefill pool of its own. */
  readonly cost: CostByKind
  /** Parts of the devices' power, of it at rest, of that of hosts and network, and of the cost that prompts take, 0 to 1. */
  readonly promptShares: {
    readonly power: number
    readonly atRest: number
    readonly around: number
    readonly cost: number
  }
}

type Watts = Pick<Running, 'watts' | 'around'> & Pick<Drawn, 'promptShares'>

/** Watts of devices, hosts and network together; null: unknown. */
export function wholeWatts({ watts, around }: Pick<Running, 'watts' | 'around'>): number | null {
  return watts === null || around === null ? null : watts + around.hosts + around.network
}

/** Those of them that output tokens take: what prompts leave. */
export function decodingWatts({ watts, around, promptShares }: Watts): number | null {
  if (watts === null || around === null) return null
  return watts * (1 - promptShares.power) + (around.hosts + around.network) * (1 - promptShares.around)
}

/** The devices of a deployment by kind, with what each kind draws. */
function kindsOf(
  scenario: Pick<ResolvedScenario, 'hardware' | 'deployment' | 'prefill'>,
  power: SystemPower | null,
): readonly KindOfDevices[] {
  const kinds = devicesByKind(scenario)
  const watts = kinds.length > 1 ? [power?.pools?.decode, power?.pools?.prefill] : [power?.watts]
  return kinds.map(({ hardware, devices }, index) => {
    const idle = idlePower(machineOf(hardware))
    return { hardware, devices, watts: watts[index] ?? null, atRest: idle === null ? null : idle * devices }
  })
}

/** Hosts and network of all kinds of devices together; null: of some it is unknown. */
function aroundAll(all: readonly (SurroundingPower | null)[]): SurroundingPower | null {
  return all.reduce((one, two) =>
    one === null || two === null
      ? null
      : {
          hosts: one.hosts + two.hosts,
          network: one.network + two.network,
          low: one.low + two.low,
          high: one.high + two.high,
        },
  )
}

function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0)
}

/** What the last of two kinds has of both; `otherwise` where there is one kind, or something is unknown. */
function lastShare(values: readonly (number | null)[], otherwise: number): number {
  const sum = sumOf(values)
  const last = values.at(-1) ?? null
  return values.length < 2 || sum === null || last === null || sum <= 0 ? otherwise : last / sum
}

/** Part of all that is drawn that prompts take, 0 to 1: of devices, hosts and network together. */
export function electricityShare(drawn: Watts): number {
  const [whole, decoding] = [wholeWatts(drawn), decodingWatts(drawn)]
  return whole === null || decoding === null || whole <= 0 ? drawn.promptShares.power : 1 - decoding / whole
}

/** What a deployment draws, and what of it its prompts take. */
export type Drawn = Pick<Running, 'power' | 'watts' | 'atRest' | 'around'> & {
  readonly kinds: readonly KindOfDevices[]
  readonly promptShares: Omit<Running['promptShares'], 'cost'>
}

/**
 * What a deployment draws. A pool of another device has its own share of it; on one device prompts take their share of the
 * device time.
 * @param decodeUse use of a device over the mean decode step @param promptUse the same over a prompt's step
 */
export function drawnOf(
  deployed: Pick<ResolvedScenario, 'hardware' | 'deployment' | 'prefill'>,
  service: Service,
  latency: Latency,
  decodeUse: StepUse,
  promptUse: StepUse,
): Drawn {
  const power = systemPower(service, latency, decodeUse, promptUse)
  const kinds = kindsOf(deployed, power)
  const { promptShare } = latency
  const atRest = kinds.map((kind) => kind.atRest)
  const around = kinds.map(({ hardware, devices }) => surroundingPower(hardware, devices))
  return {
    power,
    kinds,
    watts: power === null ? null : power.watts,
    atRest: sumOf(atRest),
    around: aroundAll(around),
    promptShares: {
      power: promptPower(power, latency, kinds.length > 1),
      atRest: lastShare(atRest, promptShare),
      around: lastShare(
        around.map((each) => each && each.hosts + each.network),
        promptShare,
      ),
    },
  }
}

/** What a deployment draws and costs. @param decodeUse @param promptUse as of `drawnOf` */
export function runningOf(
  scenario: ResolvedScenario,
  service: Service,
  latency: Latency,
  decodeUse: StepUse,
  promptUse: StepUse,
): Running {
  const { kinds, ...drawn } = drawnOf(scenario, service, latency, decodeUse, promptUse)
  const cost = costByKind(kinds, scenario.economics)
  const share = lastShare(
    cost.kinds.map(({ total }) => total),
    latency.promptShare,
  )
  return { ...drawn, cost, promptShares: { ...drawn.promptShares, cost: share } }
}
