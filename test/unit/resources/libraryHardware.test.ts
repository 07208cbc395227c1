import { describe, expect, it } from 'vitest'
import { figureAt } from '#shared/domain/overrides.ts'
import { modelLevel } from '#shared/domain/hardware.ts'
import { allFigures, device, level, sharedFacts, sharedRows, shipped } from './libraryProfiles.ts'

const peak = (id: string, format: string) => figureAt(device(id), `peaks.${format}`)?.value ?? null
const up = (id: string) => device(id).scaleUp?.bandwidth.value ?? null
const others = (id: string, path: string) => figureAt(device(id), path)?.alternatives?.map((other) => other.value) ?? []

describe('dense, not sparse', () => {
  it.each([
    ['h100-sxm', 'bf16', 989e12],
    ['h100-sxm', 'fp8', 1979e12],
    ['h200-sxm', 'fp8', 1979e12],
    ['l40s', 'fp8', 733e12],
    ['l4', 'fp8', 242e12],
    ['b200-sxm', 'fp4', 9e15],
    ['gb200-nvl72', 'fp4', 10e15],
    ['b300-sxm', 'fp4', 14e15],
    ['gb300-nvl72', 'fp4', 15e15],
    ['b300-sxm', 'int8', 153.5e12],
    ['gb300-nvl72', 'int8', 165e12],
    ['b300-sxm', 'fp64', 1.25e12],
    ['b200-sxm', 'fp64', 37e12],
    ['vr200-nvl72', 'fp4', 35e15],
    ['mi355x', 'fp8', 5033e12],
    ['mi455x', 'fp8', 10e15],
    ['rtx-4090', 'fp16', 165.2e12],
    ['rtx-4090', 'fp8', 330.3e12],
    ['rtx-5090', 'fp16', 209.5e12],
    ['rtx-5090', 'fp8', 419e12],
    ['trainium2', 'bf16', 667e12],
    ['trainium3', 'bf16', 671e12],
    ['trainium3', 'fp8', 2517e12],
    ['trainium3', 'fp4', 2517e12],
    ['gaudi3', 'bf16', 1677e12],
    ['tpu-v6e', 'fp8', 918e12],
    ['tpu-v5p', 'fp8', 459e12],
    ['tpu7x', 'fp8', 4614e12],
    ['groq-chip1', 'fp16', 188e12],
    ['ascend-910c', 'bf16', 752e12],
  ])('%s %s is %d', (id, format, value) => {
    expect(peak(id, format)).toBe(value)
  })

  it('formats a device lacks are absent, not zero', () => {
    expect(device('a100-sxm-80').peaks).not.toHaveProperty('fp8')
    expect(device('groq-chip1').peaks).not.toHaveProperty('fp8')
    expect(device('blackhole-p150a').peaks).not.toHaveProperty('fp8')
  })

  it('keeps what sources disagree on beside the value', () => {
    expect(others('b300-sxm', 'peaks.fp4')).toEqual([13.5e15, 15e15, 12.6e15])
    expect(others('b200-sxm', 'peaks.fp4')).toEqual([10e15])
    expect(others('gaudi3', 'peaks.bf16')).toEqual([1835e12])
  })

  /** Ratios beyond two, and why they are right. */
  const STEEP: Readonly<Record<string, string>> = {
    'vr200-nvl72 fp8': 'announced: low precision grew more than bf16',
    'b300-sxm fp4': 'the fp4 units alone were enlarged',
    'gb300-nvl72 fp4': 'the fp4 units alone were enlarged',
    'rtx-4090 int8': 'fp16 is held to fp32 accumulation, int8 is not',
    'rtx-5090 int8': 'fp16 is held to fp32 accumulation, int8 is not',
    'rtx-5090 fp4': 'fp8 is held to fp32 accumulation, fp4 is not',
    'groq-chip1 int8': 'four int8 units to one fp16 unit',
    'trainium3 fp8': 'the fp8 path is four times as wide',
    'wormhole-n150 fp8': 'printed so by the vendor',
    'wormhole-n300 fp8': 'printed so by the vendor',
    'mi355x fp6': 'fp6 runs at the rate of fp4',
    'mi350x fp6': 'fp6 runs at the rate of fp4',
    'rtx-5080 int8': 'fp16 is held to fp32 accumulation, int8 is not',
    'rtx-5080 fp4': 'fp8 is held to fp32 accumulation, fp4 is not',
  }
  it.each(shipped.hardware)('$id: halving the bits at most doubles the peak, or there is a reason', (profile) => {
    const value = (format: keyof typeof profile.peaks) => profile.peaks[format]?.value ?? null
    const sixteen = value('bf16') ?? value('fp16')
    const pairs: readonly [string, number | null, number | null][] = [
      ['fp8', value('fp8'), sixteen],
      ['int8', value('int8'), sixteen],
      ['fp6', value('fp6'), value('fp8')],
      ['fp4', value('fp4'), value('fp8')],
    ]
    const steep = pairs
      .filter(([format, narrow, wide]) => {
        const limit = format === 'fp6' ? 1.02 : 2.03
        return narrow !== null && wide !== null && narrow > limit * wide
      })
      .map(([format]) => `${profile.id} ${format}`)
    expect(steep).toEqual(Object.keys(STEEP).filter((name) => name.startsWith(`${profile.id} `)))
  })
})

