import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { analyse } from '#main/audit/breakdown/analyse.ts'
import { readKineto } from '#main/audit/kineto/readKineto.ts'
import { BUSY_CLASSES } from '#main/audit/sweep/classes.ts'
import { at } from '#main/audit/timeline/column.ts'
import type { TraceReading } from '#main/audit/timeline/reading.ts'
import { paceSliced, runSliced, UNWATCHED } from '#main/audit/timeline/watch.ts'
import { wordingText } from '#shared/words/say.ts'
import { bytesSource, fileSource, tracesAreHere } from '../../../../support/traces.ts'

const KERNEL = '"ph":"X","cat":"kernel","pid":0,"tid":7'
const kernel = (ts: string, dur: string, name = '"k"', args = '{"device":0,"stream":7,"correlation":1}'): string =>
  `{${KERNEL},"name":${name},"ts":${ts},"dur":${dur},"args":${args}}`
const trace = (...events: readonly string[]): string => `{"schemaVersion":1,"traceEvents":[${events.join(',')}]}`
const read = (text: string | Uint8Array, block?: number): Promise<TraceReading> =>
  readKineto(bytesSource(text, block), UNWATCHED)
const starts = ({ timeline }: TraceReading): readonly number[] =>
  timeline === null ? [] : Array.from({ length: timeline.gpu.length }, (_, row) => at(timeline.gpu.start, row))

