import { constraintsSchema } from '#shared/domain/brief/constraints.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { amount } from '#shared/units/amount.ts'
import { formatText } from '#shared/units/format.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { basisTerms } from '#shared/words/decision/basisTerms.ts'
import { precisionName } from '#shared/words/labels.ts'
import { say } from '#shared/words/say.ts'
import { NOTHING } from './context.ts'
import { enumerated } from '#shared/words/joined.ts'

/** A name and what it is. */
export interface PrintedTerm {
  readonly label: string
  readonly value: string
}

const MEASURED: Readonly<Record<string, Dimension>> = {
  power: 'watts',
  powerPerRack: 'watts',
  racks: 'count',
  capital: 'dollars',
  perMonth: 'dollars',
  delivery: 'months',
}

/** What has to be served, and how well. */
export function serveTerms({ brief, profiles }: Workspace): readonly PrintedTerm[] {
  const { demand, quality } = brief
  const model = Object.hasOwn(profiles.models, brief.model) ? profiles.models[brief.model]?.profile.name : undefined
  const formats = quality.precisions.map(precisionName)
  return [
    { label: say('pages.brief.model'), value: model ?? (brief.model || NOTHING) },
    ...basisTerms(brief)
      .filter(({ id }) => id !== 'offer' && id !== 'risks')
      .map(({ label, value }) => ({ label, value })),
    {
      label: say('pages.brief.lengths'),
      value: say('pages.brief.lengths.of', {
        input: amount(demand.inputTokens, 'count'),
        output: amount(demand.outputTokens, 'count'),
        cached: amount(demand.cachedShare, 'share', { trim: true }),
      }),
    },
    {
      label: say('pages.brief.formats'),
      value: formats.length === 0 ? say('pages.brief.formats.published') : enumerated(formats),
    },
  ]
}

/** What must not be exceeded, and what decides. */
export function limitTerms({ brief }: Workspace): readonly PrintedTerm[] {
  const constraints: Readonly<Record<string, unknown>> = brief.constraints
  const named = Object.keys(constraintsSchema.shape).flatMap((constraint): readonly PrintedTerm[] => {
    const value = constraints[constraint]
    const label = say('pages.brief.constraint', { constraint })
    const dimension = MEASURED[constraint]
    if (typeof value === 'boolean') return value ? [{ label, value: say('pages.brief.yes') }] : []
    return typeof value === 'number' && dimension !== undefined
      ? [{ label, value: formatText(value, dimension, { trim: true }) }]
      : []
  })
  return [
    ...(named.length === 0 ? [{ label: say('pages.brief.limits'), value: say('pages.brief.noLimit') }] : named),
    { label: say('pages.brief.decides'), value: say('decide.criterion.name', { criterion: brief.criterion }) },
    { label: say('pages.brief.ties'), value: say('decide.criterion.name', { criterion: brief.second }) },
  ]
}
