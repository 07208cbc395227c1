import type { Estimate } from '../domain/result.ts'
import { say } from './say.ts'

/** What weakens an estimate, in words, for tooltips, tables and alternative texts: "extrapolated, inherited from a relative". */
export function caveats(estimate: Estimate): readonly string[] {
  return [
    ...(estimate.extrapolated === true ? [say('caveat.extrapolated')] : []),
    ...(estimate.inherited === true ? [say('caveat.inherited')] : []),
    ...(estimate.clamped === true ? [say('caveat.clamped')] : []),
  ]
}
