import { MOST_ALTERNATIVES, type Alternative } from './alternative.ts'
import { NOT_GIVEN } from './assumed.ts'
import type { Brief } from './brief.ts'
import type { AlternativeKind } from './offer.ts'
import type { HardwareProfile } from '../hardware.ts'
import { proposeAlternative } from './proposeAlternative.ts'

/** What is added to a brief. */
export interface AddedAlternative {
  readonly kind: AlternativeKind
  /** The machine; null: a hosted interface, or nothing. */
  readonly hardware: HardwareProfile | null
  /** The machine that `add` keeps; null: none. */
  readonly kept: HardwareProfile | null
  /** Vendor of the machines the team knows; null: nobody says. */
  readonly known: string | null
}

/** The first letter nobody has; null: all are taken. */
export function freeSlot({ alternatives }: Pick<Brief, 'alternatives'>): number | null {
  for (let slot = 0; slot < MOST_ALTERNATIVES; slot += 1) {
    if (!alternatives.some((each) => each.slot === slot)) return slot
  }
  return null
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '-')
    .slice(0, 26)

/** An id that says what it is and that nobody has. @param machine its profile's id; null: it has none */
export function freeId(
  { alternatives }: Pick<Brief, 'alternatives'>,
  machine: string | null,
  kind: AlternativeKind,
): string {
  const taken = (id: string): boolean => alternatives.some((each) => each.id === id)
  const paid = plain(kind)
  const [short, long] = machine === null ? [paid, paid] : [plain(machine), `${plain(machine)}-${paid}`]
  if (!taken(short)) return short
  if (!taken(long)) return long
  for (let count = 2; ; count += 1) if (!taken(`${long}-${count}`)) return `${long}-${count}`
}

/**
 * An alternative to be put beside those of a brief, with a proposal for each figure nobody gave.
 * @returns null when the brief has as many as there are letters
 */
export function addAlternative(brief: Brief, { kind, hardware, kept, known }: AddedAlternative): Alternative | null {
  const slot = freeSlot(brief)
  if (slot === null) return null
  const sketch = {
    id: freeId(brief, hardware?.id ?? null, kind),
    slot,
    kind,
    hardware,
    hardwareId: hardware?.id ?? null,
    known,
  }
  const proposed = proposeAlternative(sketch)
  const hosted = { input: NOT_GIVEN, cached: NOT_GIVEN, output: NOT_GIVEN, rateLimit: null, evidence: null }
  return {
    ...proposed,
    offer: { ...proposed.offer, hosted: kind === 'hosted' ? hosted : null },
    keeps: kept?.id ?? null,
    keptOffer:
      kept === null
        ? null
        : proposeAlternative({ ...sketch, kind: 'owned', hardware: kept, hardwareId: kept.id }).offer,
  }
}

/** A brief without an alternative, and without what was said of it: it is no bridge any more. */
export function withoutAlternative(brief: Brief, id: string): Brief {
  return {
    ...brief,
    bridge: brief.bridge === id ? null : brief.bridge,
    alternatives: brief.alternatives.filter((each) => each.id !== id),
    setAside: brief.setAside.filter(({ alternative }) => alternative !== id),
  }
}