describe('the wafer', () => {
  it.each([
    ['cerebras-wse3', 15.84e15, 125e15, 900_000],
    ['cerebras-wse2', 7.48e15, 62.5e15, 850_000],
  ])('%s has an estimated dense peak, and its sparse headline only on record', (id, dense, sparse, cores) => {
    const profile = device(id)
    expect(profile.peaks.fp16).toMatchObject({ value: dense, grade: 'estimate' })
    expect(profile.other['sparseFp16']?.value).toBe(sparse)
    for (const figure of Object.values(profile.peaks)) expect(figure.value ?? 0).toBeLessThan(sparse / 4)
    expect(profile.mesh).toMatchObject({
      cores: { value: cores },
      clock: { value: 1.1e9 },
      sramPerCore: { value: 48 * 1024 },
    })
    expect(profile.dieArea.value).toBe(46_225)
  })

  it.each(['cerebras-wse2', 'cerebras-wse3'])('%s: the fabric on the wafer is not a link', (id) => {
    const profile = device(id)
    expect(profile.other['onWaferFabric']?.value).toBeGreaterThan(25e15)
    for (const link of [profile.scaleUp, profile.scaleOut, profile.hostLink]) expect(link?.bandwidth.value).toBe(150e9)
    expect(level(id, 'memoryx')).toMatchObject({ kind: 'external', holdsModel: false, bandwidth: { value: 150e9 } })
    expect(level(id, 'sram')).toMatchObject({ kind: 'sram', holdsModel: true })
  })

  it('holds 44 GB at 21 PB/s, half a wafer-generation more than 40 GB at 20 PB/s', () => {
    expect(level('cerebras-wse3', 'sram')).toMatchObject({ capacity: { value: 44e9 }, bandwidth: { value: 21e15 } })
    expect(level('cerebras-wse2', 'sram')).toMatchObject({ capacity: { value: 40e9 }, bandwidth: { value: 20e15 } })
  })
})

