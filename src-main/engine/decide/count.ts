/** What the systems of an alternative are counted from. Counts are whole systems. */
export interface CountQuestion {
  /** N₀: systems at the central values. */
  readonly central: number
  /** N₀ with the failure domains of the promise lost. */
  readonly withSpare: number
  /** Systems each draw needs. Infinity: no number of them is enough. */
  readonly needs: ArrayLike<number>
  /** τ: share of the draws that are not lost anyway in which the systems must be enough. */
  readonly confidence: number
  /** Systems set by hand: how sure these are is asked then. Null, or left out: derived. */
  readonly pinned?: number | null
}

/** How many systems, and how sure that is. */
export interface Count {
  /** N = max(N_τ, N₀ with spares), or what is pinned. Infinity: the central values are served by none. */
  readonly systems: number
  readonly atCentral: number
  /** N_τ: smallest number that is enough in the share that is asked. */
  readonly atConfidence: number
  /** Systems more for the domains that may fail. */
  readonly spare: number
  /** P(need ≤ N | not never), and its standard error. NaN: every draw is never. */
  readonly probability: number
  readonly standardError: number
  /** Share of draws that no number of systems serves. */
  readonly never: number
  /** The count that chance may have hidden: N would be this within two standard errors. Null: none. */
  readonly edge: number | null
}

/** Nobody buys more than so many times what the central values take: a draw that needs it is lost. A guess. */
const MOST_TIMES = 4
/** Batches of draws, interleaved, that the standard error is taken from. */
const BATCHES = 16
/** Standard errors within which a count is undecided. */
const EDGE = 2
const ROUNDING = 1e-9

/** Most systems a draw may need and still count as served. */
export function mostNeeded({ withSpare }: Pick<CountQuestion, 'withSpare'>): number {
  return MOST_TIMES * withSpare
}

/** Share of the draws not lost in which so many systems are enough, with its standard error from batches. */
function enough(needs: ArrayLike<number>, most: number, systems: number): { share: number; error: number } {
  const met = new Float64Array(BATCHES)
  const all = new Float64Array(BATCHES)
  for (let draw = 0; draw < needs.length; draw++) {
    const need = needs[draw] as number
    if (!(need <= most)) continue
    const batch = draw % BATCHES
    all[batch] = (all[batch] as number) + 1
    if (need <= systems) met[batch] = (met[batch] as number) + 1
  }
  const total = all.reduce((sum, each) => sum + each, 0)
  const share = met.reduce((sum, each) => sum + each, 0) / total
  let squares = 0
  let batches = 0
  for (let batch = 0; batch < BATCHES; batch++) {
    if (!((all[batch] as number) > 0)) continue
    batches++
    squares += ((met[batch] as number) / (all[batch] as number) - share) ** 2
  }
  return { share, error: Math.sqrt(squares / Math.max(1, batches - 1) / Math.max(1, batches)) }
}

/** Smallest number of systems that is enough in a share of the draws not lost; `least` where all are lost. */
function atShare(needs: ArrayLike<number>, most: number, confidence: number, least: number): number {
  const served = Float64Array.from(needs)
    .filter((need) => need <= most)
    .sort()
  return served[Math.max(0, Math.ceil(confidence * served.length - ROUNDING) - 1)] ?? least
}

/**
 * Systems that keep the promise: enough in the share of draws that is asked, and enough at the central values when domains
 * fail. Draws that no number serves do not raise the count: money cannot cure them.
 */
export function countSystems({ central, withSpare, needs, confidence, pinned = null }: CountQuestion): Count {
  const most = Number.isFinite(central) ? mostNeeded({ withSpare }) : 0
  const atConfidence = Number.isFinite(central) ? atShare(needs, most, confidence, central) : Infinity
  const systems = pinned ?? Math.max(atConfidence, withSpare)
  let lost = 0
  for (let draw = 0; draw < needs.length; draw++) if (!((needs[draw] as number) <= most)) lost++
  const { share, error } = enough(needs, most, systems)
  const fewer = systems - 1 >= withSpare ? enough(needs, most, systems - 1) : null
  const near = ({ share: found, error: within }: { share: number; error: number }): boolean =>
    Math.abs(found - confidence) <= EDGE * within
  const more = near({ share, error }) && systems === atConfidence
  return {
    systems,
    atCentral: central,
    atConfidence,
    spare: Number.isFinite(central) ? withSpare - central : 0,
    probability: share,
    standardError: error,
    never: needs.length === 0 ? 0 : lost / needs.length,
    edge: pinned !== null ? null : fewer !== null && near(fewer) ? systems - 1 : more ? systems + 1 : null,
  }
}
