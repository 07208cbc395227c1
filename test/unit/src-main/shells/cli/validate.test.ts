import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../../../support/commandLine.ts'
import { temporaryFolder } from '../../../../support/folders.ts'

const home = mkdtempSync(path.join(tmpdir(), 'memwall-home-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const HEADER = 'source,hardware,framework,kernel,op,dtype,m,n,k,latency_ms,derived_TFLOPS'

function measured(): string {
  const folder = temporaryFolder()
  const rows = [1, 8, 64].map((m) => `s,NVIDIA H200,VLLM 9.9,x,gemm,bf16,${m},8192,8192,0.05,1`)
  writeFileSync(
    path.join(folder, 'products.csv'),
    [HEADER, ...rows, 's,NVIDIA Z1,VLLM 9.9,x,gemm,bf16,1,1,1,1,1'].join('\n'),
  )
  writeFileSync(path.join(folder, 'recipes.csv'), 'dish,salt\nsoup,much\n')
  return folder
}

describe('memwall validate', () => {
  it('prints tables, what is left out and why, and whose errors these are', async () => {
    const { code, output, errors } = await runCommand(['validate', measured()], home)
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(output).toContain('Matrix product')
    expect(output).toContain('recipes.csv: No known layout: its columns are dish, salt.')
    expect(output).toContain('the device is not in the library')
    expect(output).toContain('No prediction is below the physical floor.')
    expect(output).toContain('the errors of the fit')
  })

  it('prints the same as JSON, with requests that memwall predict answers alike', async () => {
    const folder = measured()
    const typed = ['validate', folder, '--json', '--worst', '2', '--by', 'device+quantity,file']
    const { code, output } = await runCommand(typed, home)
    expect(code).toBe(0)
    const answer = JSON.parse(output) as {
      compared: number
      groups: { by: string[]; groups: { key: string[]; count: number; median: number }[] }[]
      worst: { predicted: number; request: object }[]
      leftOut: { reason: string; count: number }[]
    }
    expect(answer.compared).toBe(3)
    expect(answer.groups.map(({ by }) => by)).toEqual([['device', 'quantity'], ['file']])
    expect(answer.groups[0]?.groups).toMatchObject([{ key: ['h200-sxm', 'gemm'], count: 3 }])
    expect(answer.leftOut).toMatchObject([{ reason: 'unknownDevice', count: 1 }])
    expect(answer.worst).toHaveLength(2)
    const requests = answer.worst.map(({ request }) => JSON.stringify(request)).join('\n')
    const again = await runCommand(['predict'], home, { input: requests })
    const seconds = again.output
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { seconds: number }).seconds)
    expect(seconds).toEqual(answer.worst.map(({ predicted }) => predicted))
    expect((await runCommand(typed, home)).output).toBe(output)
  })

  it('ends with a code that says what was wrong', async () => {
    expect((await runCommand(['validate'], home)).code).toBe(2)
    expect((await runCommand(['validate', 'x', '--by', 'colour'], home)).errors).toContain('--by takes quantity')
    expect((await runCommand(['validate', 'x', '--worst', '0'], home)).code).toBe(2)
    expect(await runCommand(['validate', '/none'], home)).toMatchObject({ code: 3, output: '' })
  })
})
