import { describe, expect, it } from 'vitest'
import { modelShape } from '#main/engine/calibration/modelShape.ts'
import { model } from '../../../../support/engineScenarios.ts'

describe('what a model is known by', () => {
  const llama = model('llama-3.1-70b')

  it('is the same under another name', () => {
    expect(modelShape({ ...llama, id: 'mine', name: 'My fine-tune' })).toBe(modelShape(llama))
  })

  it('does not depend on the order of its layers', () => {
    const [first, second] = model('deepseek-v3').layerGroups
    if (first === undefined || second === undefined) throw new Error('DeepSeek-V3 has dense layers and others.')
    const turned = { ...model('deepseek-v3'), layerGroups: [second, first] }
    expect(modelShape(turned)).toBe(modelShape(model('deepseek-v3')))
  })

  it('is another for another size, and the same where attention only reads fewer tokens', () => {
    expect(modelShape(model('llama-3.1-8b'))).not.toBe(modelShape(llama))
    expect(modelShape(model('deepseek-v3.2'))).toBe(modelShape(model('deepseek-v3')))
  })
})
