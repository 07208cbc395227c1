import type { Alternative } from './alternative.ts'
import { entered } from './assumed.ts'
import type { Brief } from './brief.ts'
import { DEFAULT_BRIEF } from './defaults.ts'
import { DEFAULT_ECONOMICS, type Economics } from '../economics.ts'
import type { HardwareProfile } from '../hardware.ts'
import { LIMITS } from '../limits.ts'
import type { PrefillPlace } from '../prefillPlace.ts'
import type { Workload } from '../workload.ts'
import type { Promised } from './promise.ts'
import { proposeAlternative } from './proposeAlternative.ts'

/** What a brief reads of one column: its machine and its costs, never its layout or its load. */
export interface ColumnMachine {
  readonly id: string
  readonly slot: number
  readonly name: string | null
  readonly hardware: string
  readonly model: string
  readonly hardwareOverrides: Readonly<Record<string, number>>
  /** Where prompts are read; null: on the same machine. */
  readonly prefill: PrefillPlace | null
  readonly economics: Economics
  /** What was entered of its costs that the brief has no field for. */
  readonly costNote?: string
}

/** What a brief is proposed from. */
export interface BriefMaterial {
  readonly title: string
  readonly workload: Workload
  readonly objective: Pick<Promised, 'timePerToken' | 'timeToFirstToken'>
  readonly report: { readonly decision: string; readonly owner: string; readonly date: string | null }
  /** Id of the column that stands for what is there. */
  readonly baseline: string
  readonly columns: readonly ColumnMachine[]
  /** The machine of an id; null: it cannot be read. */
  readonly profile: (id: string) => HardwareProfile | null
}

/** What was entered of site and money stays as one's own; what was never touched is a guess with its range. */
function moneyOf(economics: Economics): Pick<Brief, 'finance' | 'site'> {
  const { finance, site } = DEFAULT_BRIEF
  const changed = (key: keyof Economics): boolean => economics[key] !== DEFAULT_ECONOMICS[key]
  const people = { ...finance.people }
  if (changed('peoplePerYear'))
    people[economics.mode === 'rent' ? 'rented' : 'own'] = entered(economics.peoplePerYear / 12)
  const space = Math.min(
    (economics.spacePerKilowattYear + economics.coolingPerKilowattYear) / 12,
    LIMITS['brief.site.space'].most,
  )
  return {
    finance: {
      ...finance,
      people,
      discountRate: changed('costOfCapital') ? economics.costOfCapital : finance.discountRate,
    },
    site: {
      ...site,
      powerUsageEffectiveness: economics.powerUsageEffectiveness,
      tariff: changed('electricityTariff') ? entered(economics.electricityTariff) : site.tariff,
      spacePerKilowattMonth: space > 0 ? entered(space) : site.spacePerKilowattMonth,
      carbonIntensity: economics.carbonIntensity,
    },
  }
}

/** Two columns are one alternative where machine and costs are one: how it is laid out, and for which model, is derived. */
function isSameOffer(one: Alternative, two: Alternative): boolean {
  const facts = ({ hardware, hardwareOverrides, prefill, kind, offer }: Alternative): string =>
    JSON.stringify([hardware, Object.entries(hardwareOverrides).toSorted(), prefill?.hardware ?? null, kind, offer])
  return facts(one) === facts(two)
}

function alternativesOf({ columns, baseline, profile }: BriefMaterial): readonly Alternative[] {
  const there = columns.find(({ id }) => id === baseline) ?? columns[0]
  const known = there === undefined ? null : (profile(there.hardware)?.vendor ?? null)
  const found: Alternative[] = []
  for (const { id, slot, name, hardware, hardwareOverrides, prefill, economics, costNote } of columns) {
    const proposed = proposeAlternative({
      id,
      slot,
      name,
      kind: economics.mode === 'rent' ? 'rent' : 'buy',
      hardware: profile(hardware),
      hardwareId: hardware,
      hardwareOverrides,
      prefill,
      economics,
      known,
      note: costNote ?? '',
    })
    const twin = found.findIndex((each) => isSameOffer(each, proposed))
    if (twin < 0) found.push(proposed)
    // A name that told two layouts apart says nothing of the machine they share.
    else found[twin] = { ...(found[twin] as Alternative), name: null }
  }
  return found
}

/**
 * A brief to start from, of columns that are compared: one alternative a machine, its costs as they were entered, the load's
 * lengths and the objective. How much is to be served nobody has said.
 */
export function proposeBrief(material: BriefMaterial): Brief {
  const { title, workload, objective, report, baseline, columns } = material
  const there = columns.find(({ id }) => id === baseline) ?? columns[0]
  const { inputTokens, outputTokens, cachedShare } = workload
  return {
    ...DEFAULT_BRIEF,
    ...moneyOf(there?.economics ?? DEFAULT_ECONOMICS),
    question: (report.decision.trim() || title).slice(0, 500),
    owner: report.owner,
    date: report.date,
    model: there?.model ?? '',
    demand: { ...DEFAULT_BRIEF.demand, inputTokens, outputTokens, cachedShare },
    promise: { ...DEFAULT_BRIEF.promise, ...objective },
    alternatives: [...alternativesOf(material)],
  }
}
