import { z } from 'zod'
import { figureSchema, figureWithin, sourceTableSchema, textFactSchema } from './provenance.ts'
import { coversSchema } from './covers.ts'
import { peakFormatSchema } from './precision.ts'
import { systemUnitSchema } from './systemUnit.ts'

/** What kind of machine a device is; it decides how operators map onto it. */
export const DEVICE_KINDS = ['gpu', 'tpu', 'accelerator', 'wafer', 'lpu', 'unified', 'cpu'] as const

/** Memory technologies, as the ladder and the roofline group them. */
export const MEMORY_KINDS = ['sram', 'hbm', 'gddr', 'lpddr', 'ddr', 'external'] as const

/**
 * One level of a device's memory, fastest first in the profile. Capacity in bytes and bandwidth in bytes/s, both per
 * device (the sum over its cores for scratchpads). `holdsModel` is true for levels that weights and KV may live in:
 * HBM, GDDR, LPDDR, wafer SRAM; false for registers, caches and scratchpads of HBM machines.
 * `external` levels (MemoryX, host DRAM) sit behind a link and are streamed from.
 */
export const memoryLevelSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().max(80),
  kind: z.enum(MEMORY_KINDS),
  holdsModel: z.boolean(),
  capacity: figureWithin('hardware.memory.capacity'),
  bandwidth: figureWithin('hardware.memory.bandwidth'),
  /** Joules per byte moved from this level. */
  energyPerByte: figureWithin('hardware.memory.energyPerByte'),
})
/** One level of a device's memory. */
export type MemoryLevel = z.infer<typeof memoryLevelSchema>

/** How the devices of one domain are wired. `mesh` is all-to-all by direct links, where one pair gets 1/(n−1). */
export const TOPOLOGIES = ['switch', 'mesh', 'ring', 'torus', 'tree', 'point-to-point', 'unknown'] as const

/** A link of a device: bandwidth per device and per direction in bytes/s; `domain` counts the devices it reaches. */
export const linkSchema = z.strictObject({
  name: z.string().max(120),
  topology: z.enum(TOPOLOGIES),
  bandwidth: figureWithin('hardware.link.bandwidth'),
  domain: figureWithin('hardware.link.domain'),
})
/** A link of a device. */
export type Link = z.infer<typeof linkSchema>

/** The core grid of a wafer: what a broadcast or a reduction has to cross. */
export const meshSchema = z.strictObject({
  cores: figureWithin('hardware.mesh.cores'),
  /** Core clock in Hz. */
  clock: figureWithin('hardware.mesh.clock'),
  /** Bytes of SRAM per core. */
  sramPerCore: figureWithin('hardware.mesh.sramPerCore'),
})

/** One device: the unit that is bought, racked and counted in a scenario. Every number has a source or a grade. */
export const hardwareProfileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/),
  /** The device this is a user's copy of: what was measured on that one holds for the copy. Absent: a device of its own. */
  copyOf: z.string().max(64).optional(),
  /** The system this is one device of, which is bought or rented whole. Absent: the device is bought alone. */
  system: systemUnitSchema.optional(),
  name: z.string().min(1).max(120),
  vendor: z.string().min(1).max(80),
  kind: z.enum(DEVICE_KINDS),
  /** Architecture family, e.g. "hopper", "blackwell", "cdna3": the nearest relatives for calibration. */
  generation: z.string().max(60),
  year: figureWithin('hardware.year'),
  status: z.string().max(80),
  /** What one device is: "package", "wafer", "system of 384 packages". */
  unitOfAccount: z.string().max(80),
  formFactor: textFactSchema.nullable(),
  processNode: textFactSchema.nullable(),
  /** Dense peaks in FLOP/s (OP/s for integers), by format. A format the device lacks is absent. */
  peaks: z.partialRecord(peakFormatSchema, figureWithin('hardware.peaks')),
  memory: z.array(memoryLevelSchema).min(1).max(12),
  /** Link inside a node, rack or supernode. Null: the device has none. */
  scaleUp: linkSchema.nullable(),
  /** Network to other nodes. */
  scaleOut: linkSchema.nullable(),
  /** Link to host memory. */
  hostLink: linkSchema.nullable(),
  mesh: meshSchema.nullable(),
  power: z
    .strictObject({
      /** Board limit, watts per device. */
      board: figureWithin('hardware.power.board'),
      idle: figureWithin('hardware.power.idle'),
      /** Provisioned power per device with its share of host, network and cooling, watts. */
      provisioned: figureWithin('hardware.power.provisioned'),
      /** Hosts, fans and what joins the devices, beside the board limit: watts per device. Absent: worked out. */
      host: figureWithin('hardware.power.host').optional(),
      /** Network between nodes, beside the board limit: watts per device. Absent: worked out. */
      network: figureWithin('hardware.power.network').optional(),
    })
    .refine(({ board, idle }) => idle.value === null || board.value === null || idle.value <= board.value, {
      error: 'A device at rest draws no more than its board power.',
      params: { limit: 'limit.idle' },
      path: ['idle'],
    }),
  price: z.strictObject({
    /** Dollars per device. */
    purchase: figureWithin('hardware.price.purchase'),
    /** Dollars per device and hour. */
    rental: figureWithin('hardware.price.rental'),
    /** What the purchase price leaves out, dollars per device: hosts, network between nodes, racks with installation. */
    host: figureWithin('hardware.price.host').optional(),
    network: figureWithin('hardware.price.network').optional(),
    rack: figureWithin('hardware.price.rack').optional(),
  }),
  /** What prices and powers cover. Absent: an earlier Memwall wrote the profile, see `coverOf`. */
  covers: coversSchema.optional(),
  /** Silicon of one device, mm². */
  dieArea: figureWithin('hardware.dieArea'),
  /** Figures kept on record but not used in evaluation (sparse headlines, on-wafer fabric). */
  other: z.record(z.string().max(80), figureSchema),
  notes: z.array(z.string().max(2000)).max(40),
  sources: sourceTableSchema,
})
/** One device with its sources. */
export type HardwareProfile = z.infer<typeof hardwareProfileSchema>

/** The id under which measurements of a device are known: its own, or that of the device it is a copy of. */
export function measuredId({ id, copyOf }: Pick<HardwareProfile, 'id' | 'copyOf'>): string {
  return copyOf ?? id
}

/** The level that weights and KV live in: the fastest that holds a model on the device itself. */
export function modelLevel({ memory }: HardwareProfile): MemoryLevel {
  return (
    memory.find(({ holdsModel, kind }) => holdsModel && kind !== 'external') ??
    memory.find(({ kind }) => kind !== 'external' && kind !== 'sram') ??
    (memory[0] as MemoryLevel)
  )
}
