/** Systems that are bought, or that are owned and could be sold. Dollars per system. */
export interface Bought {
  /** With all it leaves out, and tax; of owned systems what they would sell for today. */
  readonly price: number
  /** What it is worth at the horizon; at most the price. */
  readonly residual: number
  /** They are there already: keeping them forgoes the price, but no cash is paid. */
  readonly owned: boolean
  /** Insurance, optics, decommissioning and the like: once, as a share of the price. */
  readonly otherShare: number
  /** A system is bought anew every so many months, at the price of a new one; null: it outlives the horizon. */
  readonly replaced: { readonly every: number; readonly price: number } | null
}

/** Systems that are rented or leased: paid in every month of the term, idle or not. */
export interface Rented {
  /** Dollars of a system and month. */
  readonly perMonth: number
  /** Months of a contract; null: month by month. */
  readonly term: number | null
  /** What the price of a new contract changes by in a year. */
  readonly drift: number
}

/** What the systems draw: at rest all the time, and on top of that for each request. */
export interface Powered {
  /** Watts of one system at rest, with its hosts. */
  readonly idle: number
  /** Joules of a request above rest. */
  readonly joulesPerRequest: number
  /** Mean requests per second at the start. */
  readonly requests: number
  readonly powerUsageEffectiveness: number
  /** Dollars per kWh at the start, and what it changes by in a year. */
  readonly tariff: number
  readonly drift: number
}

/** Space and power capacity. */
export interface Spaced {
  /** Watts provisioned for one system. */
  readonly provisioned: number
  /** Watts that are billed at least. */
  readonly least: number
  /** Dollars per provisioned kW and month. */
  readonly perKilowattMonth: number
}

/** Tokens of somebody's interface: millions a month at the start, and dollars per million at the start. */
export interface HostedTokens {
  /** Input that is not cached. */
  readonly input: number
  readonly cached: number
  readonly output: number
  readonly inputPrice: number
  readonly cachedPrice: number
  readonly outputPrice: number
  /** What the prices change by in a year. */
  readonly drift: number
}

/**
 * What one alternative costs, at one set of values. Dollars, months, watts; yearly changes as shares. What is null is not
 * paid: its provider carries it, or there is none; a number nobody knows is NaN.
 */
export interface CostInput {
  /** Cost of capital a year. */
  readonly discountRate: number
  readonly horizon: number
  readonly neededBy: number
  /** Months from order to production: the longest of supply, software and moving there. */
  readonly lead: number
  /** Growth of the demand a year. */
  readonly growth: number
  /** Systems in each quarter, the last for the rest of the horizon; empty: nothing of one's own runs. */
  readonly systems: readonly number[]
  readonly bought: Bought | null
  readonly rented: Rented | null
  readonly powered: Powered | null
  readonly spaced: Spaced | null
  /** Hardware maintenance with repairs and spare parts, of a system and month. */
  readonly maintenance: number | null
  /** People who run it, a month. */
  readonly people: number | null
  /** Software licence of a system and month. */
  readonly licence: number | null
  /** Moving there, once. */
  readonly migration: number | null
  /** Qualifying a new model, each time it changes; `every` months. */
  readonly modelChange: { readonly every: number; readonly dollars: number } | null
  /** What serves until delivery, a month. */
  readonly bridge: number | null
  readonly tokens: HostedTokens | null
}
