import { accuracy } from './accuracy.ts'
import { brief } from './brief.ts'
import { briefCommand } from './briefCommand.ts'
import { briefFields } from './briefFields.ts'
import { calibration } from './calibration.ts'
import { columns } from './columns.ts'
import { covers } from './covers.ts'
import { decide } from './decide.ts'
import { decision } from './decision.ts'
import { explanations } from './explanations.ts'
import { files } from './files.ts'
import { findings } from './findings.ts'
import { imports } from './imports.ts'
import { fit } from './fit.ts'
import { layout } from './layout.ts'
import { lifecycle } from './lifecycle.ts'
import { limits } from './limits.ts'
import { market } from './market.ts'
import { measurements } from './measurements.ts'
import { metrics } from './metrics.ts'
import { movement } from './movement.ts'
import { names } from './names.ts'
import { page } from './page.ts'
import { pools } from './pools.ts'
import { power } from './power.ts'
import { ranges } from './ranges.ts'
import { reasons } from './reasons.ts'
import { report } from './report.ts'
import { session } from './session.ts'
import { workloads } from './workloads.ts'

/** Every message in English: the language the others are translated from, and the type of all keys. */
export const english = {
  ...names,
  ...metrics,
  ...files,
  ...findings,
  ...imports,
  ...reasons,
  ...explanations,
  ...session,
  ...limits,
  ...market,
  ...measurements,
  ...accuracy,
  ...brief,
  ...briefCommand,
  ...briefFields,
  ...calibration,
  ...columns,
  ...covers,
  ...decide,
  ...decision,
  ...fit,
  ...layout,
  ...lifecycle,
  ...movement,
  ...page,
  ...pools,
  ...power,
  ...ranges,
  ...report,
  ...workloads,
}

/** The name of a message. */
export type MessageKey = keyof typeof english
