import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyse } from '#main/audit/breakdown/analyse.ts'
import { sharesOfStep } from '#main/audit/breakdown/deviceBreakdown.ts'
import { classPlace } from '#main/audit/breakdown/deviceRows.ts'
import { noHostVerdict, withoutGap } from '#main/audit/breakdown/hostBound.ts'
import { hidden } from '#main/audit/breakdown/shares.ts'
import { stepLoad } from '#main/audit/breakdown/steps.ts'
import { readKineto } from '#main/audit/kineto/readKineto.ts'
import { familyNumber } from '#main/audit/kernels/families.ts'
import { BUSY_CLASSES } from '#main/audit/sweep/classes.ts'
import {
  addAnnotation,
  addGpuEvent,
  addLaunch,
  closeTimeline,
  deviceOf,
  nameOf,
  openTimeline,
} from '#main/audit/timeline/draft.ts'
import { CATEGORY, DIRECTION, type Timeline } from '#main/audit/timeline/timeline.ts'
import { runSliced, UNWATCHED } from '#main/audit/timeline/watch.ts'
import { draws } from '../../../../support/draws.ts'
import { fileSource, tracesAreHere } from '../../../../support/traces.ts'

interface Event {
  readonly from: number
  readonly to: number
  readonly name?: string
  readonly device?: number
  readonly launched?: number
  readonly copy?: number
}
interface Named {
  readonly from: number
  readonly to: number
  readonly name: string
}

function timelineOf(events: readonly Event[], named: readonly Named[] = []): Timeline {
  const draft = openTimeline()
  for (const [index, { from, to, name = 'nvjet_x', device = 0, launched, copy }] of events.entries()) {
    addGpuEvent(draft, {
      start: from,
      duration: to - from,
      name: nameOf(draft, name),
      category: copy === undefined ? CATEGORY.kernel : CATEGORY.copy,
      direction: copy ?? DIRECTION.none,
      device: deviceOf(draft, device),
      stream: 7,
      correlation: index,
      external: Number.NaN,
      bytes: copy === undefined ? Number.NaN : 1000,
      collective: -1,
    })
    if (launched !== undefined) addLaunch(draft, index, Number.NaN, launched)
  }
  for (const { from, to, name } of named) addAnnotation(draft, from, to - from, nameOf(draft, name))
  return closeTimeline(draft, null)
}
const analysed = (events: readonly Event[], named: readonly Named[] = []) =>
  runSliced(analyse(timelineOf(events, named)), UNWATCHED)

