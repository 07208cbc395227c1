import type { PredictFacts } from '../../src-main/engine/predict/predict.ts'
import { bestOf, pose, valueOf } from '../../src-main/engine/validation/pose.ts'
import { formatTable } from '../../src-main/shells/cli/table.ts'
import type { Deployment } from './deployments.ts'

/** How near a prediction must be: 4 : 3 either way. */
export const NEAR = 4 / 3

/** A deployment and what is predicted of it. */
export interface JudgedDeployment {
  readonly deployment: Deployment
  /** Predicted over measured; null: not predicted. */
  readonly ratio: number | null
  /** Why it is not predicted; an empty text: it is. */
  readonly reason: string
  readonly isNear: boolean
}

/** Asks for a deployment as a user would. */
export function judgeDeployment(deployment: Deployment, facts: PredictFacts): JudgedDeployment {
  const { requests, field, measured } = deployment
  const [only] = requests
  const posed = only !== undefined && requests.length === 1 ? pose(only, facts) : bestOf(requests, facts)
  if ('reason' in posed) return { deployment, ratio: null, reason: posed.detail, isNear: false }
  const value = valueOf(posed.answer, field, posed.request)
  if (value === null) return { deployment, ratio: null, reason: `no ${field} in the answer`, isNear: false }
  const ratio = value[0] / measured
  return { deployment, ratio, reason: '', isNear: ratio <= NEAR && ratio >= 1 / NEAR }
}

const COLUMNS = [
  { title: 'deployment', align: 'left' },
  { title: 'predicted / measured', align: 'right' },
  { title: '', align: 'left' },
] as const

/** The deployments as text, with how many are near. */
export function deploymentTable(judged: readonly JudgedDeployment[]): string {
  const rows = judged.map(({ deployment, ratio, reason, isNear }) => [
    deployment.name,
    ratio === null ? '–' : ratio.toFixed(2),
    isNear ? 'near' : reason,
  ])
  const near = judged.filter(({ isNear }) => isNear).length
  return `${formatTable(COLUMNS, rows)}${near} of ${judged.length} within a factor of ${NEAR.toFixed(2)} (must: 12, aim: 16)\n`
}
