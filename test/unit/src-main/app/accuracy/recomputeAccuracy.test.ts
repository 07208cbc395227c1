import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recomputedSchema, type Recomputed } from '#shared/contract/accuracy.ts'
import { startApp, type TestApp } from '../../../../support/app.ts'

const MEASURED = fileURLToPath(new URL('../../../../../../shared/measured/', import.meta.url))
const here = existsSync(MEASURED)
if (!here) console.log('Skipped: no folder of measurements beside the repository.')

let core: TestApp
beforeEach(() => {
  core = startApp()
})
afterEach(() => core.close())

async function recompute(files: readonly { name: string; text: string }[]): Promise<Recomputed> {
  const reply = await core.app.dispatch('accuracy.recompute', { files })
  if (!reply.ok) throw new Error(reply.error.message)
  return recomputedSchema.parse(reply.value)
}
const read = (name: string, records = 1500) => ({
  name,
  text: readFileSync(MEASURED + name, 'utf8')
    .split('\n')
    .slice(0, records)
    .join('\n'),
})

describe.skipIf(!here)('measurement files held against predictions', () => {
  it('give errors by group, points of every group, and the worst first', async () => {
    const answer = await recompute([read('op_gemm_aic.csv'), read('argonne_e2e_latency_throughput.csv')])
    const count = answer.rows.reduce((sum, row) => sum + row.count, 0)
    expect(count + answer.belowFloor).toBe(answer.files.reduce((sum, file) => sum + file.compared, 0))
    expect(answer.points).toHaveLength(Math.min(count, 6000))
    expect(new Set(answer.points.map(([group]) => group)).size).toBe(answer.rows.length)
    expect(
      answer.rows.every((row) => row.kind === 'recomputed' && (row.quantity === 'gemm') === (row.family === null)),
    ).toBe(true)
    const far = answer.worst.map(({ measured, predicted }) => Math.abs(Math.log(predicted / measured)))
    expect(far).toEqual([...far].sort((first, second) => second - first))
  })

  it('name the row of a run that can be opened, with what it ran, and none of an operator', async () => {
    const runs = await recompute([read('argonne_e2e_latency_throughput.csv')])
    const [worst] = runs.worst
    expect(worst?.file).toBe('argonne_e2e_latency_throughput.csv')
    expect(worst?.scenario?.deployment.serving).toBe('static')
    const operators = await recompute([read('op_gemm_aic.csv')])
    expect(operators.worst.every((row) => row.scenario === null)).toBe(true)
  })

  it('name a file of another layout beside one that is read', async () => {
    const answer = await recompute([{ name: '../away.csv', text: 'a,b\n1,2\n' }, read('op_gemm_aic.csv')])
    expect(answer.files[0]).toMatchObject({ file: '../away.csv', compared: 0 })
    expect(answer.files[0]?.problem).toMatch(/^No known layout/)
    expect(answer.rows.length).toBeGreaterThan(0)
  })
})

it('refuses no files at all, in one sentence', async () => {
  const reply = await core.app.dispatch('accuracy.recompute', { files: [] })
  expect(reply.ok ? '' : reply.error.code).toBe('invalid-input')
})