describe('what the machine reports, not what the label says', () => {
  it.each([
    ['tpu-v5p', 95 * 2 ** 30],
    ['tpu-v5e', 16e9],
    ['tpu-v6e', 32e9],
    ['trainium2', 96 * 2 ** 30],
  ])('%s has %d bytes of HBM', (id, bytes) => {
    expect(level(id, 'hbm').capacity.value).toBe(bytes)
  })

  /** Bytes that nvidia-smi, rocm-smi or the system report of one device. */
  const REPORTED: Readonly<Record<string, number>> = {
    'a100-sxm-40': 40_960 * 2 ** 20,
    'a100-sxm-80': 81_920 * 2 ** 20,
    'h100-sxm': 81_559 * 2 ** 20,
    'h100-pcie': 81_559 * 2 ** 20,
    'h200-sxm': 143_771 * 2 ** 20,
    h20: 97_871 * 2 ** 20,
    l40s: 46_068 * 2 ** 20,
    l4: 23_034 * 2 ** 20,
    'b200-sxm': 183_359 * 2 ** 20,
    'b300-sxm': 275_040 * 2 ** 20,
    'gb200-nvl72': 189_471 * 2 ** 20,
    'gb300-nvl72': 284_208 * 2 ** 20,
    'rtx-4090': 24_564 * 2 ** 20,
    'rtx-5090': 32_607 * 2 ** 20,
    'rtx-5080': 16_303 * 2 ** 20,
    'rtx-pro-6000-server': 97_887 * 2 ** 20,
    mi250x: 2 * 68_702_699_520,
    mi300x: 206_141_652_992,
    mi350x: 309_220_868_096,
    mi355x: 309_220_868_096,
    'dgx-spark-gb10': 119 * 2 ** 30,
    'strix-halo-395': 62.5e9,
  }
  const reported = sharedRows('capacity.csv')
  const capacityOf = (id: string): number => modelLevel(device(id)).capacity.value ?? Number.NaN

  it.each(Object.entries(REPORTED))('%s has the %d bytes it reports, to 1 %', (id, bytes) => {
    expect(Math.abs(capacityOf(id) / bytes - 1)).toBeLessThan(0.01)
    expect(['measured', 'vendor']).toContain(modelLevel(device(id)).capacity.grade)
  })

  it.skipIf(reported === null)('agrees to 1 % with every report there is', () => {
    const ours = new Set(shipped.hardware.map(({ id }) => id))
    const told = (reported ?? []).filter((row) => row['reported_bytes'] !== '' && ours.has(row['device_id'] ?? ''))
    for (const { device_id: id = '', reported_bytes: bytes } of told) {
      expect(Math.abs(capacityOf(id) / Number(bytes) - 1), id).toBeLessThan(0.01)
    }
    expect(new Set(told.map((row) => row['device_id']))).toEqual(new Set(Object.keys(REPORTED)))
  })

  it('keeps the label and the other readings as alternatives', () => {
    expect(others('h200-sxm', 'memory.hbm.capacity')).toEqual([141e9, 141 * 2 ** 30])
    expect(others('b200-sxm', 'memory.hbm.capacity')).toEqual([180e9, 180 * 2 ** 30, 192e9, 191_501_854_310])
    expect(others('l4', 'memory.gddr.capacity')).toEqual([24 * 2 ** 30])
    expect(others('mi325x', 'memory.hbm.capacity')).toEqual([256 * 2 ** 30])
  })

  it.each([
    ['h100-sxm', 3.35e12],
    ['h200-sxm', 4.8e12],
    ['b200-sxm', 8e12],
    ['mi300x', 5.3e12],
    ['tpu-v5p', 2765e9],
    ['tpu-v5e', 819e9],
    ['sn40l', 1.6e12],
  ])('%s reads HBM at %d bytes/s', (id, bandwidth) => {
    expect(level(id, 'hbm').bandwidth.value).toBe(bandwidth)
  })

  it('takes the usable 46,068 MiB of L40S', () => {
    expect(level('l40s', 'gddr').capacity.value).toBe(46_068 * 2 ** 20)
  })
})

