import fc from 'fast-check'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { validate, type ValidationOptions } from '#main/app/accuracy/validator.ts'
import { FACTS } from '../../../../support/engineScenarios.ts'
import { temporaryFolder } from '../../../../support/folders.ts'

const OPTIONS: ValidationOptions = { groupings: [['quantity'], ['file']], worst: 3, limit: null }
const HEADER = 'source,hardware,framework,kernel,op,dtype,m,n,k,latency_ms,derived_TFLOPS'
const row = (device: string, milliseconds: number): string =>
  `"s, quoted",${device},VLLM 9.9,x,gemm,bf16,64,8192,8192,${milliseconds},1`

const SHARED = fileURLToPath(new URL('../../../../../../shared/measured', import.meta.url))
const present = existsSync(SHARED)
if (!present)
  process.stdout.write('skipped: the public measurements are not beside the repository (../shared/measured)\n')

describe('validation of files', () => {
  it('reads a folder in name order, names what it does not know, and goes on', async () => {
    const folder = temporaryFolder()
    writeFileSync(
      path.join(folder, 'b.csv'),
      `\ufeff${HEADER}\r\n${row('NVIDIA H200', 0.05)}\r\n${row('NVIDIA Z1', 1)}\r\n`,
    )
    writeFileSync(path.join(folder, 'a.csv'), 'colour,taste\nred,sweet\n')
    writeFileSync(path.join(folder, 'c.CSV'), `${HEADER}\n${row('NVIDIA H200', 0.06)}\n"open\n`)
    writeFileSync(path.join(folder, 'd.csv'), '')
    writeFileSync(path.join(folder, 'notes.txt'), 'not a table')
    mkdirSync(path.join(folder, 'deep.csv'))
    const { files, collector } = await validate(folder, FACTS, OPTIONS)
    expect(files).toMatchObject([
      { file: 'a.csv', layout: null, problem: expect.stringContaining('colour, taste') },
      { file: 'b.csv', layout: 'Matrix products', rows: 2, compared: 1, leftOut: 1, problem: null },
      { file: 'c.CSV', compared: 1, problem: expect.stringContaining('quote is still open') },
      { file: 'd.csv', layout: null, problem: 'The file is empty.' },
      { file: 'deep.csv', layout: null, problem: expect.stringContaining('is a folder; name a CSV file') },
    ])
    expect(collector.groups(['quantity'])).toMatchObject([{ key: ['gemm'], count: 2 }])
    expect(collector.omissions()).toMatchObject([
      { reason: 'unknownDevice', count: 1, details: [{ detail: 'NVIDIA Z1' }] },
    ])
    expect(collector.worst()).toHaveLength(2)
  })

  it('reads no more rows than it is told, and refuses places with nothing to read', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'many.csv')
    writeFileSync(file, [HEADER, ...Array.from({ length: 50 }, () => row('NVIDIA H200', 0.05))].join('\n'))
    expect((await validate(file, FACTS, { ...OPTIONS, limit: 7 })).files[0]).toMatchObject({
      rows: 7,
      compared: 7,
    })
    await expect(validate(path.join(folder, 'none'), FACTS, OPTIONS)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(validate(temporaryFolder(), FACTS, OPTIONS)).rejects.toMatchObject({ code: 'not-found' })
    const empty = path.join(folder, 'empty.csv')
    writeFileSync(empty, '')
    await expect(validate(empty, FACTS, OPTIONS)).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('takes any fields without throwing: every row is compared or counted', async () => {
    const file = path.join(temporaryFolder(), 'fuzz.csv')
    const cell = fc.oneof(
      fc.constantFrom(
        'NVIDIA H200',
        'VLLM 1',
        'bf16',
        'fp8',
        'bfloat16',
        '-1',
        '0',
        '1e400',
        'NaN',
        '1e9',
        '64',
        '"',
        '',
      ),
      fc.string({ maxLength: 6 }).map((text) => text.replaceAll(/[",\r\n]/g, '')),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 12 }), { maxLength: 10 }), async (rows) => {
        const text = rows.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\n')
        writeFileSync(file, `${HEADER}\n${text}\n`)
        const [outcome] = (await validate(file, FACTS, OPTIONS)).files
        expect(outcome?.problem).toBeNull()
        expect((outcome?.compared ?? 0) + (outcome?.leftOut ?? 0)).toBe(rows.length)
      }),
      { numRuns: 60 },
    )
  })

  it.skipIf(!present)('predicts the public measurements: each known layout, and nothing below the floor', async () => {
    const { files, collector } = await validate(SHARED, FACTS, OPTIONS)
    expect(files.length).toBeGreaterThan(20)
    for (const { file, layout, problem, rows, compared, leftOut } of files) {
      expect({ file, problem }).toEqual({ file, problem: null })
      expect(layout, file).not.toBeNull()
      expect(rows, file).toBeGreaterThan(0)
      expect(compared + leftOut, file).toBeGreaterThan(0)
    }
    expect(collector.compared()).toBeGreaterThan(20_000)
    expect(collector.everything()?.predictedBelowFloor).toBe(0)
    expect(collector.groups(['quantity']).length).toBeGreaterThan(20)
    expect(collector.omissions().find(({ reason }) => reason === 'malformed')).toBeUndefined()
  })
})
