import { describe, expect, it } from 'vitest'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { boughtDevices } from '#shared/domain/systemUnit.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { WITHOUT_EXTRAS } from '#shared/domain/deployment.ts'
import { DEFAULT_ECONOMICS } from '#shared/domain/economics.ts'
import { proposeDeployment } from '../../../src-shared/domain/proposal/proposeDeployment.ts'
import { allFigures, device, shipped, shippedModel } from './libraryProfiles.ts'

function system(id: string) {
  const found = shipped.systems.find((profile) => profile.id === id)
  if (!found) throw new Error(`no system ${id}`)
  return found
}

describe('the shipped systems', () => {
  it('are counted apart from devices, each with an id of its own', () => {
    expect(shipped.systems.length).toBe(73)
    const ids = [...shipped.hardware, ...shipped.systems].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each(shipped.systems)('$id is a valid profile of one of its devices', (profile) => {
    expect(hardwareProfileSchema.safeParse(profile).error).toBeUndefined()
    expect(profile.copyOf).toBe(profile.system?.device)
    expect(device(profile.system?.device ?? '').peaks).toEqual(profile.peaks)
    expect(device(profile.system?.device ?? '').memory).toEqual(profile.memory)
  })

  it.each(shipped.systems)('$id: every known figure has a source, or a grade that says it has none', (profile) => {
    for (const { path, figure } of allFigures(profile)) {
      expect(figure.value, path).not.toBe(0)
      expect(figure.override, path).toBeUndefined()
      if (figure.value === null) continue
      const excused = ['derived', 'estimate', 'guess'].includes(figure.grade ?? '') && figure.note !== undefined
      expect(figure.source !== null || excused, path).toBe(true)
      expect(figure.low ?? figure.value, path).toBeLessThanOrEqual(figure.value)
      expect(figure.high ?? figure.value, path).toBeGreaterThanOrEqual(figure.value)
      for (const { source, grade, note } of figure.alternatives ?? []) {
        const noted = ['derived', 'estimate', 'guess'].includes(grade) && note !== undefined
        expect(source !== null || noted, path).toBe(true)
      }
    }
  })

  it.each(shipped.systems)('$id: cites only sources it lists, and lists only sources it cites', (profile) => {
    const cited = new Set<string>()
    for (const { figure } of allFigures(profile)) {
      for (const key of [figure.source, ...(figure.alternatives ?? []).map((other) => other.source)]) {
        if (key !== null) cited.add(key)
      }
    }
    for (const fact of [profile.formFactor, profile.processNode]) if (fact?.source) cited.add(fact.source)
    expect([...cited].toSorted()).toEqual(Object.keys(profile.sources).toSorted())
    for (const { address } of Object.values(profile.sources)) {
      if (address !== null) expect(address).toMatch(/^https:\/\/[^\s()]+$/)
    }
  })
})

describe('figures of the whole system are divided among its devices', () => {
  it('an instance’s price is for eight GPUs', () => {
    expect(system('aws-p5.48xlarge').price.rental).toMatchObject({
      value: 6.88,
      low: 39.33 / 8,
      high: 6.88,
      grade: 'derived',
      source: 'data-receipts',
      published: '$55.04 per hour',
    })
    expect(system('aws-p5.48xlarge').price.purchase.value).toBeNull()
    expect(system('azure-nd96isr-h100-v5').price.rental.value).toBeCloseTo(12.29, 10)
  })

  it('a price without a source stays an estimate after the division', () => {
    expect(system('aws-inf2.48xlarge').price.rental).toMatchObject({ grade: 'estimate', source: null })
    expect(system('aws-inf2.48xlarge').price.rental.value).toBeCloseTo(1.0818, 4)
    expect(system('aws-trn2-ultraserver').price.rental.value).toBeNull()
  })

  it('network is printed in bits for the instance and stored in bytes for the device', () => {
    expect(system('aws-p5.48xlarge').scaleOut?.bandwidth.value).toBe(50e9)
    expect(system('aws-p4d.24xlarge').scaleOut?.bandwidth.value).toBe(6.25e9)
    expect(system('dgx-b200').scaleOut?.bandwidth.value).toBe(50e9)
    expect(system('hls-3').scaleOut?.bandwidth.value).toBe(75e9)
    expect(system('tpu-v5e-256').scaleOut?.bandwidth.value).toBe(3.125e9)
  })

  it('NVLink stays per GPU and per direction, not the sum over the server', () => {
    expect(system('dgx-b200').scaleUp?.bandwidth.value).toBe(900e9)
    expect(system('dgx-h100').scaleUp?.bandwidth.value).toBe(450e9)
  })

  it('a server’s power is for eight GPUs; what a device has alone stays', () => {
    expect(system('dgx-h100').power.provisioned).toMatchObject({ value: 1275, grade: 'derived' })
    expect(system('dgx-b200').power.provisioned.value).toBe(1787.5)
    expect(system('dgx-b200').power.board).toEqual(device('b200-sxm').power.board)
    expect(system('dgx-gb300-nvl72').power.provisioned.value).toBeCloseTo(1666.67, 2)
  })

  it('host memory in GiB is of the whole instance', () => {
    expect(system('aws-p5.48xlarge').other['hostMemory']?.value).toBe(256 * 2 ** 30)
    expect(system('dgx-gb200-nvl72').other['hostMemory']?.value).toBeCloseTo(240e9, 0)
  })

  it('a link ends where the system ends', () => {
    expect(system('aws-trn2.48xlarge').scaleUp?.domain).toMatchObject({ value: 16, grade: 'derived' })
    expect(system('aws-trn2-ultraserver').scaleUp?.domain.value).toBe(64)
    expect(system('tpu-v5p-8').scaleUp?.domain.value).toBe(4)
    expect(system('dgx-gb200-nvl72').scaleUp?.domain.value).toBe(72)
    expect(system('aws-g6.xlarge').scaleUp).toBeNull()
  })

  it('CloudMatrix384 is counted once as a whole, once by its packages', () => {
    expect(system('cloudmatrix384-packages').system).toMatchObject({ device: 'ascend-910c', devices: 384 })
    expect(device('cloudmatrix384')).not.toHaveProperty('system')
  })
})

const LIKE = {
  serving: 'aggregated',
  devices: 8,
  tensorParallel: 8,
  pipelineParallel: 1,
  dataParallel: 1,
  expertParallel: 1,
  weightPrecision: 'fp8',
  activationPrecision: 'fp8',
  kvPrecision: 'fp8',
  software: null,
  overlap: 0,
  routingSkew: 1,
  pools: null,
  ...WITHOUT_EXTRAS,
} as const
const WORKLOAD = { concurrency: 8, inputTokens: 1024, outputTokens: 256, cachedShare: 0 }

describe('a scenario on a system', () => {
  it.each(shipped.systems)('$id: whole systems are proposed, and evaluate', (hardware) => {
    const model = shippedModel('llama-3.1-70b')
    const deployment = proposeDeployment(hardware, model, WORKLOAD, LIKE)
    expect(boughtDevices(hardware, deployment.devices)).toBe(deployment.devices)
    const result = evaluate({
      id: 's',
      hardware,
      model,
      workload: WORKLOAD,
      deployment,
      prefill: null,
      economics: { ...DEFAULT_ECONOMICS, mode: 'rent' },
      ranges: {},
    })
    expect(result.metrics.tpot.value ?? result.metrics.tpot.reason).not.toBeNull()
  })
})
