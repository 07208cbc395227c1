import { afterAll, describe, expect, it } from 'vitest'
import { createEngineThread } from '#main/compute/engineThread.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { scenario } from '../../../support/engineScenarios.ts'

const engine = createEngineThread(new URL('../../../../src-main/compute/worker.ts', import.meta.url))

afterAll(() => engine.close())

describe('the engine in its thread', () => {
  it('answers what it answers in process', async () => {
    const one = scenario('b200-sxm', 'llama-3.1-70b')
    const [answer] = await engine.call('evaluate', [one])
    expect(JSON.stringify(answer)).toBe(JSON.stringify(evaluate(one)))
  })
})
