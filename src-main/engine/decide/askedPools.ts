import type { Alternative } from '#shared/domain/brief/alternative.ts'
import type { AlternativeKind, Offer } from '#shared/domain/brief/offer.ts'
import type { ResolvedAlternative, ResolvedBrief } from '#shared/domain/brief/resolveBrief.ts'
import { devicesOfSystem } from '#shared/domain/proposal/devicesOfSystem.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { candidatesFor } from './candidates.ts'

/** One pool of machines that has to be sized: what an alternative adds or is, or what it keeps. */
export interface AskedPool {
  readonly alternative: Alternative
  readonly role: 'main' | 'kept'
  readonly kind: Exclude<AlternativeKind, 'hosted'>
  readonly offer: Offer
  readonly base: ResolvedScenario
  /** Systems that may be lost at once. */
  readonly spare: number
  /** Systems that are set, or all that there are; null: derived. */
  readonly systems: number | null
  /** Configurations that are weighed, one copy each. */
  readonly candidates: readonly ResolvedScenario[]
}

function pool(
  resolved: ResolvedBrief,
  { alternative }: ResolvedAlternative,
  role: AskedPool['role'],
  base: ResolvedScenario,
  paid: { readonly kind: AskedPool['kind']; readonly offer: Offer; readonly systems: number | null },
): AskedPool {
  const devicesPerSystem = devicesOfSystem(base.hardware)
  const { deployment: _, ...machinery } = base
  const pinned = role === 'main' ? alternative.pinned.deployment : null
  return {
    alternative,
    role,
    base,
    ...paid,
    spare: alternative.spareDomains,
    candidates: candidatesFor(machinery, { quality: resolved.brief.quality, pinned, devicesPerSystem }),
  }
}

/** Every pool of a brief, in its order: what is kept stands before what is added to it. */
export function askedPools(resolved: ResolvedBrief): readonly AskedPool[] {
  return resolved.alternatives.flatMap((each) => {
    const { alternative, base, kept } = each
    const { kind, offer, keptOffer, ownedSystems, pinned } = alternative
    const found: AskedPool[] = []
    if (kind === 'add' && kept !== null && keptOffer !== null) {
      found.push(pool(resolved, each, 'kept', kept, { kind: 'owned', offer: keptOffer, systems: ownedSystems }))
    }
    if (base !== null && kind !== 'hosted') {
      const systems = kind === 'statusQuo' ? ownedSystems : pinned.systems
      found.push(pool(resolved, each, 'main', base, { kind, offer, systems }))
    }
    return found
  })
}
