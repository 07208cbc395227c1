import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { MOST_ALTERNATIVES } from '#shared/domain/brief/alternative.ts'
import { NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { isKept } from '#shared/domain/brief/keepOwned.ts'
import type { AlternativeKind, Offer } from '#shared/domain/brief/offer.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { proposeAlternative } from '#shared/domain/brief/proposeAlternative.ts'
import { slotLetter, type Workspace } from '#shared/domain/workspace.ts'

/** A machine as the workspace embeds it; null: it names none, or the workspace lacks it. */
export function machineOf(workspace: Pick<Workspace, 'profiles'>, id: string | null): HardwareProfile | null {
  return id === null ? null : (workspace.profiles.hardware[id]?.profile ?? null)
}

/** Its letter. */
export const candidateLetter = ({ slot }: Pick<Alternative, 'slot'>): string => slotLetter(slot)

/** The first letter nobody has; a column's own letter where that is free. Null: there are as many as may be. */
export function freeSlot(brief: Pick<Brief, 'alternatives'>, wished: number | null = null): number | null {
  const taken = new Set(brief.alternatives.map(({ slot }) => slot))
  if (wished !== null && !taken.has(wished)) return wished
  for (let slot = 0; slot < MOST_ALTERNATIVES; slot++) if (!taken.has(slot)) return slot
  return null
}

/** An id no alternative has. */
export function freeId(brief: Pick<Brief, 'alternatives'>): string {
  const taken = new Set(brief.alternatives.map(({ id }) => id))
  for (let number = brief.alternatives.length + 1; ; number++) if (!taken.has(`c${number}`)) return `c${number}`
}

/** Kinds a machine can be, and those that have none. */
export const MACHINE_KINDS: readonly AlternativeKind[] = ['buy', 'lease', 'rent', 'owned', 'add', 'statusQuo']
/** What is owned already. */
const OWNED: readonly AlternativeKind[] = ['statusQuo', 'owned']

/** It rests on machines that are owned, and on nothing else. */
export const isOwned = isKept

/** Bought where it has a price to buy, else rented where it has one to rent. */
export function usualKind(machine: HardwareProfile): AlternativeKind {
  return machine.price.purchase.value === null && machine.price.rental.value !== null ? 'rent' : 'buy'
}

/** Vendor of the machines the team runs: of what is owned, else of the comparison's baseline. Null: nobody says. */
export function knownVendor(workspace: Workspace): string | null {
  const owned = workspace.brief.alternatives.find(isOwned)
  const baseline = workspace.scenarios.find(({ id }) => id === workspace.baseline)
  return machineOf(workspace, owned?.hardware ?? baseline?.hardware ?? null)?.vendor ?? null
}

/** Prices of a hosted interface of which nothing is known. */
const UNPRICED: NonNullable<Offer['hosted']> = {
  input: NOT_GIVEN,
  cached: NOT_GIVEN,
  output: NOT_GIVEN,
  rateLimit: null,
  evidence: null,
}

/** A candidate to start from. @param known vendor of the machines the team runs, as proposals weigh it */
export function newCandidate(
  brief: Brief,
  slot: number,
  kind: AlternativeKind,
  machine: HardwareProfile | null,
  known: string | null,
): Alternative {
  const proposed = proposeAlternative({
    id: freeId(brief),
    slot,
    kind,
    hardware: machine,
    hardwareId: machine?.id ?? null,
    known,
  })
  return asKind(proposed, kind, brief)
}

/**
 * The same candidate paid for in another way. What an offer of the new kind starts from is proposed anew where it was a
 * guess; what somebody entered of it stays, but for the price, which was of something else.
 */
export function withKind(
  candidate: Alternative,
  kind: AlternativeKind,
  brief: Brief,
  machine: HardwareProfile | null,
  known: string | null,
): Alternative {
  if (kind === candidate.kind) return candidate
  const { id, slot, name, hardware, hardwareOverrides, prefill, note } = candidate
  const proposed = proposeAlternative({
    id,
    slot,
    name,
    kind,
    hardware: machine,
    hardwareId: hardware,
    hardwareOverrides,
    prefill,
    note,
    known,
  })
  const offer: Offer = { ...proposed.offer, term: candidate.offer.term, exitFee: candidate.offer.exitFee }
  for (const part of ['lead', 'residual', 'maintenance', 'migration'] as const) {
    const { grade } = candidate.offer[part]
    if (grade !== null && grade !== 'guess') offer[part] = candidate.offer[part]
  }
  const changed = { ...candidate, kind, offer, spareDomains: proposed.spareDomains }
  return asKind(changed, kind, brief)
}

/** What only some kinds have: prices of tokens, owned systems, what `add` keeps. */
function asKind(candidate: Alternative, kind: AlternativeKind, brief: Brief): Alternative {
  const others = brief.alternatives.filter(({ id }) => id !== candidate.id)
  const owned = others.find((each) => isOwned(each) && each.hardware !== candidate.hardware) ?? others.find(isOwned)
  const kept = kind === 'add' && owned ? owned : null
  const holds =
    kept !== null
      ? kept.ownedSystems
      : OWNED.includes(kind) && candidate.hardware !== null
        ? Math.max(1, candidate.ownedSystems)
        : 0
  return {
    ...candidate,
    kind,
    ownedSystems: holds,
    keeps: kept?.hardware ?? null,
    keptOffer: kept?.offer ?? null,
    offer: { ...candidate.offer, hosted: kind === 'hosted' ? (candidate.offer.hosted ?? UNPRICED) : null },
  }
}
