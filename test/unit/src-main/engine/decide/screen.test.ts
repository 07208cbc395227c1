import { describe, expect, it } from 'vitest'
import { pointsHere } from '#main/engine/analysis/points/work.ts'
import { acceptedFormats } from '#main/engine/decide/acceptedFormats.ts'
import { publishedPrecision } from '#shared/domain/brief/acceptedPrecisions.ts'
import { candidatesFor, stacksOn } from '#main/engine/decide/candidates.ts'
import { capacityOf } from '#main/engine/analysis/loads/capacity.ts'
import { curvesOf, LOAD_CURVE_FIELDS } from '#main/engine/decide/curveColumns.ts'
import { SCREENED_LOADS } from '#main/engine/decide/ladders.ts'
import { curveOf } from '#main/engine/analysis/loads/loadCurve.ts'
import { mostLoad } from '#main/engine/analysis/loads/mostLoad.ts'
import { packingOf } from '#main/engine/decide/packing.ts'
import { bestConfigurations } from '#main/engine/decide/screen.ts'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { CHAT, CHAT_KEEPS } from '../../../../support/decideCases.ts'
import { hardware, model } from '../../../../support/engineScenarios.ts'

const quality = (...precisions: Precision[]) => ({ ...DEFAULT_BRIEF.quality, precisions })
const limits = { quality: quality('fp8'), pinned: null, devicesPerSystem: 8 }

describe('the candidates of an alternative', () => {
  it('run in the published format, and in those whose answers were accepted alone', () => {
    const formats = (...precisions: Precision[]) => [
      ...new Set(
        candidatesFor(CHAT.h100, { ...limits, quality: quality(...precisions) }).map(
          ({ deployment }) => deployment.weightPrecision,
        ),
      ),
    ]
    expect(formats()).toEqual(['bf16'])
    expect(formats('fp8')).toEqual(['bf16', 'fp8'])
    expect(
      ['deepseek-r1', 'gpt-oss-120b', 'kimi-k2.5', 'llama-2-70b'].map((id) => publishedPrecision(model(id))),
    ).toEqual(['fp8', 'mxfp4', 'int4', 'bf16'])
    const [int4] = acceptedFormats(quality(), model('kimi-k2.5'), hardware('h100-sxm'))
    expect(int4).toEqual({ weightPrecision: 'int4', activationPrecision: 'bf16', kvPrecision: 'fp8' })
  })

  it('run on every stack measured on the device itself, and where none was on that of its relatives', () => {
    expect(stacksOn(CHAT.h100)).toEqual(expect.arrayContaining(['sglang', 'trtllm', 'vllm']))
    expect(stacksOn(CHAT.h100)).not.toContain('llamacpp')
    expect(stacksOn(CHAT.cs3)).toEqual([null])
    const stacks = new Set(candidatesFor(CHAT.h100, limits).map(({ deployment }) => deployment.software))
    expect([...stacks]).toEqual(stacksOn(CHAT.h100))
  })

  it('are one copy each: systems are not filled, and no wider than a system or what the model needs', () => {
    const all = candidatesFor(CHAT.h100, limits).map(({ deployment }) => deployment)
    expect(Math.max(...all.map(({ devices }) => devices))).toBe(8)
    expect(all.filter(({ serving }) => serving === 'aggregated').every(({ dataParallel }) => dataParallel === 1)).toBe(
      true,
    )
    const wafers = candidatesFor(CHAT.cs3, { ...limits, devicesPerSystem: 1 }).map(
      ({ deployment }) => deployment.devices,
    )
    expect(wafers).toContain(8)
    const wide = candidatesFor({ ...CHAT.h100, model: model('deepseek-r1') }, limits)
    expect(Math.max(...wide.map(({ deployment }) => deployment.devices))).toBeGreaterThan(8)
  })

  it('are the pinned one alone where one is pinned', () => {
    const pinned = CHAT.mi355x.deployment
    expect(candidatesFor(CHAT.mi355x, { ...limits, pinned }).map(({ deployment }) => deployment)).toEqual([pinned])
  })

  it('fill the systems their device is sold in', () => {
    const packed = (id: string, devices: number) => packingOf(hardware(id), { devices })
    expect(packed('h100-sxm', 4)).toEqual({ size: 4, devicesPerSystem: 8, devicesPerDomain: 8 })
    expect(packed('gb200-nvl72', 32)).toEqual({ size: 32, devicesPerSystem: 72, devicesPerDomain: 8 })
    expect(packed('cerebras-wse3', 8)).toEqual({ size: 8, devicesPerSystem: 1, devicesPerDomain: 1 })
  })
})

