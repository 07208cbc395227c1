import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { softwareFileSchema } from '#shared/domain/market/software.ts'
import { MATRIX_COLUMNS, matrixRows, stepFrom } from '../../../../../src-renderer/library/market/softwareCells.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const software = softwareFileSchema.parse(
  JSON.parse(readFileSync(repositoryFile('resources/market/software.json'), 'utf8')),
)
const rows = matrixRows(software)

describe('the matrix of software support', () => {
  it('has every fact of a platform in one cell', () => {
    const shown = rows.flatMap(({ cells }) => cells).filter((cell) => cell !== null)
    const facts = software.support.filter(({ platform }) => platform !== null)
    expect(shown).toHaveLength(facts.length)
    for (const fact of facts) expect(shown).toContainEqual({ ...fact, cited: software.sources[fact.source] })
    for (const { cells } of rows) expect(cells).toHaveLength(MATRIX_COLUMNS.length)
  })

  it('is walked by arrows over cells of which something is known', () => {
    const at = (platform: string) => rows.findIndex((row) => row.platform === platform)
    const column = (criterion: string) => MATRIX_COLUMNS.findIndex(([first]) => first === criterion)
    const start = { row: at('cuda'), column: column('vllm') }
    expect(stepFrom(rows, start, 'ArrowRight')).toEqual({ row: at('cuda'), column: column('sglang') })
    expect(stepFrom(rows, start, 'ArrowDown')).toEqual({ row: at('rocm'), column: column('vllm') })
    // Of ROCm and TensorFlow nothing is known: the step goes over it.
    expect(stepFrom(rows, { row: at('rocm'), column: column('jax') }, 'ArrowRight')).toEqual({
      row: at('rocm'),
      column: column('awq'),
    })
    expect(stepFrom(rows, start, 'ArrowUp')).toBeNull()
    expect(stepFrom(rows, start, 'ArrowLeft')).toBeNull()
    expect(stepFrom(rows, start, 'Enter')).toBeNull()
    expect(stepFrom(rows, { row: rows.length - 1, column: column('mlperf') }, 'ArrowDown')).toBeNull()
  })
})
