import { describe, expect, it } from 'vitest'
import { readTable } from '#main/imports/tables/csv.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import { readWhole } from '../../../../support/foreignFiles.ts'
import { shippedModel } from '../../../resources/libraryProfiles.ts'

describe('a table', () => {
  it.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\r\n1;2\r\n'],
    ['tabs', 'a\tb\n1\t2'],
    ['quotes', '"a","b"\n"1","2"\n'],
    ['a byte order mark and empty lines', '\uFEFFa,b\n\n1,2\n,\n'],
  ])('is read with %s', (_name, text) => {
    const { titles, rows } = readTable(text, 'x.csv')
    expect(titles).toEqual(['a', 'b'])
    expect(rows.map(({ cells }) => cells)).toEqual([['1', '2']])
  })

  it('keeps separators, quotes and lines inside of quotes, and knows its lines', () => {
    const { rows } = readTable('a,b\n"x, ""y""\nz",2\n3,\n', 'x.csv')
    expect(rows).toEqual([
      { line: 2, cells: ['x, "y"\nz', '2'] },
      { line: 4, cells: ['3', ''] },
    ])
  })

  it.each([
    ['', /is empty/],
    ['a,b\n"1,2\n', /Line 2 .* never closes/],
    ['a,b\n"1"x,2\n', /Line 2 .* closing quote/],
    ['a,b\n1,2,3\n', /Line 2 .* more cells/],
    [`a,b\n${'x'.repeat(5000)},1`, /Line 2 .* too long/],
    [`a${',b'.repeat(300)}\n`, /more than 200 cells/],
    ['a,b\n'.repeat(6000), /more than 5000 lines/],
  ])('%j is refused with its line', (text, message) => {
    expect(() => readTable(text, 'x.csv')).toThrow(message)
  })
})

const devices = (rows: string, titles = 'Name,Memory,Bandwidth') => readWhole('devices.csv', `${titles}\n${rows}\n`)

describe('a table of devices', () => {
  it('gives profiles in SI units with grade, source and what was typed', () => {
    const reading = devices(
      'Example 1,Acme,gpu,192 GB,HBM3e,8,2.3 PFLOP/s,"900 GB/s",8,1 kW,"$40,000",$2.5/h,2025,vendor,https://example.org/x\n' +
        'Example 2,Acme,,80 GiB,-,2.0,312 TFLOP/s,400 Gb/s,,400 W,,,unknown,,',
      'Name,Vendor,Kind,Memory,Memory kind,Bandwidth (TB/s),BF16 (dense),Scale-up,Scale-up devices,TDP,Price,Rental,Year,Grade,Source',
    )
    expect(reading.problems).toEqual([])
    const [first, second] = reading.entries.map(({ profile }) => profile)
    expect(first).toMatchObject({
      id: 'example-1',
      kind: 'gpu',
      peaks: { bf16: { value: 2.3e15, grade: 'vendor', source: 'file', published: '2.3 PFLOP/s' } },
      memory: [
        { kind: 'hbm', name: 'HBM3e', capacity: { value: 192e9 }, bandwidth: { value: 8e12, published: '8 TB/s' } },
      ],
      scaleUp: { bandwidth: { value: 900e9 }, domain: { value: 8 } },
      power: { board: { value: 1000 } },
      price: { purchase: { value: 40_000 }, rental: { value: 2.5 } },
      year: { value: 2025 },
      sources: { file: { title: 'https://example.org/x', address: 'https://example.org/x' } },
    })
    expect(second).toMatchObject({
      kind: 'accelerator',
      memory: [{ capacity: { value: 80 * 2 ** 30, grade: 'secondary' } }],
      scaleUp: { bandwidth: { value: 50e9 } },
      price: { purchase: { value: null, grade: null } },
      year: { value: null },
      sources: { file: { title: 'Table devices.csv', address: null } },
    })
    expect(reading.assumed).toEqual(['Devices without a kind are accelerators.', 'Memory without a kind is HBM.'])
  })

  it.each<readonly [string, string, RegExp]>([
    ['Name,Memory,Bandwidth', 'A,192,8 TB/s', /^Line 2, “Memory”: The unit is missing/],
    ['Name,Memory,Bandwidth', 'A,192 GB,8 TB', /^Line 2, “Bandwidth”: .*unit of a size/],
    ['Name,Memory,Bandwidth', 'A,192 gb,8 TB/s', /could be/],
    ['Name,Memory,Bandwidth', 'A,0 GB,8 TB/s', /write no 0/],
    ['Name,Memory,Bandwidth', 'A,-3 GB,8 TB/s', /write no 0/],
    ['Name,Memory,Bandwidth', 'A,1e999 GB,8 TB/s', /enter 1\u00a0EB or less/],
    ['Name,Memory,Bandwidth', ',192 GB,8 TB/s', /^Line 2: the name is missing/],
    ['Name,Memory,Bandwidth,Kind', 'A,192 GB,8 TB/s,toaster', /^Line 2, “Kind”: write one of gpu/],
    ['Name,Memory,Bandwidth,Grade', 'A,192 GB,8 TB/s,sure', /^Line 2, “Grade”/],
    ['Name,Memory,Bandwidth,ID', 'A,192 GB,8 TB/s,NOT AN ID', /^Line 2: “id” is not valid/],
    ['Name,Memory,Bandwidth,FP8 (sparse)', 'A,192 GB,8 TB/s,9 PFLOP/s', /holds sparse peaks/],
    ['Name,Memory,Bandwidth,Scale-up (bidirectional)', 'A,192 GB,8 TB/s,1.8 TB/s', /both directions/],
    ['Name,Memory,Bandwidth,VRAM', 'A,192 GB,8 TB/s,1 GB', /same as another column/],
    ['Name,Memory,Bandwidth', 'A,192 GB,8 TB/s\nA,80 GB,2 TB/s', /Two profiles of the file have the id “a”/],
  ])('with %s and %s has a problem that says where', (titles, rows, message) => {
    const { problems } = devices(rows, titles)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(message)
  })

  it.each<readonly [string, string]>([
    ['Name,Memory (GB),Bandwidth (GB/s),FP16 (TFLOPS),Power (W)', 'RTX 3090,24,936.2,71.16,350'],
    ['Name,Memory (GB),Bandwidth (GB/s),FP16,Power', 'RTX 3090,24 GB,936.2,71.16 TFLOPS,350 W'],
    [
      'GPU,Memory GB,Memory bandwidth GB per second,Peak FP16 Performance (TFLOPs),TDP Watts',
      'RTX 3090,24,936.2,71.16,350',
    ],
    ['Device,VRAM [GB],Bandwidth (max; GB/s),FP16 Tensor Core (dense) [TF],Power in W', 'RTX 3090,24,936.2,71.16,350'],
    ['Name,Memory_GB,Bandwidth_TB/s,FP16 dense TFLOP/s,Power_kW', 'RTX 3090,24,0.9362,71.16,0.35'],
  ])('reads the units of the titles %s', (titles, row) => {
    const { entries, problems, ignored } = devices(row, titles)
    expect([problems, ignored]).toEqual([[], []])
    expect(entries[0]?.profile).toMatchObject({
      peaks: { fp16: { value: 71.16e12 } },
      memory: [{ capacity: { value: 24e9 }, bandwidth: { value: expect.closeTo(936.2e9, -6) } }],
      power: { board: { value: 350 } },
    })
  })

  it.each<readonly [string, string, RegExp]>([
    ['Name,Memory (GB),Bandwidth (GB)', 'A,24,936', /“Bandwidth \(GB\)”: “GB” is the unit of a size/],
    ['Name,Memory (gb),Bandwidth (GB/s)', 'A,24,936', /“Memory \(gb\)”: “gb” could be/],
    ['Name,Memory (GB),Bandwidth', 'A,24,936', /“Bandwidth”: The unit is missing/],
  ])('says of %s with %s which unit is wrong', (titles, row, message) => {
    expect(devices(row, titles).problems).toEqual([expect.stringMatching(message)])
  })

  it('takes a title to the letter before one that only means the same', () => {
    const { entries, ignored } = devices('A,24 GB,1 TB/s,10 TFLOP/s,5 TFLOP/s', 'Name,Memory,Bandwidth,Peak FP16,FP16')
    expect(entries[0]?.profile).toMatchObject({ peaks: { fp16: { value: 5e12 } } })
    expect(ignored).toEqual(['Peak FP16'])
  })

  it('with titles of neither kind is foreign, and says which it needs', () => {
    expect(() => devices('1,2', 'Alpha,Beta')).toThrow(/devices need the columns Name, Memory and Bandwidth/)
  })
})

