import type { LimitName } from '../limits.ts'

/** A number of the brief: its limit, and whether it is an `Assumed` with a range and a grade. */
export interface NumberField {
  readonly limit: LimitName
  readonly assumed: boolean
}

const plain = (limit: LimitName): NumberField => ({ limit, assumed: false })
const assumed = (limit: LimitName): NumberField => ({ limit, assumed: true })

const OFFER: Readonly<Record<string, NumberField>> = {
  price: assumed('brief.dollars'),
  term: plain('brief.months'),
  exitFee: plain('brief.dollars'),
  lead: assumed('brief.months'),
  residual: assumed('brief.dollars'),
  maintenance: assumed('brief.finance.people'),
  migration: assumed('brief.dollars'),
  lifetimeYears: plain('economics.lifetimeYears'),
  'hosted.input': assumed('brief.offer.perMillion'),
  'hosted.cached': assumed('brief.offer.perMillion'),
  'hosted.output': assumed('brief.offer.perMillion'),
  'hosted.rateLimit': plain('brief.offer.rateLimit'),
  'hosted.evidence.timeToFirstToken': plain('objective.timeToFirstToken'),
  'hosted.evidence.timePerToken': plain('objective.timePerToken'),
}

const under = (place: string, fields: Readonly<Record<string, NumberField>>): Record<string, NumberField> =>
  Object.fromEntries(Object.entries(fields).map(([path, field]) => [`${place}.${path}`, field]))

/** Every number of a brief by its path in the file; `*` stands for an alternative, or for a risk of it. */
export const BRIEF_NUMBERS: Readonly<Record<string, NumberField>> = {
  neededBy: plain('brief.months'),
  horizon: plain('brief.horizon'),
  'demand.amount': assumed('brief.demand.amount'),
  'demand.requestsPerUserDay': plain('brief.demand.requestsPerUserDay'),
  'demand.inputTokens': plain('workload.inputTokens'),
  'demand.outputTokens': plain('workload.outputTokens'),
  'demand.longInputTokens': plain('workload.inputTokens'),
  'demand.cachedShare': plain('workload.cachedShare'),
  'demand.turns': plain('brief.demand.turns'),
  'demand.peak': assumed('brief.demand.peak'),
  'demand.dispersion': plain('brief.demand.dispersion'),
  'demand.growth': assumed('brief.demand.growth'),
  'promise.quantile': plain('brief.promise.quantile'),
  'promise.timeToFirstToken': plain('objective.timeToFirstToken'),
  'promise.timePerToken': plain('objective.timePerToken'),
  'promise.endToEnd': plain('objective.timeToFirstToken'),
  'promise.confidence': plain('brief.promise.confidence'),
  'promise.never': plain('brief.promise.never'),
  'constraints.power': plain('brief.constraints.power'),
  'constraints.powerPerRack': plain('brief.constraints.power'),
  'constraints.racks': plain('brief.constraints.racks'),
  'constraints.capital': plain('brief.constraints.dollars'),
  'constraints.perMonth': plain('brief.constraints.dollars'),
  'constraints.delivery': plain('brief.months'),
  'finance.discountRate': plain('brief.finance.rate'),
  'finance.electricityDrift': plain('brief.finance.drift'),
  'finance.hostedDrift': assumed('brief.finance.drift'),
  'finance.rentDrift': assumed('brief.finance.drift'),
  'finance.people.own': assumed('brief.finance.people'),
  'finance.people.rented': assumed('brief.finance.people'),
  'finance.people.hosted': assumed('brief.finance.people'),
  'finance.licencePerDeviceYear': assumed('brief.finance.licence'),
  'finance.modelChangeMonths': plain('brief.months'),
  'finance.modelChangeCost': assumed('brief.dollars'),
  'finance.taxShare': plain('brief.finance.share'),
  'finance.otherShare': assumed('brief.finance.share'),
  'site.powerUsageEffectiveness': plain('economics.powerUsageEffectiveness'),
  'site.tariff': assumed('economics.electricityTariff'),
  'site.spacePerKilowattMonth': assumed('brief.site.space'),
  'site.leastBilledPower': plain('brief.constraints.power'),
  'site.carbonIntensity': plain('economics.carbonIntensity'),
  'thresholds.first': plain('brief.thresholds.first'),
  'thresholds.regret': plain('brief.thresholds.regret'),
  'thresholds.difference': plain('brief.thresholds.difference'),
  'thresholds.amount': plain('brief.dollars'),
  'lifecycle.training.tokens': plain('brief.lifecycle.tokens'),
  'lifecycle.training.utilisation': assumed('brief.lifecycle.utilisation'),
  'lifecycle.training.experiments': assumed('brief.lifecycle.experiments'),
  'lifecycle.training.perYear': plain('brief.lifecycle.perYear'),
  'lifecycle.company.training': plain('brief.constraints.dollars'),
  'lifecycle.company.inference': plain('brief.constraints.dollars'),
  'alternatives.*.ownedSystems': plain('brief.systems'),
  'alternatives.*.pinned.systems': plain('brief.systems'),
  'alternatives.*.spareDomains': plain('brief.systems'),
  ...under('alternatives.*.offer', OFFER),
  ...under('alternatives.*.keptOffer', OFFER),
  'alternatives.*.risks.*.effects.months': assumed('brief.months'),
  'alternatives.*.risks.*.effects.never': plain('brief.share'),
  'alternatives.*.risks.*.effects.dollars': assumed('brief.dollars'),
  'alternatives.*.risks.*.effects.people': assumed('brief.finance.people'),
  'alternatives.*.risks.*.effects.maintenance': plain('brief.factor'),
}

/** Whether a verdict rests on what stands at a path: what training takes and a company spends is shown beside it alone. */
export function isOfVerdict(path: string): boolean {
  return !path.startsWith('lifecycle.')
}

/**
 * The number a path of the brief names.
 * @param path from the brief inwards: ["alternatives", 0, "offer", "price"]; an `Assumed` with or without its part
 * @returns null where no number is called so
 */
export function briefNumber(path: readonly PropertyKey[]): NumberField | null {
  const parts = path.map(String)
  if (parts[0] === 'alternatives' && parts.length > 1) parts[1] = '*'
  if (parts[2] === 'risks' && parts.length > 3) parts[3] = '*'
  const name = parts.join('.')
  if (Object.hasOwn(BRIEF_NUMBERS, name)) return BRIEF_NUMBERS[name] ?? null
  const owner = parts.slice(0, -1).join('.')
  const field = Object.hasOwn(BRIEF_NUMBERS, owner) ? BRIEF_NUMBERS[owner] : undefined
  return field?.assumed === true && ['value', 'low', 'high'].includes(parts.at(-1) ?? '') ? field : null
}
