/** How many draws, and the seed of their random numbers. */
export interface Draws {
  readonly draws: number
  readonly seed: number
}

/** Draws of a verdict where nothing else is asked: window, report and command line say the same. */
export const USUAL_DRAWS: Draws = { draws: 10_000, seed: 7 }

/** Draws of a first cut: enough for sizes and a cost of two digits, and too few to say who is first. */
export const FIRST_DRAWS = 200
