import type { Deployment, Pool } from '../domain/deployment.ts'
import { amount } from '../units/amount.ts'
import { say } from './say.ts'

/**
 * How the model is laid out, in the field's words and only what is used: "TP 8", "EP 72", "RE 32" (redundant experts a layer), "3 drafted",
 * "50 % of weights in host memory".
 */
export function layoutWords(deployment: Deployment): string[] {
  const { offload, speculation } = deployment
  const inHost = (share: number) => ({ share: amount(share, 'share', { digits: 2 }) })
  return [
    ...degreeWords(deployment),
    ...(speculation === null ? [] : [say('layout.drafted', { tokens: speculation.draftTokens })]),
    ...(offload.weights > 0 ? [say('layout.weightsInHostMemory', inHost(offload.weights))] : []),
    ...(offload.kv > 0 ? [say('layout.kvInHostMemory', inHost(offload.kv))] : []),
  ]
}

/** The same of the degrees alone, of a deployment or of one of its pools. */
export function degreeWords(cut: Deployment | Pool): string[] {
  const { redundantExperts: copies = 0 } = cut
  const degrees = [
    ['TP', cut.tensorParallel],
    ['PP', cut.pipelineParallel],
    ['DP', cut.dataParallel],
    ['EP', cut.expertParallel],
    ['CP', cut.contextParallel],
  ] as const
  return [
    ...degrees.filter(([, degree]) => degree > 1).map(([name, degree]) => say('layout.degree', { name, degree })),
    ...(copies > 0 ? [say('layout.redundantExperts', { copies })] : []),
  ]
}
