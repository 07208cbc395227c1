import { z } from 'zod'
import { coverSchema, SHARED_OUT, WHOLE, type Cover } from './covers.ts'
import { linkSchema, measuredId, TOPOLOGIES, type HardwareProfile, type Link } from './hardware.ts'
import { figureSchema, GRADES, sourceTableSchema, unknownFigure, type Figure, type Grade } from './provenance.ts'
import { SYSTEM_KINDS, systemWords } from './systemUnit.ts'

/**
 * A system as its facts file says it: which device, how many, and the figures that the system decides. Figures of
 * `network`, `hostMemory`, `power`, `purchase` and `rental` are those of the whole system; links are per device. What is
 * absent is the device's own.
 */
export const systemSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/),
  name: z.string().min(1).max(120),
  /** Who sells or rents it. The profile keeps the device's vendor, who decides formats and kernels. */
  vendor: z.string().min(1).max(80),
  /** Id of the device it is built of. */
  device: z.string().max(64),
  devices: z.number().int().min(1).max(100_000),
  kind: z.enum(SYSTEM_KINDS),
  status: z.string().max(80).optional(),
  /** Link inside the system, where it is not simply the device's: per device and per direction. */
  scaleUp: z
    .strictObject({
      name: z.string().max(120),
      topology: z.enum(TOPOLOGIES),
      bandwidth: figureSchema.optional(),
      domain: figureSchema.optional(),
    })
    .optional(),
  /** Network of the whole system to others, bytes/s in one direction. */
  network: z.strictObject({ name: z.string().max(120), bandwidth: figureSchema }).optional(),
  hostLink: linkSchema.optional(),
  /** Bytes of host memory of the whole system. */
  hostMemory: figureSchema.optional(),
  /** Watts of the whole system. */
  power: figureSchema.optional(),
  /** Dollars for the whole system. */
  purchase: figureSchema.optional(),
  /** Dollars per hour for the whole system. */
  rental: figureSchema.optional(),
  /** What `power` and `purchase` cover; a rent covers all that is needed. */
  covers: z.strictObject({ power: coverSchema.optional(), purchase: coverSchema.optional() }).optional(),
  notes: z.array(z.string().max(2000)).max(20),
  sources: sourceTableSchema,
})
/** A system as its facts file says it. */
export type System = z.infer<typeof systemSchema>

/**
 * The profile of one device of a system: the device with the figures the system decides in place of its own, each with
 * its source. Shares of the whole system are derived, with the division in their notes. What was measured on the device
 * holds for it.
 * @param system of devices of this kind @param device the one it is built of
 */
export function composeSystem(system: System, device: HardwareProfile): HardwareProfile {
  const { devices, kind } = system
  const rented = kind === 'cloud-instance'
  // What stands around a device is not bought with an instance, and is in the price of a system that has one.
  const { purchase: _alone, rental: _rented, ...added } = device.price
  const around = rented || system.purchase ? {} : added
  const composed: HardwareProfile = {
    ...device,
    id: system.id,
    copyOf: measuredId(device),
    system: { device: device.id, devices, kind, vendor: system.vendor },
    name: system.name,
    status: system.status ?? device.status,
    unitOfAccount: `${device.unitOfAccount} of ${withArticle(systemWords(system))}`,
    scaleUp: scaleUpOf(system, device),
    scaleOut: system.network
      ? {
          name: system.network.name,
          topology: 'unknown',
          bandwidth: share(system.network.bandwidth, devices),
          domain: device.scaleOut?.domain ?? unknownFigure(),
        }
      : device.scaleOut,
    hostLink: system.hostLink ?? device.hostLink,
    power: {
      ...device.power,
      provisioned: system.power ? share(system.power, devices) : device.power.provisioned,
    },
    price: {
      ...around,
      purchase: system.purchase
        ? share(system.purchase, devices)
        : rented
          ? unknownFigure('A cloud instance is rented, not bought.')
          : device.price.purchase,
      rental: system.rental
        ? share(system.rental, devices)
        : rented
          ? unknownFigure('No price of this instance with a source was found.')
          : device.price.rental,
    },
    covers: coversOfSystem(system, device),
    other: { ...device.other, ...(system.hostMemory ? { hostMemory: share(system.hostMemory, devices) } : {}) },
    notes: [...system.notes, ...device.notes].slice(0, 40),
    sources: {},
  }
  return { ...composed, sources: citedOf({ ...device.sources, ...system.sources }, composed) }
}