describe('a trace that is not as it should be', () => {
  it.each([
    ['one block', 1 << 20],
    ['bytes one by one', 1],
    ['blocks of 7 bytes', 7],
  ])('is the same in %s', async (_name, block) => {
    const reading = await read(trace(kernel('10', '1'), kernel('20.123', '0.5')), block)
    expect(reading.read).toBe('whole')
    expect(starts(reading)).toEqual([0, 10_123])
  })

  it('keys in any order, in a bare list, and a mark of the byte order', async () => {
    const turned = `{"args":{"stream":7,"device":3},"dur":5,"ts":100,"name":"k","tid":7,"pid":3,"cat":"Kernel","ph":"X"}`
    for (const text of [
      `[${turned}]`,
      `\uFEFF{"traceEvents":[${turned}]}`,
      `{"traceEvents":[${turned}],"a":{"b":[1]}}`,
    ]) {
      const reading = await read(text)
      expect(reading.read).toBe('whole')
      expect(reading.timeline?.devices[0]?.id).toBe(3)
    }
  })

  it('values before the list, large, nested and with a quote too many', async () => {
    const log = `"log":{"a":["${'x'.repeat(3_000_000)}"],"line":"say "hello" to all"},"text":"${'y'.repeat(2_000_000)}"`
    const reading = await read(`{${log},"traceEvents":[${kernel('5', '1')}],"with_stack":1}`)
    expect(reading.read).toBe('whole')
    expect(reading.counts.kernels).toBe(1)
    expect(reading.facts.stacks).toBe(true)
  })

  it('a quote, a backslash and a control character that nobody escaped', async () => {
    const names = ['"a "quoted" name"', '"C:\\Users\\x.py"', '"a\u0007b\nc"', '"escaped \\"quote\\" \\u0041"']
    const reading = await read(trace(...names.map((name, index) => kernel(String(10 + index), '1', name))))
    expect(reading.counts.kernels).toBe(4)
    expect(reading.counts.lost.malformed).toBe(0)
    expect(reading.timeline?.names).toContain('a "quoted" name')
    expect(reading.timeline?.names).toContain('escaped "quote" A')
  })

  it('bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`{"traceEvents":[{${KERNEL},"name":"`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('","ts":1,"dur":1}]}'),
    ])
    expect((await read(bytes)).timeline?.names[0]).toBe('\uFFFD\uFFFD')
  })

  it('bare N/A, exponents and numbers in quotes', async () => {
    const reading = await read(trace(kernel('1e3', '"2"', '"k"', '{"device":"1","stream":N/A,"occupancy":N/A}')))
    expect(reading.timeline?.devices[0]?.id).toBe(1)
    expect(reading.timeline && at(reading.timeline.gpu.stream, 0)).toBe(7)
  })

  it('cut off in an event, behind one and before the last bracket', async () => {
    const whole = trace(kernel('10', '1'), kernel('20', '1'))
    const cut = await read(whole.slice(0, -30))
    expect([cut.read, cut.reason?.code, cut.counts.kernels]).toEqual(['partial', 'trace.partial.cutInEvents', 1])
    const end = await read(whole.slice(0, -1))
    expect([end.read, end.reason?.code, end.counts.kernels]).toEqual(['partial', 'trace.partial.cutAtEnd', 2])
    const comma = await read(`${whole.slice(0, -2)},`)
    expect([comma.reason?.code, comma.counts.kernels, comma.counts.lost.malformed]).toEqual([
      'trace.partial.cutInEvents',
      2,
      0,
    ])
  })

  it('events between which something is broken', async () => {
    const reading = await read(trace(kernel('10', '1'), '{"ph":"X",,]]broken', '{', kernel('20', '1')))
    expect(reading.counts.kernels).toBe(2)
    expect(reading.reason?.code).toBe('trace.partial.malformed')
  })

  it('packed, in members, cut and with a wrong byte', async () => {
    const text = trace(
      ...Array.from({ length: 50_000 }, (_, index) => kernel(String(10 + index * 3), '1', `"k${index}"`)),
    )
    const packed = gzipSync(text)
    expect((await read(packed)).read).toBe('whole')
    const half = Math.floor(text.length / 2)
    expect(
      (await read(Buffer.concat([gzipSync(text.slice(0, half)), gzipSync(text.slice(half))]))).counts.kernels,
    ).toBe(50_000)
    const cut = await read(packed.subarray(0, packed.length - 2000))
    expect(cut.read).toBe('partial')
    expect(cut.counts.kernels).toBeGreaterThan(40_000)
    const wrong = Buffer.from(packed)
    wrong.fill(0xff, wrong.length >> 1, (wrong.length >> 1) + 50)
    const read50 = await read(wrong)
    expect(['partial', 'refused']).toContain(read50.read)
    expect(read50.reason).not.toBeNull()
  })

  it('times of 0, below 0, too far away and beyond what a double holds', async () => {
    const reading = await read(
      trace(
        kernel('1000', '5'),
        kernel('0', '0'),
        kernel('1010', '-3'),
        kernel('9e15', '1'),
        kernel('17121954955055831230000', '1'),
      ),
    )
    expect(reading.counts.lost).toMatchObject({ untimed: 2, negative: 1, distant: 1 })
    expect(starts(reading)).toEqual([0, 10_000])
  })

  it('a first event of another clock does not cost all others', async () => {
    const events = Array.from({ length: 500 }, (_, index) => kernel(`1712195495505${100 + index}.5`, '1'))
    const reading = await read(trace(kernel('5', '1'), ...events))
    expect(reading.counts.kernels).toBeGreaterThan(430)
    expect(reading.timeline?.origin).toBeGreaterThan(10n ** 18n)
  })

  it('nanoseconds of Unix times are exact', async () => {
    const reading = await read(trace(kernel('1712195495505583.001', '0.001'), kernel('1712195495505583.124', '0.999')))
    expect(starts(reading)).toEqual([1, 124])
    expect(reading.timeline?.origin).toBe(1_712_195_495_505_583_000n)
  })

  it.each([
    ['', 'trace.refused.empty'],
    ['name,dur\na,1', 'trace.refused.notJson'],
    ['{"a":1}', 'trace.refused.noList'],
    ['[{"model":"x"}]', 'trace.refused.noList'],
    ['[]', 'trace.refused.noEvents'],
    ['{"traceEvents":[]}', 'trace.refused.noEvents'],
    [trace('{"ph":"X","cat":"cpu_op","name":"a","ts":1,"dur":1}'), 'trace.refused.noGpuWork'],
    ['{"traceEvents":[{"ph":"X","cat":"cpu_op","name":"a","ts":1,"dur":1},', 'trace.refused.cutBeforeGpu'],
  ])('%j is refused with a sentence', async (text, code) => {
    const { read: outcome, reason } = await read(text)
    expect([outcome, reason?.code]).toEqual(['refused', code])
    expect(reason && wordingText(reason)).toMatch(/: .*\.$/)
  })

  it('a packed bomb is left early, and an event of 300 MB is one loss', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('{"traceEvents":[{"ph":"X","name":"'), Buffer.alloc(300e6, 'x')]))
    const began = performance.now()
    const reading = await read(bomb)
    expect(reading.read).toBe('refused')
    expect(performance.now() - began).toBeLessThan(10_000)
  }, 30_000)

  it('pieces repeated to be slow are read in time', async () => {
    for (const piece of [
      '{"ph"',
      '{"ph":"X",',
      '{"ph":"X","args":[',
      '"',
      '" ',
      '\\',
      '{',
      '[{"ph":"X","cat":"kernel","name":"a" "',
    ]) {
      const began = performance.now()
      await read(`{"traceEvents":[${piece.repeat(Math.ceil(2e6 / piece.length))}`)
      expect([piece, performance.now() - began < 5000]).toEqual([piece, true])
    }
  }, 60_000)

  it('a budget that is spent makes the reading partial, and is counted', async () => {
    const text = trace(...Array.from({ length: 40_000 }, (_, index) => kernel(String(10 + index * 3), '1')))
    const reading = await readKineto(bytesSource(text), UNWATCHED, { timelineBytes: 1.5e6 })
    expect(reading.read).toBe('partial')
    expect(reading.reason?.code).toBe('trace.partial.caps')
    expect(reading.counts.kernels + reading.counts.lost.events).toBe(40_000)
  })
})

