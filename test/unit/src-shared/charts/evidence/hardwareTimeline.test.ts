import { expect, test } from 'vitest'
import { hardwareTimeline, type TimelineDevice } from '#shared/charts/evidence/hardwareTimeline.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'

const theme = chartTheme('light')
const device = (id: string, more: Partial<TimelineDevice> = {}): TimelineDevice => ({
  id,
  name: id,
  vendor: 'One',
  year: 2022,
  bandwidth: 2e12,
  capacity: 80e9,
  compute: 1e15,
  own: false,
  ...more,
})
interface Mark {
  readonly key: string
  readonly value: readonly [number, number]
}
const marks = (devices: readonly TimelineDevice[], quantity: Parameters<typeof hardwareTimeline>[0]['quantity']) =>
  (
    hardwareTimeline({ devices, quantity }, theme).option['series'] as unknown as {
      type: string
      data: readonly Mark[]
    }[]
  )
    .filter(({ type }) => type === 'scatter')
    .flatMap(({ data }) => data)

test('each known device is one mark with its id, in its own year whatever its vendor', () => {
  const devices = Array.from({ length: 12 }, (_, index) =>
    device(`d${index}`, { vendor: `vendor ${index}`, year: 2020 + (index % 3) }),
  )
  const found = marks(devices, 'bandwidth')
  expect(found.map(({ key }) => key).toSorted()).toEqual(devices.map(({ id }) => id).toSorted())
  for (const { key, value } of found) {
    expect(Math.round(value[0])).toBe(devices.find(({ id }) => id === key)?.year)
  }
})

test('bytes per FLOP is bandwidth over dense compute; what is unknown is not drawn and said', () => {
  const devices = [device('a'), device('b', { compute: null }), device('c', { year: null })]
  expect(marks(devices, 'bytesPerFlop').map(({ value }) => value[1])).toEqual([0.002])
  const { sentence, table } = hardwareTimeline({ devices, quantity: 'bytesPerFlop' }, theme)
  expect(sentence).toMatch(/2 not drawn/)
  expect(table.rows).toEqual([['a', 'One', '2022', 0.002, 'shipped']])
})

test('the sentence goes from the first record to the last', () => {
  const devices = [
    device('old', { year: 2018, bandwidth: 1e12 }),
    device('worse', { year: 2020, bandwidth: 0.5e12 }),
    device('new', { year: 2024, bandwidth: 8e12, own: true }),
  ]
  const { sentence, altText, table } = hardwareTimeline({ devices, quantity: 'bandwidth' }, theme)
  expect(sentence).toBe('From 1.00\u00a0TB/s in 2018 (old) to 8.00\u00a0TB/s in 2024 (new).')
  expect(altText).toContain('3 devices of 1 vendor.')
  expect(table.rows.at(-1)?.at(-1)).toBe('own')
})
