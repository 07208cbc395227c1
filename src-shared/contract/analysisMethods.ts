import { z } from 'zod'
import { analyses, analysisNames, job, type AnalysisName } from './analysis.ts'
import { method, nothing } from './define.ts'

/** The method of each analysis. */
type AnalysisMethods = { readonly [Name in AnalysisName as `analysis.${Name}`]: (typeof analyses)[Name] }

export const analysisContract = {
  ...(Object.fromEntries(analysisNames().map((name) => [`analysis.${name}`, analyses[name]])) as AnalysisMethods),
  /** Ends a long analysis; its call fails with `cancelled`. One that has ended, or never began, is no error. */
  'analysis.cancel': method(z.strictObject({ job }), nothing),
}
