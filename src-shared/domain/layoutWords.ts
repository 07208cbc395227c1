import { formatText } from '../units/format.ts'
import type { Deployment } from './deployment.ts'

/** Joins a word to its number so that they stay on one line. */
const TOGETHER = '\u00a0'

/**
 * How the model is laid out, in the field's words and only what is used: "TP 8", "CP 2", "3 tokens drafted",
 * "50 % of weights in host memory".
 */
export function layoutWords(deployment: Deployment): string[] {
  const { offload, speculation } = deployment
  const degrees = [
    ['TP', deployment.tensorParallel],
    ['PP', deployment.pipelineParallel],
    ['DP', deployment.dataParallel],
    ['EP', deployment.expertParallel],
    ['CP', deployment.contextParallel],
  ] as const
  const words = degrees.filter(([, degree]) => degree > 1).map(([name, degree]) => `${name}${TOGETHER}${degree}`)
  if (speculation !== null) words.push(`${speculation.draftTokens}${TOGETHER}drafted`)
  if (offload.weights > 0)
    words.push(`${formatText(offload.weights, 'share', { digits: 2 })} of weights in host memory`)
  if (offload.kv > 0) words.push(`${formatText(offload.kv, 'share', { digits: 2 })} of KV in host memory`)
  return words
}