/** What the figures of a composed profile cover: the system's own as it says, those of the device as before. */
function coversOfSystem(system: System, device: HardwareProfile): HardwareProfile['covers'] {
  const { power, purchase, rental, kind, covers: told } = system
  const rented = kind === 'cloud-instance'
  const delivered: Cover = {
    of: kind === 'node' || kind === 'rack' ? kind : 'system',
    host: true,
    network: false,
    rack: kind !== 'node',
  }
  const own = device.covers ?? {}
  const covers = {
    board: own.board,
    provisioned: power ? (told?.power ?? delivered) : own.provisioned,
    purchase: purchase ? (told?.purchase ?? delivered) : rented ? undefined : own.purchase,
    rental: rental ? WHOLE : rented ? undefined : own.rental,
  }
  return Object.fromEntries(Object.entries(covers).filter(([, cover]) => cover !== undefined))
}

/** "a 8-device node" reads wrong: numbers that are spoken with a vowel take "an". */
function withArticle(words: string): string {
  return /^(?:8|11|18)(?:\D|\d{3}\b)|^8\d\b/.test(words) ? `an ${words}` : `a ${words}`
}

/** The link inside the system. One device alone has none; no link reaches further than the system says. */
function scaleUpOf({ scaleUp, devices }: System, device: HardwareProfile): Link | null {
  if (devices === 1) return null
  const own = device.scaleUp
  if (scaleUp) {
    return {
      name: scaleUp.name,
      topology: scaleUp.topology,
      bandwidth: scaleUp.bandwidth ?? own?.bandwidth ?? unknownFigure(),
      domain: scaleUp.domain ?? (own ? reach(own.domain, devices) : unknownFigure()),
    }
  }
  return own === null ? null : { ...own, domain: reach(own.domain, devices) }
}

/** How far a device's link reaches in a system of so many. */
function reach(domain: Figure, devices: number): Figure {
  if (domain.value === null || domain.value <= devices) return domain
  return {
    value: devices,
    grade: weaker(domain.grade, 'derived'),
    source: domain.source,
    note: `the system has ${devices} devices; the link could reach ${domain.value}`,
  }
}

/** One device's part of a figure of the whole system. */
function share(figure: Figure, devices: number): Figure {
  if (figure.value === null || devices === 1) return figure
  const { value, low, high, alternatives, note, published } = figure
  const division = `${published ?? value} ${SHARED_OUT} ÷ ${devices} devices`
  return {
    ...figure,
    value: value / devices,
    grade: weaker(figure.grade, 'derived'),
    note: note === undefined ? division : `${division}; ${note}`,
    ...(low === undefined ? {} : { low: low / devices }),
    ...(high === undefined ? {} : { high: high / devices }),
    ...(alternatives === undefined
      ? {}
      : { alternatives: alternatives.map((other) => ({ ...other, value: other.value / devices })) }),
  }
}

function weaker(left: Grade | null, right: Grade): Grade {
  return left !== null && GRADES.indexOf(left) > GRADES.indexOf(right) ? left : right
}

/** The sources that something in a profile names. */
function citedOf(sources: HardwareProfile['sources'], profile: HardwareProfile): HardwareProfile['sources'] {
  const cited = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (value !== null && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'source' && typeof inner === 'string') cited.add(inner)
        else walk(inner)
      }
    }
  }
  walk(profile)
  return Object.fromEntries(Object.entries(sources).filter(([key]) => cited.has(key)))
}