describe('a table of models', () => {
  const titles =
    'Name,Organisation,Layers,Hidden size,Heads,KV heads,Head size,Intermediate size,Vocabulary,Experts,Experts per token,Expert size,Dense layers,Tied,Gated,Context'
  const models = (rows: string) => readWhole('models.csv', `${titles}\n${rows}\n`)

  it('gives the layers the library has, dense and with experts', () => {
    const reading = models(
      'Llama 3.1 70B,Meta,80,8192,64,8,128,28672,"128,256",,,,,no,yes,128k\n' +
        'Qwen3 30B-A3B,Alibaba,48,2048,32,4,128,,151936,128,8,768,,no,yes,40960',
    )
    expect(reading.problems).toEqual([])
    const groups = reading.entries.map(({ profile }) => ('layerGroups' in profile ? profile.layerGroups : null))
    expect(groups[0]).toEqual(shippedModel('llama-3.1-70b').layerGroups)
    expect(groups[1]).toEqual(shippedModel('qwen3-30b-a3b').layerGroups)
    const [first] = reading.entries
    if (first?.kind !== 'model') throw new Error('no model')
    expect(countParameters(first.profile).total).toBe(countParameters(shippedModel('llama-3.1-70b')).total)
  })

  it.each<readonly [string, RegExp]>([
    ['A,B,80,8192,,8,128,28672,1000,,,,,no,yes,', /^Line 2: the heads is missing/],
    ['A,B,80,8192,64,8,128,,1000,,,,,no,yes,', /^Line 2: the intermediate size is missing/],
    ['A,B,80,8192,64,8,128,1,1000,64,,32,,no,yes,', /^Line 2: the experts per token is missing/],
    ['A,B,80.5,8192,64,8,128,1,1000,,,,,no,yes,', /whole number/],
    ['A,B,9000,8192,64,8,128,1,1000,,,,,no,yes,', /^Line 2: “layerGroups/],
    ['A,B,80,8192,64,8,128,1,1000,,,,,perhaps,yes,', /“Tied”: write one of yes/],
  ])('%s has a problem that says where', (row, message) => {
    const { problems, entries } = models(row)
    expect(problems[0]).toMatch(message)
    expect(entries).toEqual([])
  })
})
