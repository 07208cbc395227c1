import { quantileSorted } from 'd3-array'
/** One number to be fitted: where to start, and the open range it stays in. */
export interface Parameter {
  readonly name: string
  readonly start: number
  readonly low: number
  readonly high: number
}

/** What a fit found. */
export interface FitResult {
  /** Fitted values in the order of the parameters. */
  readonly values: readonly number[]
  /** Loss at those values. */
  readonly loss: number
  readonly evaluations: number
}

/** Position of a value in its range, on the whole line: logistic, on a logarithmic scale where the range spans decades. */
function toFree(parameter: Parameter, value: number): number {
  const logarithmic = parameter.low > 0 && parameter.high / parameter.low > 20
  const low = logarithmic ? Math.log(parameter.low) : parameter.low
  const high = logarithmic ? Math.log(parameter.high) : parameter.high
  const share = ((logarithmic ? Math.log(value) : value) - low) / (high - low)
  const held = Math.min(1 - 1e-4, Math.max(1e-4, share))
  return Math.log(held / (1 - held))
}

function fromFree(parameter: Parameter, free: number): number {
  const logarithmic = parameter.low > 0 && parameter.high / parameter.low > 20
  const share = 1 / (1 + Math.exp(-free))
  if (!logarithmic) return parameter.low + share * (parameter.high - parameter.low)
  return Math.min(parameter.high, parameter.low * Math.exp(share * Math.log(parameter.high / parameter.low)))
}

/**
 * Minimises a loss over bounded parameters with the simplex of Nelder and Mead (1965), restarted from its best point.
 * Deterministic: no randomness, no clock. Meant for up to some ten parameters.
 * @param parameters starts and ranges @param loss the function to minimise, given values in the same order
 * @param options `restarts` fresh simplexes after the first (default 2), `iterations` per simplex (default 150 a parameter)
 */
export function minimise(
  parameters: readonly Parameter[],
  loss: (values: readonly number[]) => number,
  options: { readonly restarts?: number; readonly iterations?: number } = {},
): FitResult {
  const count = parameters.length
  let evaluations = 0
  const values = new Array<number>(count).fill(0)
  const evaluate = (free: readonly number[]): number => {
    evaluations += 1
    parameters.forEach((parameter, index) => {
      values[index] = fromFree(parameter, free[index] ?? 0)
    })
    const result = loss(values)
    return Number.isFinite(result) ? result : Number.MAX_VALUE
  }
  let best = parameters.map((parameter) => toFree(parameter, parameter.start))
  let bestLoss = evaluate(best)
  const restarts = options.restarts ?? 2
  const iterations = (options.iterations ?? 150) * Math.max(1, count)
  for (let restart = 0; restart <= restarts && count > 0; restart += 1) {
    const found = simplex(best, bestLoss, restart % 2 === 0 ? 0.8 : -0.5, iterations, evaluate)
    best = found.point
    bestLoss = found.loss
  }
  return {
    values: parameters.map((parameter, index) => fromFree(parameter, best[index] ?? 0)),
    loss: bestLoss,
    evaluations,
  }
}

interface Vertex {
  point: number[]
  loss: number
}

function simplex(
  start: readonly number[],
  startLoss: number,
  step: number,
  iterations: number,
  evaluate: (free: readonly number[]) => number,
): Vertex {
  const count = start.length
  const vertices: Vertex[] = [{ point: [...start], loss: startLoss }]
  for (let index = 0; index < count; index += 1) {
    const point = [...start]
    point[index] = (point[index] ?? 0) + step
    vertices.push({ point, loss: evaluate(point) })
  }
  const sort = (): void => {
    vertices.sort((first, second) => first.loss - second.loss)
  }
  sort()
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    const lowest = vertices[0]
    const highest = vertices[count]
    const second = vertices[count - 1]
    if (!lowest || !highest || !second) break
    if (highest.loss - lowest.loss <= 1e-9 * (Math.abs(lowest.loss) + 1e-12)) break
    const centre = new Array<number>(count).fill(0)
    for (const vertex of vertices) {
      if (vertex === highest) continue
      for (let index = 0; index < count; index += 1)
        centre[index] = (centre[index] ?? 0) + (vertex.point[index] ?? 0) / count
    }
    const along = (factor: number): Vertex => {
      const point = centre.map((value, index) => value + factor * ((highest.point[index] ?? 0) - value))
      return { point, loss: evaluate(point) }
    }
    const reflected = along(-1)
    if (reflected.loss < lowest.loss) {
      const expanded = along(-2)
      vertices[count] = expanded.loss < reflected.loss ? expanded : reflected
    } else if (reflected.loss < second.loss) {
      vertices[count] = reflected
    } else {
      const contracted = reflected.loss < highest.loss ? along(-0.5) : along(0.5)
      if (contracted.loss < Math.min(reflected.loss, highest.loss)) {
        vertices[count] = contracted
      } else {
        for (let index = 1; index <= count; index += 1) {
          const vertex = vertices[index]
          if (!vertex) continue
          vertex.point = vertex.point.map((value, axis) => (value + (lowest.point[axis] ?? 0)) / 2)
          vertex.loss = evaluate(vertex.point)
        }
      }
    }
    sort()
  }
  return vertices[0] ?? { point: [...start], loss: startLoss }
}

/**
 * Quantile of sorted values with linear interpolation between neighbours.
 * @param sorted ascending @param share 0 to 1 @returns NaN when empty
 */
export function quantile(sorted: readonly number[], share: number): number {
  return quantileSorted(sorted as number[], share) ?? Number.NaN
}