describe('where the time of a device goes', () => {
  it('computing, then a collective half behind it, a copy and a gap', () => {
    const [device] = analysed([
      { from: 0, to: 100 },
      { from: 50, to: 150, name: 'ncclDevKernel_AllReduce_Sum_bf16_RING_LL' },
      { from: 150, to: 170, copy: DIRECTION.hostToDevice },
      { from: 200, to: 210, name: 'no such kernel' },
    ]).devices
    if (device === undefined) throw new Error('no device')
    expect(device.all.exposed).toMatchObject({ compute: 100, collective: 50, hostToDevice: 20, unclassified: 10 })
    expect(hidden(device.all, 'collective')).toBe(50)
    expect([device.all.idle, device.all.span]).toEqual([30, 210])
    expect(device.all.idleBy).toEqual({ hostBound: 0, queued: 0, notKnown: 30 })
    expect(device.copies.hostToDevice).toEqual({ count: 1, bytes: 1000, untold: 0, time: 20 })
    expect(device.families.collective).toEqual({ count: 1, time: 100 })
  })

  it('idle is the host’s where the next launch began after the device ran dry', () => {
    const [device] = analysed([
      { from: 0, to: 10, launched: -5 },
      { from: 30, to: 40, launched: 15 },
      { from: 60, to: 70, launched: 20 },
      { from: 100, to: 110 },
    ]).devices
    expect(device?.all.idleBy).toEqual({ hostBound: 20, queued: 20, notKnown: 30 })
    expect(device?.gap).toMatchObject({ from: 70, to: 100 })
  })

  it('of several that begin together the earliest launch counts', () => {
    const [device] = analysed([
      { from: 0, to: 10, launched: 0 },
      { from: 20, to: 50, launched: 18 },
      { from: 20, to: 40, launched: 5 },
    ]).devices
    expect(device?.all.idleBy.queued).toBe(10)
  })

  it('devices are not merged', () => {
    const { devices } = analysed([
      { from: 0, to: 10, device: 5 },
      { from: 10, to: 30, device: 2 },
      { from: 40, to: 50, device: 5 },
    ])
    expect(devices.map(({ all }) => [all.span, all.idle])).toEqual([
      [50, 30],
      [20, 0],
    ])
  })

  it('nothing is said of the host of few steps, or where one gap is most of the window', () => {
    const step = (index: number): Named => ({ from: index * 100, to: index * 100 + 90, name: `ProfilerStep#${index}` })
    const busy = (index: number): Event => ({ from: index * 100, to: index * 100 + 80 })
    const [enough] = analysed([0, 1, 2].map(busy), [0, 1, 2].map(step)).devices
    expect(enough && noHostVerdict(enough, 3)).toBeNull()
    expect(enough && noHostVerdict(enough, 2)).toBe('fewSteps')
    const [gapped] = analysed([busy(0), busy(9)], [0, 1, 9].map(step)).devices
    if (gapped === undefined || gapped.gap === null) throw new Error('no gap')
    expect(noHostVerdict(gapped, 3)).toBe('oneGap')
    const rest = withoutGap(gapped.window, gapped.gap)
    expect(rest.span - rest.idle).toBe(160)
    expect(rest.idle).toBe(10)
  })

  it('steps and what lies between them are the window, exactly, whatever the events', () => {
    const event = fc.record({
      from: fc.integer({ min: -20, max: 120 }),
      length: fc.nat(30),
      launched: fc.integer({ min: -50, max: 120 }),
      collective: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 20 }),
        fc.array(fc.tuple(fc.nat(15), fc.integer({ min: 1, max: 20 })), { maxLength: 5 }),
        (events, gaps) => {
          let now = 0
          const named = gaps.map(([pause, length], index) => {
            const from = now + pause
            now = from + length
            return { from, to: now, name: `ProfilerStep#${index}` }
          })
          const { devices, steps } = analysed(
            events.map(({ from, length, launched, collective }) => ({
              from,
              to: from + length,
              launched,
              name: collective ? 'nccl' : 'gemm',
            })),
            named,
          )
          expect(steps).toHaveLength(named.length)
          const [device] = devices
          if (device === undefined) throw new Error('no device')
          const clock = (from: number, to: number, name: 'gemm' | 'nccl' | 'idle'): number => {
            let time = 0
            for (let at = from; at < to; at++) {
              const on = events.filter((one) => one.from <= at && at < one.from + one.length)
              const is = on.length === 0 ? 'idle' : on.some(({ collective }) => !collective) ? 'gemm' : 'nccl'
              if (is === name) time++
            }
            return time
          }
          const all = [
            { shares: device.window, from: named[0]?.from ?? device.all.from, to: named.at(-1)?.to ?? device.all.to },
            ...named.map(({ from, to }, index) => ({ shares: sharesOfStep(device, steps, index), from, to })),
          ]
          for (const { shares, from, to } of all) {
            if (shares === null) throw new Error('no shares')
            expect(shares.span).toBe(to - from)
            expect(shares.exposed.compute).toBe(clock(from, to, 'gemm'))
            expect(shares.exposed.collective).toBe(clock(from, to, 'nccl'))
            expect(shares.idle).toBe(clock(from, to, 'idle'))
            expect(BUSY_CLASSES.reduce((sum, name) => sum + shares.exposed[name], shares.idle)).toBe(shares.span)
          }
        },
      ),
      { numRuns: draws(1000) },
    )
  })

  it('what is no kernel by its category has no family by its name', () => {
    const gemm = familyNumber('gemm')
    expect(BUSY_CLASSES[classPlace(CATEGORY.kernel, DIRECTION.none, gemm)]).toBe('compute')
    expect(BUSY_CLASSES[classPlace(CATEGORY.graph, DIRECTION.none, gemm)]).toBe('unclassified')
    expect(BUSY_CLASSES[classPlace(CATEGORY.other, DIRECTION.none, gemm)]).toBe('unclassified')
    expect(BUSY_CLASSES[classPlace(CATEGORY.memset, DIRECTION.none, gemm)]).toBe('localCopy')
    expect(BUSY_CLASSES[classPlace(CATEGORY.copy, DIRECTION.peer, gemm)]).toBe('peerCopy')
    expect(BUSY_CLASSES[classPlace(CATEGORY.copy, DIRECTION.unknown, gemm)]).toBe('unclassified')
  })
})

