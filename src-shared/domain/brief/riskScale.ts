import type { RiskEffects, RiskName } from './risk.ts'

/** Scores of a risk, worst first. */
export const RISK_SCORES = [1, 2, 3, 4, 5] as const
/** A score of a risk. */
export type RiskScore = (typeof RISK_SCORES)[number]

/** No effect at all: a risk that is switched off, and the best score. */
export const NO_EFFECTS: RiskEffects = { months: 0, never: 0, dollars: 0, people: 0, maintenance: 1 }

/** Dollars a month of one person more who runs a stack, with all that goes with an employee. Grade: guess. */
export const DOLLARS_PER_PERSON_MONTH = 20_000

const effects = (given: Partial<RiskEffects>): RiskEffects => ({ ...NO_EFFECTS, ...given })
const people = (more: number, months: number): RiskEffects =>
  effects({ people: more * DOLLARS_PER_PERSON_MONTH, months })

/**
 * What each score does where nobody gives effects of their own. Grade of every number: guess; they are inputs of the brief,
 * and “risk off” shows what they alone cost. Each effect has one owner, so that nothing counts twice: lead time and the
 * dollars of moving are figures of the offer, replacements are maintenance, heads are talent.
 */
export const RISK_SCALE: Readonly<Record<RiskName, Readonly<Record<RiskScore, RiskEffects>>>> = {
  // Months from a machine that stands to one that serves, and the odds that it never does.
  software: {
    5: NO_EFFECTS,
    4: effects({ months: 0.5, never: 0.01 }),
    3: effects({ months: 1, never: 0.03 }),
    2: effects({ months: 3, never: 0.08 }),
    1: effects({ months: 6, never: 0.2 }),
  },
  // How long it takes is the offer's lead time; the score says how likely nothing comes at all.
  supply: {
    5: NO_EFFECTS,
    4: effects({ never: 0.01 }),
    3: effects({ never: 0.03 }),
    2: effects({ never: 0.08 }),
    1: effects({ never: 0.2 }),
  },
  // The yearly rate of failures scales what is paid for repairs and spare parts.
  failures: {
    5: NO_EFFECTS,
    4: effects({ maintenance: 1.1 }),
    3: effects({ maintenance: 1.25 }),
    2: effects({ maintenance: 1.5 }),
    1: effects({ maintenance: 2 }),
  },
  // What moving costs is the offer's; the score says how long it takes.
  migration: {
    5: NO_EFFECTS,
    4: effects({ months: 0.25 }),
    3: effects({ months: 1 }),
    2: effects({ months: 3 }),
    1: effects({ months: 6 }),
  },
  // 0, ¼, ½, 1 and 2 people more, and the months until they can run it.
  talent: {
    5: NO_EFFECTS,
    4: people(0.25, 0.5),
    3: people(0.5, 1),
    2: people(1, 2),
    1: people(2, 4),
  },
  // A licence is had or not: a bound of the brief, and no odds. The score is a label; effects are its owner's alone.
  export: { 5: NO_EFFECTS, 4: NO_EFFECTS, 3: NO_EFFECTS, 2: NO_EFFECTS, 1: NO_EFFECTS },
}
