import { freeId, freeSlot } from './addAlternative.ts'
import type { Alternative } from './alternative.ts'
import type { Brief } from './brief.ts'
import { DEFAULT_OFFER } from './defaults.ts'

/** Alternatives of a brief, of which nothing else is looked at. */
type Holder = Pick<Brief, 'alternatives'>

/** It is a machine that is owned, kept with nothing beside it. */
export function isKept({ kind, hardware }: Pick<Alternative, 'kind' | 'hardware'>): boolean {
  return (kind === 'owned' || kind === 'statusQuo') && hardware !== null
}

const isBought = ({ kind, hardware }: Alternative): boolean => kind === 'buy' && hardware !== null

/** What a machine that is kept and what is added to it are: two of the same are one row. */
const pairOf = ({ keeps, hardware, hardwareOverrides, prefill }: Alternative): string =>
  JSON.stringify([keeps, hardware, Object.entries(hardwareOverrides).toSorted(), prefill])

/** A machine that is bought, beside one that is kept: the offers of both are its own. */
function keepAndAdd(bought: Alternative, kept: Alternative): Omit<Alternative, 'id' | 'slot'> {
  return {
    ...bought,
    kind: 'add',
    name: null,
    note: '',
    ownedSystems: kept.ownedSystems,
    keeps: kept.hardware,
    keptOffer: kept.offer,
    pinned: { systems: null, deployment: null },
  }
}

/** What is kept beside something else, kept alone: as many of them as are needed. */
function keptAlone(added: Alternative): Omit<Alternative, 'id' | 'slot'> {
  return {
    ...added,
    kind: 'owned',
    name: null,
    note: '',
    hardware: added.keeps,
    hardwareOverrides: {},
    prefill: null,
    keeps: null,
    keptOffer: null,
    offer: added.keptOffer ?? DEFAULT_OFFER,
    pinned: { systems: null, deployment: null },
    risks: {},
  }
}

/**
 * What belongs beside an alternative that has just been entered, so that keeping what is owned is always among the rows: a
 * machine that is kept beside another is also kept alone; one that is owned is also kept with each that is bought, and one that
 * is bought joins each that is owned. What is there already is not proposed again; there are as many as there are letters.
 */
export function besideKept(brief: Holder, id: string): readonly Alternative[] {
  const entered = brief.alternatives.find((each) => each.id === id)
  if (entered === undefined) return []
  const { alternatives } = brief
  const wanted: Omit<Alternative, 'id' | 'slot'>[] = []
  if (entered.kind === 'add' && entered.keeps !== null) {
    if (!alternatives.some((each) => isKept(each) && each.hardware === entered.keeps)) wanted.push(keptAlone(entered))
  } else if (isKept(entered)) {
    wanted.push(...alternatives.filter(isBought).map((bought) => keepAndAdd(bought, entered)))
  } else if (isBought(entered)) {
    const owned = alternatives.filter(isKept)
    const machines = owned.filter(({ hardware }, at) => owned.findIndex((each) => each.hardware === hardware) === at)
    wanted.push(...machines.map((kept) => keepAndAdd(entered, kept)))
  }
  const found: Alternative[] = []
  for (const each of wanted) {
    const all = [...alternatives, ...found]
    const slot = freeSlot({ alternatives: all })
    if (slot === null) break
    const whole: Alternative = { ...each, slot, id: freeId({ alternatives: all }, each.hardware, each.kind) }
    if (each.kind === 'add' && all.some((other) => other.kind === 'add' && pairOf(other) === pairOf(whole))) continue
    found.push(whole)
  }
  return found
}

const isSame = (one: unknown, two: unknown): boolean => JSON.stringify(one) === JSON.stringify(two)

/**
 * Rows that keep and add, after a change: what they had in common with the machine they keep, or with the same machine bought
 * alone, they still have. What was entered for such a row itself stays.
 */
export function followed(before: Holder, after: Brief): Brief {
  if (before.alternatives === after.alternatives) return after
  let moved = false
  const changeOf = (id: string | undefined) => {
    const [old, now] = [before, after].map(({ alternatives }) => alternatives.find((each) => each.id === id))
    return old !== undefined && now !== undefined && old !== now ? { old, now } : null
  }
  const alternatives = after.alternatives.map((row): Alternative => {
    const old = before.alternatives.find(({ id }) => id === row.id)
    if (row.kind !== 'add' || old === undefined || !isSame(old, row)) return row
    const kept = changeOf(before.alternatives.find((each) => isKept(each) && each.hardware === row.keeps)?.id)
    const bought = changeOf(
      before.alternatives.find((each) => isBought(each) && pairOf({ ...each, keeps: row.keeps }) === pairOf(row))?.id,
    )
    let next = row
    if (kept !== null && isKept(kept.now) && row.ownedSystems === kept.old.ownedSystems) {
      next = { ...next, ownedSystems: kept.now.ownedSystems }
    }
    if (kept !== null && isKept(kept.now) && isSame(row.keptOffer, kept.old.offer)) {
      next = { ...next, keptOffer: kept.now.offer }
    }
    if (bought !== null && isBought(bought.now)) {
      for (const part of ['offer', 'hardwareOverrides', 'prefill', 'spareDomains', 'risks'] as const) {
        if (isSame(row[part], bought.old[part])) next = { ...next, [part]: bought.now[part] }
      }
    }
    if (isSame(next, row)) return row
    moved = true
    return next
  })
  return moved ? { ...after, alternatives } : after
}