describe('links are per direction', () => {
  it.each([
    ['a100-sxm-80', 300e9],
    ['h100-sxm', 450e9],
    ['h200-sxm', 450e9],
    ['b200-sxm', 900e9],
    ['gb200-nvl72', 900e9],
    ['vr200-nvl72', 1.8e12],
    ['mi300x', 448e9],
    ['mi355x', 535.5e9],
    ['tpu-v5e', 200e9],
    ['tpu-v5p', 600e9],
    ['tpu-v6e', 400e9],
    ['tpu7x', 600e9],
    ['trainium2', 640e9],
    ['gaudi2', 262.5e9],
    ['gaudi3', 525e9],
    ['ascend-910c', 392e9],
    ['groq-chip1', 240e9],
    ['bow-ipu', 32e9],
  ])('%s scales up at %d bytes/s', (id, bandwidth) => {
    expect(up(id)).toBe(bandwidth)
  })

  it('networks are given in bits and stored in bytes', () => {
    expect(device('h100-sxm').scaleOut?.bandwidth).toMatchObject({ value: 50e9, published: '400 Gb/s' })
    expect(device('b200-sxm').scaleOut?.bandwidth.value).toBe(50e9)
  })

  it('a mesh and a torus are not a switch', () => {
    expect(device('mi300x').scaleUp).toMatchObject({ topology: 'mesh', domain: { value: 8 } })
    expect(device('tpu-v5p').scaleUp?.topology).toBe('torus')
    expect(device('gb200-nvl72').scaleUp).toMatchObject({ topology: 'switch', domain: { value: 72 } })
  })

  it.each(['rtx-4090', 'rtx-5090', 'm2-ultra'])('%s has no scale-up link', (id) => {
    expect(device(id).scaleUp).toBeNull()
  })

  it('the fabric inside a system is not a link of the system', () => {
    const system = device('cloudmatrix384')
    expect(system.scaleUp).toBeNull()
    expect(system.other['onSystemFabric']?.value).toBe(269e12)
    expect(system.scaleOut?.bandwidth.value).toBe(384 * 50e9)
  })
})

describe('power, price and energy', () => {
  it('knows no idle power, and says so', () => {
    for (const profile of shipped.hardware) expect(profile.power.idle.value).toBeNull()
  })

  it('has the board and the provisioned power apart', () => {
    expect(device('b200-sxm').power).toMatchObject({ board: { value: 1000 }, provisioned: { value: 2170 } })
    expect(device('cerebras-wse3').power.board).toMatchObject({ value: 23_000, grade: 'estimate' })
  })

  it('prices carry their kind, and placeholders are no price', () => {
    expect(device('b200-sxm').price.rental).toMatchObject({ value: 2.9, low: 1.95, high: 2.9 })
    expect(device('b200-sxm').price.purchase.note).toMatch(/street/)
    expect(device('cerebras-wse3').price.purchase.grade).toBe('guess')
    expect(device('b300-sxm').price.rental.value).toBeNull()
    expect(device('tpu-v5p').price.rental.value).toBeNull()
    expect(device('trainium2').price.rental.value).toBeNull()
  })

  it('energy per byte is eight times the energy per bit', () => {
    expect(level('h200-sxm', 'hbm').energyPerByte).toMatchObject({
      value: 6.4e-11,
      published: '8.0 pJ/bit',
      grade: 'estimate',
    })
    expect(level('a100-sxm-80', 'hbm').energyPerByte.value).toBe(4.8e-11)
    for (const profile of shipped.hardware) {
      for (const { energyPerByte } of profile.memory) {
        if (energyPerByte.value !== null) expect(energyPerByte.value).toBeGreaterThan(1e-11)
      }
    }
  })
})

