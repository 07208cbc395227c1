/** One measurement: `fixed + Σ features·coefficients` should equal `target`. All non-negative. */
export interface FitRow {
  readonly features: readonly number[]
  readonly fixed: number
  readonly target: number
}

/** Where a fit is pulled to, and how far a coefficient may lie from there before it costs as much as one row. */
export interface FitPrior {
  readonly centre: readonly number[]
  readonly scale: readonly number[]
  /** Rows the prior counts as. */
  readonly strength: number
}

/** Residuals below this count as noise: the loss is quadratic inside, absolute outside. */
const NOISE = 0.04
const ROUNDS = 25

/** A row's prediction. */
export function predictRow(row: FitRow, coefficients: readonly number[]): number {
  let sum = row.fixed
  row.features.forEach((feature, index) => {
    sum += feature * (coefficients[index] ?? 0)
  })
  return sum
}

/**
 * Non-negative coefficients that minimise the sum of |ln(predicted / measured)|, held near a prior: Gauss–Newton on the
 * logarithm with iteratively reweighted least squares, solved by coordinate descent.
 */
export function fitRows(rows: readonly FitRow[], prior: FitPrior): number[] {
  const size = prior.centre.length
  let coefficients = [...prior.centre]
  for (let round = 0; round < ROUNDS; round++) {
    const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0))
    const vector = new Array<number>(size).fill(0)
    for (const row of rows) {
      const predicted = Math.max(1e-12, predictRow(row, coefficients))
      const residual = Math.log(predicted / row.target)
      const weight = 1 / Math.max(NOISE, Math.abs(residual))
      const slopes = row.features.map((feature) => feature / predicted)
      let goal = -residual
      slopes.forEach((slope, index) => {
        goal += slope * (coefficients[index] ?? 0)
      })
      for (let first = 0; first < size; first++) {
        const slope = slopes[first] ?? 0
        if (slope === 0) continue
        vector[first] = (vector[first] ?? 0) + weight * slope * goal
        const line = matrix[first] as number[]
        for (let second = 0; second < size; second++)
          line[second] = (line[second] ?? 0) + weight * slope * (slopes[second] ?? 0)
      }
    }
    for (let index = 0; index < size; index++) {
      const scale = prior.scale[index] ?? 1
      const pull = (prior.strength * 5) / (scale * scale)
      const line = matrix[index] as number[]
      line[index] = (line[index] ?? 0) + pull
      vector[index] = (vector[index] ?? 0) + pull * (prior.centre[index] ?? 0)
    }
    const next = [...coefficients]
    for (let sweep = 0; sweep < 200; sweep++) {
      let change = 0
      for (let index = 0; index < size; index++) {
        const line = matrix[index] as number[]
        let rest = vector[index] ?? 0
        for (let other = 0; other < size; other++) if (other !== index) rest -= (line[other] ?? 0) * (next[other] ?? 0)
        const value = Math.max(0, rest / (line[index] ?? 1))
        change = Math.max(change, Math.abs(value - (next[index] ?? 0)) / (prior.scale[index] ?? 1))
        next[index] = value
      }
      if (change < 1e-7) break
    }
    // Half steps: the logarithm is linearised around the last point.
    coefficients = coefficients.map((value, index) => (value + (next[index] ?? 0)) / 2)
  }
  return coefficients
}
