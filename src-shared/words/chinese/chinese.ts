import type { MessageKey } from '../english/english.ts'
import { accuracy } from './accuracy.ts'
import { audit } from './audit.ts'
import { auditFiles } from './auditFiles.ts'
import { brief } from './brief.ts'
import { briefFields } from './briefFields.ts'
import { calibration } from './calibration.ts'
import { chartsDecision } from './chartsDecision.ts'
import { chartsEvidence } from './chartsEvidence.ts'
import { chartsKit } from './chartsKit.ts'
import { chartsMap } from './chartsMap.ts'
import { chartsMoney } from './chartsMoney.ts'
import { chartsRoofline } from './chartsRoofline.ts'
import { chartsWaterfall } from './chartsWaterfall.ts'
import { columns } from './columns.ts'
import { covers } from './covers.ts'
import { decide } from './decide.ts'
import { decision } from './decision.ts'
import { effect } from './effect.ts'
import { explanations } from './explanations.ts'
import { experiment } from './experiment.ts'
import { findings } from './findings.ts'
import { fit } from './fit.ts'
import { inputs } from './inputs.ts'
import { layout } from './layout.ts'
import { lifecycle } from './lifecycle.ts'
import { limits } from './limits.ts'
import { measurements } from './measurements.ts'
import { metrics } from './metrics.ts'
import { movement } from './movement.ts'
import { names } from './names.ts'
import { operatorNames } from './operatorNames.ts'
import { pools } from './pools.ts'
import { power } from './power.ts'
import { ranges } from './ranges.ts'
import { reasons } from './reasons.ts'
import { register } from './register.ts'
import { report } from './report.ts'
import { reportPages } from './reportPages.ts'
import { roofs } from './roofs.ts'
import { units } from './units.ts'
import { workloads } from './workloads.ts'

/**
 * Messages in Simplified Chinese: whole files of what a report prints. What a report never reaches (the window's own words,
 * the command line) is not here, and is said in English.
 */
export const chinese: Readonly<Partial<Record<MessageKey, string>>> = {
  ...names,
  ...metrics,
  ...findings,
  ...reasons,
  ...effect,
  ...explanations,
  ...limits,
  ...measurements,
  ...accuracy,
  ...audit,
  ...auditFiles,
  ...experiment,
  ...brief,
  ...briefFields,
  ...calibration,
  ...chartsDecision,
  ...chartsEvidence,
  ...chartsKit,
  ...chartsMap,
  ...chartsMoney,
  ...chartsRoofline,
  ...chartsWaterfall,
  ...columns,
  ...covers,
  ...decide,
  ...decision,
  ...fit,
  ...inputs,
  ...layout,
  ...lifecycle,
  ...movement,
  ...operatorNames,
  ...pools,
  ...power,
  ...ranges,
  ...register,
  ...report,
  ...reportPages,
  ...roofs,
  ...units,
  ...workloads,
}
