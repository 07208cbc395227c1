import { accuracy } from './accuracy.ts'
import { audit } from './audit.ts'
import { auditCommand } from './auditCommand.ts'
import { auditFiles } from './auditFiles.ts'
import { brief } from './brief.ts'
import { briefCommand } from './briefCommand.ts'
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
import { commandLine } from './commandLine.ts'
import { covers } from './covers.ts'
import { decide } from './decide.ts'
import { decision } from './decision.ts'
import { effect } from './effect.ts'
import { explanations } from './explanations.ts'
import { files } from './files.ts'
import { exports } from './exports.ts'
import { experiment } from './experiment.ts'
import { findings } from './findings.ts'
import { imports } from './imports.ts'
import { fit } from './fit.ts'
import { inputs } from './inputs.ts'
import { layout } from './layout.ts'
import { lifecycle } from './lifecycle.ts'
import { limits } from './limits.ts'
import { market } from './market.ts'
import { measurements } from './measurements.ts'
import { metrics } from './metrics.ts'
import { movement } from './movement.ts'
import { names } from './names.ts'
import { page } from './page.ts'
import { operatorNames } from './operatorNames.ts'
import { pools } from './pools.ts'
import { power } from './power.ts'
import { ranges } from './ranges.ts'
import { reasons } from './reasons.ts'
import { register } from './register.ts'
import { report } from './report.ts'
import { reportPages } from './reportPages.ts'
import { reportScreen } from './reportScreen.ts'
import { session } from './session.ts'
import { roofs } from './roofs.ts'
import { units } from './units.ts'
import { workloads } from './workloads.ts'

/** Every message in English: the language the others are translated from, and the type of all keys. */
export const english = {
  ...names,
  ...metrics,
  ...files,
  ...findings,
  ...imports,
  ...reasons,
  ...effect,
  ...explanations,
  ...exports,
  ...session,
  ...limits,
  ...market,
  ...measurements,
  ...accuracy,
  ...audit,
  ...auditFiles,
  ...experiment,
  ...brief,
  ...briefCommand,
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
  ...commandLine,
  ...auditCommand,
  ...covers,
  ...decide,
  ...decision,
  ...fit,
  ...inputs,
  ...layout,
  ...lifecycle,
  ...movement,
  ...page,
  ...operatorNames,
  ...pools,
  ...power,
  ...ranges,
  ...register,
  ...report,
  ...reportPages,
  ...reportScreen,
  ...roofs,
  ...units,
  ...workloads,
}

/** The name of a message. */
export type MessageKey = keyof typeof english
