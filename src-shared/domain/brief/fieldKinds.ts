import { PRECISIONS } from '../precision.ts'
import { DEMAND_UNITS } from './demand.ts'
import { BRIEF_NUMBERS, type NumberField } from './fieldLimits.ts'
import { ALTERNATIVE_KINDS } from './offer.ts'
import { CRITERIA } from './thresholds.ts'

/** What a field of the brief holds, and so how a text for it is read. */
export type FieldKind =
  | ({ readonly kind: 'number' } & NumberField)
  | { readonly kind: 'text'; readonly most: number; readonly empty: '' | null }
  | { readonly kind: 'date' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** 1 to 5. */
  | { readonly kind: 'score' }
  /** Words of a list, or any words where there is no list. */
  | { readonly kind: 'list'; readonly choices: readonly string[] }
  /** An alternative, by id or letter; empty: none. */
  | { readonly kind: 'alternative' }
  /** What a price covers, by the unit that is sold. */
  | { readonly kind: 'covers' }
  /** Either demand in a unit: it sets amount and unit together. */
  | { readonly kind: 'demand'; readonly unit: (typeof DEMAND_UNITS)[number] }
  /** A whole part that can be taken away and not be typed. */
  | { readonly kind: 'clearable' }

const text = (most: number, empty: '' | null = ''): FieldKind => ({ kind: 'text', most, empty })
const choice = (choices: readonly string[]): FieldKind => ({ kind: 'choice', choices })

/** Every field that can be set, by its path; `*` stands for an alternative, or for a risk of it. */
export const FIELD_KINDS: Readonly<Record<string, FieldKind>> = {
  ...Object.fromEntries(
    Object.entries(BRIEF_NUMBERS).map(([path, field]): [string, FieldKind] => [path, { kind: 'number', ...field }]),
  ),
  ...Object.fromEntries(DEMAND_UNITS.map((unit): [string, FieldKind] => [`demand.${unit}`, { kind: 'demand', unit }])),
  question: text(500),
  owner: text(200),
  reportedTo: text(200),
  date: { kind: 'date' },
  'demand.unit': choice(DEMAND_UNITS),
  'quality.precisions': { kind: 'list', choices: PRECISIONS },
  'quality.acceptedBy': text(200),
  'quality.evidence': text(1000),
  'quality.date': { kind: 'date' },
  'constraints.ownPremises': { kind: 'flag' },
  'finance.priceDate': { kind: 'date' },
  criterion: choice(CRITERIA),
  second: choice(CRITERIA),
  bridge: { kind: 'alternative' },
  'alternatives.*.name': text(120, null),
  'alternatives.*.kind': choice(ALTERNATIVE_KINDS),
  'alternatives.*.note': text(4000),
  'alternatives.*.prefill': { kind: 'clearable' },
  'alternatives.*.keptOffer': { kind: 'clearable' },
  'alternatives.*.pinned.deployment': { kind: 'clearable' },
  'alternatives.*.offer.covers': { kind: 'covers' },
  'alternatives.*.offer.hosted': { kind: 'clearable' },
  'alternatives.*.offer.hosted.evidence': { kind: 'clearable' },
  'alternatives.*.risks.*': { kind: 'clearable' },
  'alternatives.*.risks.*.score': { kind: 'score' },
  'alternatives.*.risks.*.evidence': text(1000),
  'alternatives.*.risks.*.author': text(200),
  'alternatives.*.risks.*.date': { kind: 'date' },
}
