import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hostedFileSchema } from '#shared/domain/market/hosted.ts'
import { softwareFileSchema, type SoftwareCriterion } from '#shared/domain/market/software.ts'
import { spendFileSchema } from '#shared/domain/market/spend.ts'
import type { Grade } from '#shared/domain/provenance.ts'
import { sharedRows, shipped } from './libraryProfiles.ts'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../resources/market/${name}`, import.meta.url), 'utf8'))
const software = softwareFileSchema.parse(read('software.json'))
const hosted = hostedFileSchema.parse(read('hosted.json'))
const spend = spendFileSchema.parse(read('spend.json'))

type Row = Readonly<Record<string, string>>
/** Grades of the shared tables, as grades of the product; of the worst nothing is taken. */
const GRADES: Readonly<Record<string, readonly Grade[]>> = {
  A: ['vendor', 'measured'],
  B: ['secondary'],
  C: ['estimate'],
  D: [],
}
const entries = [
  ...software.support.map((entry) => ({ ...entry, cited: [entry.source], table: software.sources })),
  ...software.facts.map((entry) => ({ ...entry, cited: [entry.source], table: software.sources })),
  ...hosted.prices.map((entry) => ({ ...entry, cited: entry.sources, table: hosted.sources })),
  ...hosted.cacheShares.map((entry) => ({ ...entry, cited: [entry.source], table: hosted.sources })),
  ...spend.series.flatMap(({ points }) =>
    points.map((entry) => ({ ...entry, cited: [entry.source], table: spend.sources })),
  ),
]
/** Whether a date is told as exactly as a row tells it. */
const dated = ({ date, from }: { date: string; from?: string | undefined }, told: string): boolean =>
  told.includes(date) && (from === undefined || told.includes(from))

describe('what was read about the market', () => {
  it('has a source and a grade for every entry', () => {
    expect(entries.length).toBeGreaterThan(130)
    for (const { cited, table, grade, date } of entries) {
      expect(cited.map((key) => table[key]?.title ?? '')).not.toContain('')
      expect(['measured', 'vendor', 'secondary', 'derived', 'estimate']).toContain(grade)
      expect(date).toMatch(/^20\d\d/)
    }
  })

  it('names addresses that can be opened, and says where it has none', () => {
    const sources = [software, hosted, spend].flatMap((file) => Object.values(file.sources))
    for (const { address } of sources) if (address !== null) expect(new URL(address).protocol).toBe('https:')
    expect(
      sources
        .filter(({ address }) => address === null)
        .map(({ title }) => title)
        .toSorted(),
    ).toEqual([
      'Audit of the public price lists of clouds, 1 September 2026',
      'Survey of cache prices of hosted models, 2026',
      'Table of AWS instance prices, third quarter of 2026, as a public file has it',
    ])
  })

  it('names models of the library alone, and no price twice', () => {
    const ids = new Set(shipped.models.map(({ id }) => id))
    for (const { profile } of hosted.prices) if (profile !== null) expect(ids).toContain(profile)
    const names = hosted.prices.map(({ provider, model }) => `${provider} ${model}`)
    expect(new Set(names).size).toBe(names.length)
  })

  it('tells one thing of a platform and criterion, but for what its maker names', () => {
    const keys = software.support.flatMap(({ platform, criterion }) => (platform ? [`${platform} ${criterion}`] : []))
    expect(new Set(keys).size).toBe(keys.length)
  })
})

/** Criteria of the shared table by those of the product. */
const CRITERIA: Readonly<Record<string, SoftwareCriterion>> = {
  'vLLM in-tree or listed platform': 'vllm',
  'vLLM out-of-tree plugin': 'vllm',
  'vLLM listed platform': 'vllm',
  'vLLM platform': 'vllm',
  'vLLM quantisation AWQ': 'awq',
  'vLLM quantisation GPTQ': 'gptq',
  'vLLM quantisation FP8 W8A8': 'fp8',
  'vLLM quantisation INT8 W8A8': 'int8',
  'vLLM quantisation Marlin': 'marlin',
  'vLLM versions supported per software release': 'releases',
  'frameworks named by the vendor': 'frameworks',
  'MLPerf Inference v6.1 closed LLM rows / submitters': 'mlperf',
}

const STORED = /stored public file/
/** The address of an entry is the row's, unless the row has none to print or the entry is of a later edition. */
function sameAddress(address: string | null | undefined, row: Row, later: boolean): boolean {
  return later || STORED.test(row['source'] ?? '') || (row['source'] ?? '').includes(address ?? 'none')
}

const ecosystem = sharedRows('ecosystem.csv')
describe.skipIf(ecosystem === null)('the software of platforms and supply', () => {
  const [taken, left] = [true, false].map((take) => (ecosystem ?? []).filter(({ grade }) => (grade !== 'D') === take))

  it.each((taken ?? []).map((row) => [`${row['device_or_vendor']}, ${row['criterion']}`, row] as const))(
    '%s',
    (_name, row) => {
      const criterion = CRITERIA[row['criterion'] ?? '']
      const found =
        criterion === undefined
          ? software.facts.filter(
              (fact) => fact.subject === row['device_or_vendor'] && fact.criterion === row['criterion'],
            )
          : software.support.filter((fact) => fact.subject === row['device_or_vendor'] && fact.criterion === criterion)
      expect(found).toHaveLength(1)
      const [fact] = found
      if (!fact) return
      const counts = 'counts' in fact ? fact.counts : undefined
      expect(counts ? `${counts.results} / ${counts.submitters}` : fact.value).toBe(row['value'])
      expect(GRADES[row['grade'] ?? '']).toContain(fact.grade)
      const later =
        fact.edition !== undefined &&
        !(row['date'] ?? '').includes(fact.edition) &&
        fact.date > (row['date'] ?? '').slice(0, 4)
      if (!later && !/Q\d/.test(row['date'] ?? '')) expect(dated(fact, row['date'] ?? '')).toBe(true)
      expect(sameAddress(software.sources[fact.source]?.address, row, later)).toBe(true)
    },
  )

  it('takes nothing of the worst grade', () => {
    expect(left?.length).toBeGreaterThan(0)
    for (const row of left ?? []) {
      const same = software.facts.filter(
        (fact) => fact.subject === row['device_or_vendor'] && fact.criterion === row['criterion'],
      )
      expect(same).toEqual([])
    }
  })
})

const spending = sharedRows('spend.csv')
describe.skipIf(spending === null)('spending', () => {
  const points = spend.series.flatMap(({ name, unit, points: all }) => all.map((point) => ({ ...point, name, unit })))

  it('is what the shared table says, without its worst grade', () => {
    const taken = (spending ?? []).filter(({ grade }) => grade !== 'D')
    expect(points).toHaveLength(taken.length)
    expect(taken.length).toBeLessThan(spending?.length ?? 0)
    for (const row of taken) {
      const value = Number(row['value']) * ((row['unit'] ?? '').startsWith('percent') ? 0.01 : 1e9)
      const point = points.find(
        ({ name, year, who }) =>
          name === row['series'] && year === Number(row['year']?.slice(0, 4)) && who === row['who'],
      )
      expect(point?.value, row['series']).toBeCloseTo(value, 6)
      expect(GRADES[row['grade'] ?? '']).toContain(point?.grade)
      expect(point && dated(point, row['date'] ?? ''), row['series']).toBe(true)
      expect(spend.sources[point?.source ?? '']?.address).toBe(row['source'])
      expect(point?.atLeast === true).toBe(/more than|exceeds/.test(row['unit'] ?? ''))
    }
  })
})

const prices = sharedRows('prices.csv')
describe.skipIf(prices === null)('prices of hosted tokens', () => {
  const WHAT = /^API (.+?) (\S+) (cached input|input|output)$/
  const rows = (prices ?? []).flatMap((row) => {
    const [, provider, model, part] = WHAT.exec(row['what'] ?? '') ?? []
    return provider === undefined ? [] : [{ row, provider, model, part: part === 'cached input' ? 'cached' : part }]
  })

  it('are what the shared table says, where it says anything', () => {
    expect(rows.length).toBeGreaterThan(20)
    for (const { row, provider, model, part } of rows) {
      const entry = hosted.prices.find((each) => each.provider === provider && each.model === model)
      expect(entry?.[part as 'input' | 'cached' | 'output'], row['what']).toBe(Number(row['price']))
      expect(GRADES[row['grade'] ?? '']).toContain(entry?.grade)
      expect(entry && (dated(entry, row['date'] ?? '') || entry.date.startsWith(row['date'] ?? '–'))).toBe(true)
    }
    const named = new Set(rows.map(({ provider, model }) => `${provider} ${model}`))
    expect(new Set(hosted.prices.map(({ provider, model }) => `${provider} ${model}`))).toEqual(named)
  })

  it('of cached input are the shares of its row', () => {
    const row = prices?.find(({ what }) => what?.startsWith('Cache discount factor'))
    const told = (row?.['price'] ?? '').split(';').map((part) => {
      const [range = '', ...words] = part.trim().split(' ')
      const [low, high = low] = range.split('-').map(Number)
      return [words.join(' '), low, high]
    })
    expect(hosted.cacheShares.map(({ of, low, high }) => [of.replace(',', ''), low, high])).toEqual(told)
  })
})