describe('what the name of a step says', () => {
  it.each([
    ['execute_32_context_0(sq0sk0sqsq0sqsk0)_generation_32(sq32sk55086sqsq32sqsk55086)', 'decode', 32, 55_086, 0, 0],
    ['execute_context_1(888_788544)_generation_0(0)', 'prefill', 0, null, 1, 888],
    ['execute_context_2(100_5)_generation_7(7)', 'mixed', 7, null, 2, 100],
    ['step[DECODE bs=32]', 'decode', 32, null, 0, 0],
    ['step[EXTEND bs=4 toks=512]', 'prefill', 0, null, 4, 512],
    ['ProfilerStep#12', 'training', null, null, null, null],
  ])('%s', (name, kind, decodeRequests, contextTokens, prefillRequests, prefillTokens) => {
    expect(stepLoad(name)).toMatchObject({ kind, decodeRequests, contextTokens, prefillRequests, prefillTokens })
  })

  it('other names are no steps, and the inner kind counts where there are two', () => {
    expect(stepLoad('Optimizer.step#Adam.step')).toBeNull()
    const { steps } = analysed(
      [{ from: 0, to: 10 }],
      [
        { from: 0, to: 100, name: 'ProfilerStep#1' },
        { from: 10, to: 20, name: 'step[DECODE bs=4]' },
        { from: 15, to: 18, name: 'step[DECODE bs=4]' },
        { from: 30, to: 40, name: 'step[DECODE bs=4]' },
      ],
    )
    expect(steps.map(({ from }) => from)).toEqual([10, 30])
  })
})

describe.skipIf(!tracesAreHere)('of real traces', () => {
  const of = async (file: string) => {
    const { timeline } = await readKineto(fileSource(`kineto/${file}`), UNWATCHED)
    if (timeline === null) throw new Error('refused')
    return runSliced(analyse(timeline), UNWATCHED)
  }

  it('a decode of SGLang is one step with one gap, all of it the host’s', async () => {
    const { devices, steps } = await of('tracelens/inference_sglang_decode_sglang_Qwen3-8B_decode.json.gz')
    const [device] = devices
    if (device === undefined) throw new Error('no device')
    expect(steps).toMatchObject([{ kind: 'decode', decodeRequests: 32 }])
    expect(device.all.idle / device.all.span).toBeCloseTo(0.979, 3)
    expect(device.all.idleBy.hostBound / device.all.idle).toBeGreaterThan(0.99)
    expect(noHostVerdict(device, steps.length)).toBe('oneGap')
    expect(device.families.attention.count).toBeGreaterThanOrEqual(36)
    expect(device.families.gemm.count).toBe(36 * 4 + 1)
  })

  it('a training of ResNet waits for its host and for what is queued', async () => {
    const { devices } = await of('kineto_tb/resnet50_autograd_api_num_workers_4_worker0.pt.trace.json.gz')
    const [device] = devices
    if (device === undefined) throw new Error('no device')
    const { idleBy, span } = device.all
    expect(idleBy.hostBound / span).toBeCloseTo(0.452, 2)
    expect(idleBy.queued / span).toBeCloseTo(0.375, 2)
  })
})