describe('shape', () => {
  it.each(shipped.hardware)('$id: levels are fastest first, with names of their own', (profile) => {
    const bandwidths = profile.memory.map((entry) => entry.bandwidth.value).filter((value) => value !== null)
    expect(bandwidths).toEqual(bandwidths.toSorted((left, right) => right - left))
    expect(new Set(profile.memory.map((entry) => entry.id)).size).toBe(profile.memory.length)
    expect(profile.memory.some((entry) => entry.holdsModel)).toBe(true)
  })

  it.each(shipped.hardware)('$id: every figure that can be overridden is found by its path', (profile) => {
    const paths = [
      ...Object.keys(profile.peaks).map((format) => `peaks.${format}`),
      ...profile.memory.flatMap(({ id }) => [`memory.${id}.capacity`, `memory.${id}.bandwidth`]),
      'power.board',
      'price.purchase',
      'dieArea',
    ]
    for (const path of paths) expect(figureAt(profile, path), path).not.toBeNull()
  })
})

describe('package, die and rack', () => {
  it.each([
    ['mi250x', 'bf16', 383e12, 2 * 68_702_699_520],
    ['ascend-910c', 'bf16', 752e12, 128e9],
    ['tpu7x', 'bf16', 2307e12, 192 * 2 ** 30],
    ['gb200-nvl72', 'bf16', 2.5e15, 189_471 * 2 ** 20],
    ['vr200-nvl72', 'bf16', 4e15, 288e9],
  ])('%s is counted by the package: %s is %d FLOP/s, HBM %d bytes', (id, format, flops, bytes) => {
    expect(device(id).unitOfAccount).toMatch(/^package/)
    expect(peak(id, format)).toBe(flops)
    expect(level(id, 'hbm').capacity.value).toBe(bytes)
  })

  it('a card with two chips has twice the memory of the card with one', () => {
    for (const figure of ['capacity', 'bandwidth'] as const) {
      const one = level('wormhole-n150', 'gddr')[figure].value ?? Number.NaN
      expect(level('wormhole-n300', 'gddr')[figure].value).toBe(2 * one)
    }
  })

  it('a rack of 72 packages is 72 devices, also where its name counts dies', () => {
    for (const id of ['gb200-nvl72', 'gb300-nvl72', 'vr200-nvl72']) expect(device(id).scaleUp?.domain.value).toBe(72)
  })

  it('a system of 384 packages has 384 times one, within the rounding of its page', () => {
    const system = device('cloudmatrix384')
    expect(system.unitOfAccount).toBe('system of 384 packages')
    expect((peak('cloudmatrix384', 'bf16') ?? 0) / (384 * (peak('ascend-910c', 'bf16') ?? 0))).toBeCloseTo(1, 2)
    expect((level('cloudmatrix384', 'hbm').capacity.value ?? 0) / (384 * 128e9)).toBeCloseTo(1, 2)
  })

  it('the link of a package of two dies is that of both', () => {
    expect(up('ascend-910c')).toBe(2 * 196e9)
  })

  it('Blackhole has the cores its firmware leaves it', () => {
    expect(peak('blackhole-p150a', 'bf16')).toBe(332e12)
    expect(device('blackhole-p150a').other['blockFp8']?.value).toBe(664e12)
  })
})

