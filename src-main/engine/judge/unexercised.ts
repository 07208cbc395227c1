import type { Finding } from '#shared/domain/result.ts'
import type { Plan } from '../serving/plan.ts'

/** Parts of a step whose factor a fit may know nothing of, and the coefficient that is then neutral. */
const PARTS = [
  ['experts', 'expertFactor'],
  ['collectives', 'collectiveFactor'],
  ['attention', 'attentionFactor'],
  ['ranks', 'rankImbalance'],
] as const

/** A part of a step whose factor a fit may know nothing of. */
type Part = (typeof PARTS)[number][0]

function uses({ operators, layout }: Plan, part: Part): boolean {
  switch (part) {
    case 'experts':
      return operators.some(({ kind }) => kind === 'experts')
    case 'collectives':
      return operators.some((operator) => operator.kind === 'collective' && operator.devices > 1)
    case 'attention':
      return operators.some(({ kind }) => kind === 'attention' || kind === 'latent')
    case 'ranks':
      return layout.attentionRanks > 1
  }
}

/** A note for each part of a scenario's steps that the measured runs of its stack had none of. */
export function unexercisedFindings(plan: Plan): Finding[] {
  const { unexercised, donor } = plan.serving
  return PARTS.filter(([part, name]) => unexercised.includes(name) && uses(plan, part)).map(([part]) => ({
    severity: 'note',
    code: 'calibration-unexercised',
    parameters: { part, donor },
  }))
}
