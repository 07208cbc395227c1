import { DEVICE_KINDS, MEMORY_KINDS, type HardwareProfile, type Link } from '#shared/domain/hardware.ts'
import { LIMITS } from '#shared/domain/limits.ts'
import { PEAK_FORMATS } from '#shared/domain/precision.ts'
import { unknownFigure } from '#shared/domain/provenance.ts'
import { idOf } from '../identity.ts'
import type { RowReader } from './row.ts'

/** Columns of a table of devices and the titles they may have, without spaces and punctuation. */
export const DEVICE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  id: ['id'],
  name: ['name', 'device', 'accelerator', 'gpu', 'chip'],
  vendor: ['vendor', 'manufacturer', 'maker'],
  kind: ['kind', 'type'],
  generation: ['generation', 'architecture'],
  year: ['year'],
  status: ['status'],
  memory: ['memory', 'memorysize', 'memorycapacity', 'capacity', 'vram'],
  memoryKind: ['memorykind', 'memorytype'],
  bandwidth: ['bandwidth', 'memorybandwidth'],
  scaleUp: ['scaleup', 'scaleuplink', 'scaleupbandwidth', 'link', 'linkbandwidth'],
  scaleUpDevices: ['scaleupdevices', 'scaleupdomain', 'domain'],
  network: ['network', 'scaleout', 'networkbandwidth'],
  hostLink: ['hostlink', 'host', 'pcie'],
  power: ['power', 'boardpower', 'tdp'],
  idlePower: ['idlepower'],
  price: ['price', 'purchase', 'purchaseprice'],
  rental: ['rental', 'rent', 'rentalprice'],
  dieArea: ['diearea', 'silicon', 'area'],
  grade: ['grade'],
  source: ['source'],
  note: ['note', 'notes'],
  ...Object.fromEntries(PEAK_FORMATS.map((format) => [format, [format, `${format}dense`, `${format}peak`]])),
}

/** Without these a table is not one of devices. */
export const NEEDED_DEVICE_COLUMNS = ['name', 'memory', 'bandwidth'] as const

/**
 * The device of one row. Peaks are dense, links in one direction: a table says so by using the columns.
 * @param assume takes one sentence for each thing no column says
 * @returns null where the row lacks what every device has; `row.problems` says what
 */
export function deviceOfRow(row: RowReader, assume: (sentence: string) => void): HardwareProfile | null {
  const name = row.text('name')
  if (name === null) return null
  const kind = row.choice('kind', DEVICE_KINDS)
  if (kind === null) assume('Devices without a kind are accelerators.')
  const memoryName = row.text('memoryKind')
  const memoryKind = memoryKindOf(memoryName)
  if (memoryKind === null) assume('Memory without a kind is HBM.')
  const year = row.value('year', LIMITS['hardware.year'])
  const note = row.text('note')
  const link = (column: string, title: string, domain: Link['domain']): Link | null => {
    const bandwidth = row.figure(column, 'hardware.link.bandwidth')
    return bandwidth.value === null ? null : { name: title, topology: 'unknown', bandwidth, domain }
  }
  const peaks: HardwareProfile['peaks'] = {}
  for (const format of PEAK_FORMATS) {
    const figure = row.figure(format, 'hardware.peaks')
    if (figure.value !== null) peaks[format] = figure
  }
  return {
    id: row.text('id') ?? idOf(name),
    name: name.slice(0, 120),
    vendor: row.text('vendor')?.slice(0, 80) ?? 'Unknown',
    kind: kind ?? 'accelerator',
    generation: row.text('generation')?.slice(0, 60) ?? '',
    year: year === null ? unknownFigure() : { value: year, grade: row.grade, source: row.source },
    status: row.text('status')?.slice(0, 80) ?? '',
    unitOfAccount: 'package',
    formFactor: null,
    processNode: null,
    peaks,
    memory: [
      {
        id: 'main',
        name: memoryName?.slice(0, 80) ?? 'Memory',
        kind: memoryKind ?? 'hbm',
        holdsModel: true,
        capacity: row.figure('memory', 'hardware.memory.capacity'),
        bandwidth: row.figure('bandwidth', 'hardware.memory.bandwidth'),
        energyPerByte: unknownFigure(),
      },
    ],
    scaleUp: link('scaleUp', 'Scale-up link', row.figure('scaleUpDevices', 'hardware.link.domain')),
    scaleOut: link('network', 'Network', unknownFigure()),
    hostLink: link('hostLink', 'Host link', unknownFigure()),
    mesh: null,
    power: {
      board: row.figure('power', 'hardware.power.board'),
      idle: row.figure('idlePower', 'hardware.power.idle'),
      provisioned: unknownFigure(),
    },
    price: {
      purchase: row.figure('price', 'hardware.price.purchase'),
      rental: row.figure('rental', 'hardware.price.rental'),
    },
    dieArea: row.figure('dieArea', 'hardware.dieArea'),
    other: {},
    notes: note === null ? [] : [note.slice(0, 2000)],
    sources: row.sources,
  }
}

/** "HBM3e" → hbm. Null: no name, or one that tells nothing. */
function memoryKindOf(name: string | null): (typeof MEMORY_KINDS)[number] | null {
  const word = name?.toLowerCase() ?? ''
  return MEMORY_KINDS.toSorted((left, right) => right.length - left.length).find((kind) => word.includes(kind)) ?? null
}
