import { briefNumber } from '../domain/brief/fieldLimits.ts'

/** Whether a place is a figure of the brief: one fact, for its range, its grade and its source say how far it holds. */
export function isBriefFigure([part, ...inner]: readonly string[]): boolean {
  return part === 'brief' && briefNumber(inner)?.assumed === true
}
