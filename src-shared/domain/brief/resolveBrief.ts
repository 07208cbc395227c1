import { UNKNOWN } from '../../units/unknown.ts'
import { WITHOUT_EXTRAS, type Deployment } from '../deployment.ts'
import { DEFAULT_ECONOMICS, type Economics } from '../economics.ts'
import type { HardwareProfile } from '../hardware.ts'
import type { ModelProfile } from '../model.ts'
import { applyHardwareOverrides } from '../overrides.ts'
import { BITS_PER_ELEMENT, type Precision } from '../precision.ts'
import type { PrefillPlace } from '../prefillPlace.ts'
import { devicesOfSystem } from '../proposal/devicesOfSystem.ts'
import { proposeDeployment } from '../proposal/proposeDeployment.ts'
import { proposePools } from '../proposal/proposePools.ts'
import type { ResolvedScenario } from '../scenario.ts'
import type { Workload } from '../workload.ts'
import { publishedPrecision } from './acceptedPrecisions.ts'
import type { Alternative } from './alternative.ts'
import type { Brief } from './brief.ts'
import { machineIn, type BriefHolder } from './embedded.ts'
import type { AlternativeKind, Offer } from './offer.ts'

/** An alternative with its machines as the engine takes them: what a search for count and configuration starts from. */
export interface ResolvedAlternative {
  readonly alternative: Alternative
  /** The machine that is bought, rented, leased or re-used; null: there is none, or a provider hides it. */
  readonly base: ResolvedScenario | null
  /** The machine that `add` keeps beside it; null: it keeps none. */
  readonly kept: ResolvedScenario | null
}

/** A brief whose alternatives have their machines. */
export interface ResolvedBrief {
  readonly brief: Brief
  readonly alternatives: readonly ResolvedAlternative[]
}

/** What is asked of every machine of a brief alike. */
interface Asked {
  readonly brief: Brief
  readonly model: ModelProfile
  readonly workload: Workload
  readonly precision: Precision
}

/**
 * Joins a brief with its profiles: every machine gets a deployment of one system, in the published format, with one request
 * in flight. Load, count and configuration are searched from there.
 * @returns null when the workspace does not embed the model
 */
export function resolveBrief({ brief, profiles }: BriefHolder): ResolvedBrief | null {
  const model = Object.hasOwn(profiles.models, brief.model) ? profiles.models[brief.model]?.profile : undefined
  if (model === undefined) return null
  const { inputTokens, outputTokens, cachedShare } = brief.demand
  const asked: Asked = {
    brief,
    model,
    workload: { inputTokens, outputTokens, cachedShare, concurrency: 1 },
    precision: publishedPrecision(model),
  }
  const machineOf = (id: string | null): HardwareProfile | null => machineIn(profiles, id)
  const alternatives = brief.alternatives.map((alternative): ResolvedAlternative => {
    const { id, hardware, hardwareOverrides, prefill, pinned, keeps, keptOffer, offer } = alternative
    const own = machineOf(hardware)
    const place = prefill === null ? null : machineOf(prefill.hardware)
    const kept = machineOf(keeps)
    return {
      alternative,
      base: own && {
        ...scenarioOn(asked, applyHardwareOverrides(own, hardwareOverrides), {
          place: prefill &&
            place && { place: prefill, hardware: applyHardwareOverrides(place, prefill.hardwareOverrides) },
          pinned: pinned.deployment,
          economics: economicsOf(brief, alternative.kind, offer, devicesOfSystem(own)),
        }),
        id,
      },
      kept: kept && {
        ...scenarioOn(asked, kept, {
          place: null,
          pinned: null,
          economics: economicsOf(brief, 'owned', keptOffer ?? offer, devicesOfSystem(kept)),
        }),
        id: `${id}-kept`,
      },
    }
  })
  return { brief, alternatives }
}

interface MachineAsked {
  readonly place: { readonly place: PrefillPlace; readonly hardware: HardwareProfile } | null
  readonly pinned: Deployment | null
  readonly economics: Economics
}

function scenarioOn(
  { model, workload, precision }: Asked,
  hardware: HardwareProfile,
  { place, pinned, economics }: MachineAsked,
): Omit<ResolvedScenario, 'id'> {
  const whole = proposeDeployment(hardware, model, workload, plain(devicesOfSystem(hardware), precision))
  const proposed =
    place === null
      ? whole
      : { ...whole, ...proposePools({ hardware, model, workload, deployment: whole, prefill: place }) }
  const deployment = pinned ?? proposed
  const apart = place !== null && deployment.serving === 'disaggregated'
  return {
    hardware,
    model,
    workload,
    deployment,
    prefill: apart ? { ...place.place, hardware: place.hardware } : null,
    economics,
    ranges: {},
  }
}

/** One system that is not split yet, in one format. A cache in fewer than eight bits nobody serves from. */
function plain(devices: number, precision: Precision): Deployment {
  return {
    serving: 'aggregated',
    devices,
    tensorParallel: 1,
    pipelineParallel: 1,
    dataParallel: 1,
    expertParallel: 1,
    ...WITHOUT_EXTRAS,
    weightPrecision: precision,
    activationPrecision: precision,
    kvPrecision: BITS_PER_ELEMENT[precision] < BITS_PER_ELEMENT.fp8 ? 'fp8' : precision,
    software: null,
    overlap: 0,
    routingSkew: 1,
    pools: null,
  }
}

/** Hours of a mean month. */
const HOURS_PER_MONTH = 730.5

/** Price and site of the brief as a column has them, at work in every hour; all other costs are cash flows of the brief. */
function economicsOf({ finance, site }: Brief, kind: AlternativeKind, offer: Offer, devices: number): Economics {
  const price = offer.price?.value ?? null
  const perDevice = price === null ? null : price / devices
  const isRented = kind === 'rent' || kind === 'lease'
  return {
    ...DEFAULT_ECONOMICS,
    mode: isRented ? 'rent' : 'own',
    // What owned machines would sell for is not what they cost.
    purchasePrice: kind === 'buy' || kind === 'add' ? perDevice : null,
    rentalPrice: kind === 'rent' ? price : kind === 'lease' && perDevice !== null ? perDevice / HOURS_PER_MONTH : null,
    lifetimeYears: offer.lifetimeYears,
    utilisation: 1,
    powerUsageEffectiveness: site.powerUsageEffectiveness,
    electricityTariff: site.tariff.value ?? UNKNOWN,
    costOfCapital: finance.discountRate,
    carbonIntensity: site.carbonIntensity,
  }
}
