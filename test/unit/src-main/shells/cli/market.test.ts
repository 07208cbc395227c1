import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../../../support/commandLine.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const home = mkdtempSync(path.join(tmpdir(), 'memwall-home-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const shippedFile = (name: string): unknown =>
  JSON.parse(readFileSync(repositoryFile(`resources/market/${name}.json`), 'utf8'))

describe('memwall market', () => {
  it('prints every part with its sources by number', async () => {
    const { code, output, errors } = await runCommand(['market'], home)
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(output).toMatch(/^NVIDIA CUDA +5 of 5 +Yes \[1\] .*277 by 24 \[\d+\]$/m)
    expect(output).toMatch(/^Cerebras +1 of 5 +Not listed \[1\] +none \[\d+\]$/m)
    expect(output).toMatch(/^ {2}\[1\] vLLM, .*, https:\/\/raw\.githubusercontent\.com\/vllm-project\//m)
    expect(output).toMatch(/^HBM +Supply: reservation horizon months +18-24 +2025-11-26 +estimate \[\d+\]$/m)
    expect(output).toMatch(/^llama-3\.3-70b +Groq +0\.59 +Unknown +0\.79 +2026 +secondary \[\d+\]$/m)
    expect(output).toMatch(
      /^World AI spending +2026, forecast +2,528 B USD +Gartner January 2026 +2026-01-16 +secondary \[\d+\]$/m,
    )
    expect(output).toMatch(/^Inference share of AI compute +2023 +33 % +Deloitte/m)
    expect(output).toMatch(/more than 500 B USD/)
    for (const part of output.split(/\n(?=Hosted prices|Spending)/)) {
      const listed = [...part.matchAll(/^ {2}\[(\d+)\] /gm)].map(([, number]) => Number(number))
      const cited = new Set([...part.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number)))
      expect(listed).toEqual(listed.map((_, index) => index + 1))
      expect([...cited].toSorted((one, other) => one - other)).toEqual(listed)
    }
  })

  it('prints as JSON what is shipped: all of it, or the part that was asked for', async () => {
    const all = await runCommand(['market', '--json'], home)
    expect(JSON.parse(all.output)).toEqual({
      software: shippedFile('software'),
      hosted: shippedFile('hosted'),
      spending: shippedFile('spend'),
    })
    const hosted = await runCommand(['market', 'hosted', '--json'], home)
    expect(JSON.parse(hosted.output)).toEqual(shippedFile('hosted'))
  })

  it('refuses a part it does not have', async () => {
    const { code, errors } = await runCommand(['market', 'chips'], home)
    expect(code).toBe(2)
    expect(errors).toContain('not “chips”')
  })
})
