import { columns } from './columns.ts'
import { explanations } from './explanations.ts'
import { files } from './files.ts'
import { findings } from './findings.ts'
import { limits } from './limits.ts'
import { metrics } from './metrics.ts'
import { names } from './names.ts'
import { page } from './page.ts'
import { reasons } from './reasons.ts'
import { session } from './session.ts'
import { verdict } from './verdict.ts'

/** Every message in English: the language the others are translated from, and the type of all keys. */
export const english = {
  ...names,
  ...metrics,
  ...files,
  ...findings,
  ...reasons,
  ...explanations,
  ...session,
  ...verdict,
  ...limits,
  ...columns,
  ...page,
}

/** The name of a message. */
export type MessageKey = keyof typeof english
