/**
 * The golden report of the sample document: what it says (the data its template is given) and the facts of its PDF
 * (pages, hash of the bytes). A change shows up here as a readable difference; look at the pages, then accept it with
 * UPDATE_GOLDEN=1.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { reportContent } from '#main/report/content.ts'
import { createReports } from '#main/report/makeReport.ts'
import { RESOURCES, sampleRequest } from '../support/reportSample.ts'

const UPDATE = process.env['UPDATE_GOLDEN'] === '1'
const FACTS = new URL('./report.facts.json', import.meta.url)
const CONTENT = new URL('./report.content.json', import.meta.url)

// The build that every machine has.
const reports = createReports({ resourcesFolder: RESOURCES, only: 'wasm' })

afterAll(() => reports.close())

/** Compares with what is committed, or commits to it. */
function expectGolden(file: URL, actual: unknown): void {
  const text = `${JSON.stringify(actual, null, 2)}\n`
  if (UPDATE) writeFileSync(file, text)
  expect(existsSync(file), `${file.pathname} is missing: make it with UPDATE_GOLDEN=1`).toBe(true)
  expect(text).toBe(readFileSync(file, 'utf8'))
}

describe('golden report', () => {
  it('says what it said before', () => {
    const { workspace, results, verdict, decided, documentHash } = sampleRequest()
    const { data } = reportContent(workspace, results, {
      documentHash,
      program: 'Memwall 0.0.0',
      attachment: null,
      verdict,
      decided,
      analyses: null,
      basis: null,
    })
    expectGolden(CONTENT, data)
  })

  it('has the same number of pages and the same bytes', { timeout: 90_000 }, async () => {
    const { bytes, pages } = await reports.make(sampleRequest())
    expectGolden(FACTS, { pages, sha256: createHash('sha256').update(bytes).digest('hex') })
  })
})
