import type { Alternative } from '#shared/domain/brief/alternative.ts'
import type { Assumed } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import type { Offer } from '#shared/domain/brief/offer.ts'

/** A figure so many times as large, range and all. */
export function times(figure: Assumed, factor: number): Assumed {
  const scaled = (value: number | null): number | null => (value === null ? null : value * factor)
  return { ...figure, value: scaled(figure.value), low: scaled(figure.low), high: scaled(figure.high) }
}

function dearerOffer(offer: Offer, factor: number): Offer {
  const { price, hosted } = offer
  return {
    ...offer,
    price: price && times(price, factor),
    exitFee: offer.exitFee * factor,
    residual: times(offer.residual, factor),
    maintenance: times(offer.maintenance, factor),
    migration: times(offer.migration, factor),
    hosted: hosted && {
      ...hosted,
      input: times(hosted.input, factor),
      cached: times(hosted.cached, factor),
      output: times(hosted.output, factor),
    },
  }
}

/** The brief in another currency: every amount of money so many times as large, and all else as it is. */
export function inOtherMoney(brief: Brief, factor: number): Brief {
  const { finance, site, constraints, thresholds } = brief
  const bound = (dollars: number | null): number | null => (dollars === null ? null : dollars * factor)
  return {
    ...brief,
    finance: {
      ...finance,
      people: {
        own: times(finance.people.own, factor),
        rented: times(finance.people.rented, factor),
        hosted: times(finance.people.hosted, factor),
      },
      licencePerDeviceYear: times(finance.licencePerDeviceYear, factor),
      modelChangeCost: times(finance.modelChangeCost, factor),
    },
    site: {
      ...site,
      tariff: times(site.tariff, factor),
      spacePerKilowattMonth: times(site.spacePerKilowattMonth, factor),
    },
    constraints: { ...constraints, capital: bound(constraints.capital), perMonth: bound(constraints.perMonth) },
    thresholds: { ...thresholds, amount: thresholds.amount * factor },
    alternatives: brief.alternatives.map((each) => ({
      ...each,
      offer: dearerOffer(each.offer, factor),
      keptOffer: each.keptOffer && dearerOffer(each.keptOffer, factor),
    })),
  }
}

/** The brief with one of its alternatives changed. */
export function withAlternative(brief: Brief, id: string, change: (each: Alternative) => Partial<Alternative>): Brief {
  return {
    ...brief,
    alternatives: brief.alternatives.map((each) => (each.id === id ? { ...each, ...change(each) } : each)),
  }
}

/** The brief with alternatives beside its own. */
export function withMore(brief: Brief, ...more: readonly Alternative[]): Brief {
  return { ...brief, alternatives: [...brief.alternatives, ...more] }
}
