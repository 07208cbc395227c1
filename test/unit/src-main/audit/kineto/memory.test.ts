import { describe, expect, it } from 'vitest'
import { analyse } from '#main/audit/breakdown/analyse.ts'
import { readKineto } from '#main/audit/kineto/readKineto.ts'
import { runSliced } from '#main/audit/timeline/watch.ts'
import { syntheticTrace } from '../../../../support/syntheticTrace.ts'

const BYTES = process.env['MEMWALL_LONG'] === '1' ? 400e6 : 30e6
/** Of the window and the rows of such a file, many times less than the file. */
const MOST_GROWTH = 250e6

describe('a large trace', () => {
  it(`of ${BYTES / 1e6} MB is read whole and analysed in memory that does not grow with it`, async () => {
    const { source, kernels } = syntheticTrace(BYTES)
    const before = process.memoryUsage.rss()
    let most = 0
    const watch = {
      cancelled: () => {
        most = Math.max(most, process.memoryUsage.rss() - before)
        return false
      },
    }
    const reading = await readKineto(source, watch)
    expect(reading.read).toBe('whole')
    expect(reading.counts.kernels).toBe(kernels())
    if (reading.timeline === null) throw new Error('refused')
    const { devices } = runSliced(analyse(reading.timeline), watch)
    expect(devices[0]?.events).toBe(kernels())
    expect(most).toBeLessThan(MOST_GROWTH)
  }, 300_000)
})