describe('disagreement is on record', () => {
  it.each([
    ['b300-sxm', 'memory.hbm.capacity', [288e9, 268e9]],
    ['b300-sxm', 'peaks.int8', [4500e12]],
    ['gb200-nvl72', 'memory.hbm.capacity', [186e9, 192e9]],
    ['mi355x', 'scaleUp.bandwidth', [576e9]],
    ['mi455x', 'memory.hbm.bandwidth', [19.6e12]],
    ['ascend-950dt', 'peaks.fp8', [977e12]],
    ['ascend-950dt', 'peaks.fp4', [1953e12]],
    ['groq-chip1', 'power.board', [300]],
  ])('%s %s also reads %j', (id, path, values) => {
    expect(others(id, path)).toEqual(values)
  })

  const facts = sharedFacts('hardware.json')
  it.skipIf(facts === null)('keeps every other value the facts give, in SI', () => {
    let checked = 0
    for (const fact of (facts ?? []) as readonly { readonly id: string }[]) {
      const known = allFigures(device(fact.id)).flatMap(({ figure }) => [
        figure.value ?? Number.NaN,
        ...(figure.alternatives ?? []).map((other) => other.value),
      ])
      for (const value of alternativesIn(fact)) {
        checked += 1
        const found = FACT_UNITS.some((factor) => known.some((other) => Math.abs(other / (value * factor) - 1) < 1e-6))
        expect(found, `${fact.id}: ${value}`).toBe(true)
      }
    }
    expect(checked).toBeGreaterThan(40)
  })

  /** Units of the facts against SI: as it is, TFLOP/s, Gb/s, pJ/bit. */
  const FACT_UNITS = [1, 1e12, 1e9 / 8, 8e-12]

  function alternativesIn(value: unknown): number[] {
    if (Array.isArray(value)) return value.flatMap(alternativesIn)
    if (value === null || typeof value !== 'object') return []
    return Object.entries(value).flatMap(([key, inner]) =>
      key === 'alternatives' && Array.isArray(inner)
        ? (inner as readonly { readonly value: unknown }[]).flatMap((other) =>
            typeof other.value === 'number' ? [other.value] : [],
          )
        : alternativesIn(inner),
    )
  }
})

interface FactDevice {
  readonly id: string
  readonly peak_dense_tflops: Record<string, { value: number } | null>
  readonly memory: { capacity_bytes: { value: number } | null; bandwidth_bytes_per_s: { value: number } | null }[]
  readonly tdp_w: { value: number } | null
}

describe('the facts the library was written from', () => {
  const before = sharedFacts('hardware.json') as readonly FactDevice[] | null
  const later = sharedFacts('hardware_2026_11.json') as readonly FactDevice[] | null
  // A refined entry stands in place of the one of the same id.
  const facts = new Map([...(before ?? []), ...(later ?? [])].map((fact) => [fact.id, fact]))

  it.skipIf(before === null || later === null)('are all there, unchanged', () => {
    expect(shipped.hardware.map((profile) => profile.id).toSorted()).toEqual([...facts.keys()].toSorted())
    for (const fact of facts.values()) {
      const profile = device(fact.id)
      for (const [format, entry] of Object.entries(fact.peak_dense_tflops)) {
        if (!entry || NOT_TAKEN.has(`${fact.id} ${format}`)) continue
        expect(peak(fact.id, format) ?? 0, `${fact.id} ${format}`).toBeCloseTo(entry.value * 1e12, -3)
      }
      const known = new Set(
        allFigures(profile.memory).flatMap(({ figure }) => [
          figure.value,
          ...(figure.alternatives ?? []).map(({ value }) => value),
        ]),
      )
      for (const entry of fact.memory) {
        if (entry.capacity_bytes) expect(known).toContain(entry.capacity_bytes.value)
        if (entry.bandwidth_bytes_per_s) expect(known).toContain(entry.bandwidth_bytes_per_s.value)
      }
      expect(profile.power.board.value).toBe(fact.tdp_w?.value ?? null)
    }
  })

  /** Peaks that nobody vouches for, and one that counts another format. */
  const NOT_TAKEN = new Set(['sn50 bf16', 'sn50 fp8', 'galaxy-blackhole fp8'])

  it('what pages of low trust alone claim is no peak', () => {
    expect([peak('sn50', 'bf16'), peak('sn50', 'fp8')]).toEqual([null, null])
    expect(device('galaxy-blackhole').other['blockFp8']?.value).toBe(23e15)
  })

  it('what measurements reach stands on record, and is no peak', () => {
    for (const id of ['m2-ultra', 'm3-ultra', 'm4-max', 'm5-max']) {
      expect(device(id).other['measuredPrompt']?.grade, id).toBe('derived')
    }
    expect(peak('m5-max', 'fp16')).toBeNull()
    expect(peak('strix-halo-395', 'bf16')).toBe(59.4e12)
    expect(device('strix-halo-395').other['measuredBf16Products']?.value).toBe(36.9e12)
  })
})
