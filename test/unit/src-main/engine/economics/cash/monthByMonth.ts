import type { CostInput } from '#shared/domain/brief/costInput.ts'

/*
 * What whole months cost, one by one: slow, and with no closed form, to hold the fast sums against. Fleets never fall here.
 */

const changed = (yearly: number, month: number) => (1 + yearly) ** (month / 12)

/** Months in which each system begins: the first are needed at `neededBy`, others when their quarter begins. */
export function beginnings({ systems, neededBy, lead, horizon }: CostInput): number[] {
  const begins: number[] = []
  systems.forEach((needed, quarter) => {
    const month = Math.max(neededBy, 3 * quarter)
    while (begins.length < needed && (month < horizon || quarter === 0)) begins.push(Math.max(lead, month))
  })
  return begins
}

/** Dollars of a month of production, not discounted and without what is paid at once. */
export function runningIn(month: number, input: CostInput): number {
  const { rented, powered, spaced, tokens } = input
  const running = beginnings(input).filter((from) => month > from)
  const count = running.length
  let flow = (input.people ?? 0) + count * ((input.maintenance ?? 0) + (input.licence ?? 0))
  if (tokens !== null) {
    const atStart =
      tokens.input * tokens.inputPrice + tokens.cached * tokens.cachedPrice + tokens.output * tokens.outputPrice
    flow += atStart * changed(tokens.drift, month) * changed(input.growth, month)
  }
  if (rented !== null) {
    const term = rented.term ?? 1
    for (const from of running) {
      flow += rented.perMonth * changed(rented.drift, term * Math.floor((month - from - 1) / term))
    }
  }
  if (count > 0 && powered !== null) {
    const watts = count * powered.idle + powered.requests * changed(input.growth, month) * powered.joulesPerRequest
    flow += (watts / 1000) * powered.powerUsageEffectiveness * 730.5 * powered.tariff * changed(powered.drift, month)
  }
  if (count > 0 && spaced !== null) {
    flow += (Math.max(count * spaced.provisioned, spaced.least) / 1000) * spaced.perKilowattMonth
  }
  return flow
}

/** Present dollars of everything. */
export function monthByMonth(input: CostInput): number {
  const { horizon, neededBy, lead, bought } = input
  const worth = (month: number) => (1 + input.discountRate) ** (-month / 12)
  const start = Math.min(horizon, Math.max(lead, neededBy))
  let total = (input.migration ?? 0) * worth(Math.max(0, start - lead))
  for (const from of bought === null ? [] : beginnings(input)) {
    if (bought === null) break
    const { replaced, owned, price, residual, otherShare } = bought
    total += price * (1 + otherShare) * worth(owned ? 0 : from - lead)
    let last = from
    while (replaced !== null && last + replaced.every < horizon) {
      last += replaced.every
      total += replaced.price * (1 + otherShare) * worth(Math.max(0, last - lead))
    }
    const atDelivery = 0.8 * (last > from && replaced !== null ? replaced.price : price)
    const left = start < horizon ? Math.min(1, Math.max(0, 1 - (horizon - last) / (horizon - start))) : 0
    const line = owned && last === from ? 0 : Math.max(0, atDelivery - residual) * left
    total -= (residual + line) * worth(horizon)
  }
  for (let month = 1; month <= horizon; month++) {
    let flow = month > start ? runningIn(month, input) : 0
    if (month > neededBy && month <= start) flow += input.bridge ?? 0
    if (input.modelChange !== null && month % input.modelChange.every === 0 && month < horizon) {
      flow += input.modelChange.dollars
    }
    total += flow * worth(month)
  }
  return total
}
