import { say } from '#shared/words/say.ts'
import { formatNumber, formatText } from '#shared/units/format.ts'
import type { AuditVerdict } from '../../audit/verdict/verdict.ts'

/** What an audit says in sentences: the verdict, what it rests on, and what to do first. */
export interface SaidAudit {
  readonly headline: string
  readonly facts: readonly string[]
  /** The three largest costs. */
  readonly costs: readonly string[]
  readonly advice: readonly string[]
}

/** Costs below this share are named, and nothing is advised against them. */
const WORTH_ADVICE = 0.05
/** Shares are said to a tenth of a percent: no recording is better than that. */
const LEAST = 0.001

const share = (value: number): string =>
  value > 0 && value < LEAST / 2
    ? say('auditCommand.below', { share: formatText(LEAST, 'share') })
    : formatText(Math.round(value / LEAST) * LEAST, 'share', { trim: true })

/** @param verdict null: nothing was read that says where time goes */
export function saidAudit(verdict: AuditVerdict | null): SaidAudit {
  if (verdict === null) return { headline: say('auditCommand.noVerdict'), facts: [], costs: [], advice: [] }
  const { state, threshold, low, high, offPackage, inPackage, unknown, hostBound, silence, gap, overruns, costs } =
    verdict
  const called = (name: string): string => (name === 'compute' ? `compute${verdict.productsWait}` : name)
  return {
    headline: say('auditCommand.state', { state, low: share(low), high: share(high), threshold: share(threshold) }),
    facts: [
      ...(overruns > 0 ? [say('auditCommand.overruns', { count: overruns })] : []),
      ...(gap > 0 ? [say('auditCommand.gap', { share: share(gap) })] : []),
      say('auditCommand.shares', { off: share(offPackage), within: share(inPackage), unknown: share(unknown) }),
      hostBound === null
        ? say('auditCommand.hostSilence', { why: silence ?? 'someUnknown' })
        : say('auditCommand.host', { share: share(hostBound) }),
    ],
    costs: costs.map((cost) =>
      say('auditCommand.cost', {
        what: say('auditCommand.costName', { name: cost.name }),
        share: share(cost.share),
        most: formatNumber(cost.most, { digits: 3 }),
      }),
    ),
    advice: [
      ...costs
        .filter((cost) => cost.share >= WORTH_ADVICE)
        .map(({ name }) => say('auditCommand.advice', { name: called(name) })),
      ...capture(verdict),
    ],
  }
}

/** What would have to be recorded for an answer that could not be given. */
function capture({ state, silence, unknown }: AuditVerdict): readonly string[] {
  if (state !== 'cannotTell') return []
  if (silence === 'fewSteps') return [say('auditCommand.capture', { what: 'steps' })]
  return [say('auditCommand.capture', { what: unknown > MUCH ? 'mixed' : 'kernels' })]
}

/** Share of the time of no known bound beyond which the steps, not the kernels, are what is missing. */
const MUCH = 0.2