describe('a reading that is watched', () => {
  const text = trace(
    ...Array.from({ length: 60_000 }, (_, index) => kernel(String(10 + index * 3), '2', `"k${index % 50}"`)),
  )

  it('tells how far it is', async () => {
    const seen: number[] = []
    await readKineto(bytesSource(text, 1 << 18), { cancelled: () => false, progress: (done) => seen.push(done) })
    expect(seen.at(-1)).toBe(text.length)
    expect(seen.length).toBeGreaterThan(10)
  })

  it.each([['plain', Buffer.from(text)] as const, ['packed', gzipSync(text)] as const])(
    'ends when it is cancelled: %s',
    async (_name, bytes) => {
      const abort = new AbortController()
      const endless = {
        name: 'trace.json',
        size: null,
        blocks: (async function* () {
          if (bytes[0] === 0x1f) for (;;) yield bytes
          yield bytes
          for (;;) yield Buffer.from(`,${kernel('7', '1')}`.repeat(10_000))
        })(),
      }
      let asked = 0
      setTimeout(() => {
        asked = performance.now()
        abort.abort()
      }, 50)
      await expect(readKineto(endless, { cancelled: () => abort.signal.aborted })).rejects.toMatchObject({
        code: 'cancelled',
      })
      expect(performance.now() - asked).toBeLessThan(200)
    },
  )

  it('the analysis too', async () => {
    const { timeline } = await read(text)
    if (timeline === null) throw new Error('refused')
    let slices = 0
    expect(() => runSliced(analyse(timeline), { cancelled: () => ++slices > 5 })).toThrow(
      expect.objectContaining({ code: 'cancelled' }),
    )
    expect((await paceSliced(analyse(timeline), UNWATCHED, 0)).devices).toHaveLength(1)
  })
})

describe.skipIf(!tracesAreHere)('the broken files beside the traces', () => {
  it.each([
    ['derived_bare_array.json', 'whole', undefined],
    ['derived_control_char.json', 'refused', 'trace.refused.noGpuWork'],
    ['derived_invalid_utf8.json', 'refused', 'trace.refused.noGpuWork'],
    ['derived_unescaped_quote.json', 'refused', 'trace.refused.noGpuWork'],
    ['derived_windows_backslash.json', 'refused', 'trace.refused.noGpuWork'],
    ['derived_no_footer_trailing_comma.json', 'refused', 'trace.refused.cutBeforeGpu'],
    ['derived_truncated_gzip.json.gz', 'refused', 'trace.refused.cutBeforeGpu'],
    ['derived_ts0_kernel.json', 'whole', undefined],
    ['derived_rocm_duration_overrun.json', 'whole', undefined],
  ])('%s: %s', async (name, outcome, code) => {
    const reading = await readKineto(fileSource(`edge/${name}`), UNWATCHED)
    expect([reading.read, reading.reason?.code]).toEqual([outcome, code])
    // None loses an event but the one that is cut in two.
    expect(reading.counts.lost.malformed).toBe(name.includes('truncated_gzip') ? 1 : 0)
  })

  it('a kernel without a time is left out: 18 of 20 µs are busy', async () => {
    const reading = await readKineto(fileSource('edge/derived_ts0_kernel.json'), UNWATCHED)
    expect(reading.counts.lost.untimed).toBe(1)
    if (reading.timeline === null) throw new Error('refused')
    const [device] = runSliced(analyse(reading.timeline), UNWATCHED).devices
    expect([device?.all.span, device?.all.idle]).toEqual([20_000, 2000])
  })

  it('one end that was taken too late is found, and shown with and without', async () => {
    const { timeline } = await readKineto(fileSource('edge/derived_rocm_duration_overrun.json'), UNWATCHED)
    if (timeline === null) throw new Error('refused')
    const [device] = runSliced(analyse(timeline), UNWATCHED).devices
    const without = device?.withoutOverruns ?? null
    if (device === undefined || without === null) throw new Error('no figures without it')
    expect(device.overruns).toBe(1)
    const busy = BUSY_CLASSES.reduce((total, name) => total + without.exposed[name], 0)
    expect(busy + without.idle).toBe(without.span)
    // What it hid is seen again.
    expect(without.idle).toBeGreaterThan(device.window.idle)
  })
})