describe('the screen', () => {
  const candidates = candidatesFor(CHAT.h100, { ...limits, quality: quality('fp8') }).filter(
    (_, index) => index % 3 === 0,
  )
  const asked = { candidates, loads: SCREENED_LOADS, curves: [] }
  const question = {
    scenarios: candidates,
    loads: SCREENED_LOADS,
    limits: CHAT_KEEPS.limits,
    longInputTokens: null,
    power: false,
  }
  const curves = curvesOf(question, pointsHere('loadCurves', question, LOAD_CURVE_FIELDS))
  const screened = {
    ...asked,
    curves,
    keeps: CHAT_KEEPS,
    rate: 22.6,
    rates: Float64Array.from({ length: 200 }, (_, draw) => 18 + draw / 20),
    confidence: 0.9,
    never: 0.1,
    spareDomains: 1,
    seed: 7,
  }
  const devices = ({ packing, count }: ReturnType<typeof bestConfigurations>[number]) =>
    count.systems * packing.devicesPerSystem

  it('sees of a curve what matters: the same limit and capacity as with every load', () => {
    let kept = 0
    for (const [index, one] of candidates.entries()) {
      if (index % 4 !== 0) continue
      const [short, whole] = [curves[index] as (typeof curves)[number], curveOf(one, SCREENED_LOADS)]
      const sizes = [short, whole].map((each) => {
        const most = mostLoad(each, CHAT_KEEPS.limits)
        const { load, rate } = capacityOf(each, most, CHAT_KEEPS.arrivals)
        return { most, load, rate }
      })
      expect(sizes[0]).toEqual(sizes[1])
      if ((sizes[0]?.most ?? 0) > 0) kept++
    }
    expect(kept).toBeGreaterThan(2)
  })

  it('gives the two of least loss, those that are never too often last', () => {
    const all = bestConfigurations(screened, devices, candidates.length)
    const best = bestConfigurations(screened, devices)
    expect(best).toEqual(all.slice(0, 2))
    expect(all.length).toBeGreaterThan(5)
    const fine = all.filter(({ count }) => count.never <= 0.1)
    expect(all.slice(0, fine.length)).toEqual(fine)
    expect(fine.map(devices)).toEqual(fine.map(devices).toSorted((one, two) => one - two))
    for (const { count, capacity } of all) expect(count.systems * capacity.rate).toBeGreaterThan(0)
  })

  it('puts a loss nobody knows after all others, and is empty where nothing keeps the promise', () => {
    const priced = (scenario: ResolvedScenario) => scenario.deployment.devices === 8
    const [first] = bestConfigurations(screened, ({ scenario }) => (priced(scenario) ? 1 : NaN))
    expect(first && priced(first.scenario)).toBe(true)
    const hard = { ...CHAT_KEEPS, limits: { ...CHAT_KEEPS.limits, timePerToken: 1e-4 } }
    expect(bestConfigurations({ ...screened, keeps: hard }, devices)).toEqual([])
  })

  it('carries the most a configuration keeps its promise at, for which its error is drawn', () => {
    for (const { scenario, capacity } of bestConfigurations(screened, devices)) {
      expect(scenario.workload.concurrency).toBe(Math.floor(capacity.most))
    }
  })
})
