import type { BriefVerdict } from '../../domain/brief/verdict.ts'
import type { Workspace } from '../../domain/workspace.ts'
import { alternativeName } from './alternativeName.ts'
import { basisLine } from '../basisLine.ts'
import { briefVerdictWords, type AlternativeNames, type BriefVerdictWords } from '../briefVerdictWords.ts'

/** A verdict with everything that is said of it: what window, report and command line show, word for word. */
export interface SaidVerdict extends BriefVerdictWords {
  readonly names: AlternativeNames
  /** What every figure of it rests on. */
  readonly basis: string
}

/** Says a verdict of a workspace's brief. @param workspace the one it was reached for */
export function saidVerdict(workspace: Workspace, verdict: BriefVerdict): SaidVerdict {
  const { brief } = workspace
  const names = new Map(brief.alternatives.map((each) => [each.id, alternativeName(workspace, each)]))
  return { ...briefVerdictWords(verdict, names), names, basis: basisLine(brief, verdict.basis) }
}
