import { describe, expect, it } from 'vitest'
import { FACTS } from '../../support/engineScenarios.ts'
import { deploymentTable, judgeDeployment } from '../../../scripts/score/deploymentScore.ts'
import { DEPLOYMENTS } from '../../../scripts/score/deployments.ts'

/** Deployments that are near today: it may only rise. */
const NEAR_TODAY = 9

describe('public deployments', () => {
  const judged = DEPLOYMENTS.map((deployment) => judgeDeployment(deployment, FACTS))

  it('are twenty, each with its source and figure', () => {
    expect(DEPLOYMENTS).toHaveLength(20)
    expect(new Set(DEPLOYMENTS.map(({ name }) => name)).size).toBe(20)
    for (const { source, measured, requests } of DEPLOYMENTS) {
      expect(source.length).toBeGreaterThan(20)
      expect(measured).toBeGreaterThan(0)
      expect(requests.length).toBeGreaterThan(0)
    }
  })

  it('name devices and models of the library', () => {
    for (const { requests } of DEPLOYMENTS) {
      for (const request of requests) {
        expect(FACTS.hardware(request.hardware), request.hardware).not.toBeNull()
        if ('model' in request && typeof request.model === 'string') expect(FACTS.model(request.model)).not.toBeNull()
      }
    }
  })

  it('are as near as they have been', () => {
    expect(judged.filter(({ isNear }) => isNear).length, deploymentTable(judged)).toBeGreaterThanOrEqual(NEAR_TODAY)
  })

  it('are answered, or it is said why not', () => {
    for (const { ratio, reason } of judged) expect(ratio === null ? reason.length : 1).toBeGreaterThan(0)
  })
})
