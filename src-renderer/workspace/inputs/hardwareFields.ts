import { LIMITS, limitOf, type Limit } from '#shared/domain/limits.ts'
import { figureAt } from '#shared/domain/overrides.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { listedUnit } from '#shared/domain/peak.ts'
import type { PeakFormat } from '#shared/domain/precision.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import { shortHardwareName } from '#shared/domain/names.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { say } from '#shared/words/say.ts'
import { snapCount, snapSignificant, type SliderScale } from '../../ui/sliderScale.ts'
import { devicesRecipe, hardwareRecipe, ownDevices } from '../recipes.ts'
import { originOf } from './origin.ts'
import { dimensionText } from './dimensionText.ts'
import type { FieldInput, QuantityInput } from './fields.ts'
import type { Recipe } from '../history.ts'

/** How far a slider reaches from the library's figure, as a factor both ways. */
const REACH = 8
/** Where a slider stands when nothing is known. SI. */
const USUAL: Partial<Record<Dimension, readonly [number, number]>> = {
  bytes: [1e9, 1e12],
  bytesPerSecond: [1e9, 1e14],
  flopsPerSecond: [1e13, 1e17],
  watts: [50, 30_000],
  dollars: [500, 5e6],
  dollarsPerHour: [0.1, 500],
}
const MOST_DEVICES = 1024

/** A figure of a device as it is asked for. */
export interface Sketch {
  readonly detail?: boolean
  readonly path: string
  readonly label: string
}

/** The figures of a device that a scenario asks for, beside its price. */
export function sketches(hardware: HardwareProfile, format: PeakFormat | null): readonly Sketch[] {
  const levels = hardware.memory.filter((level) => level.holdsModel || level.kind === 'external')
  return [
    ...levels.flatMap((level, index): Sketch[] => [
      {
        path: `memory.${level.id}.bandwidth`,
        label: `${level.name} bandwidth, per device`,
        detail: index > 0,
      },
      {
        path: `memory.${level.id}.capacity`,
        label: `${level.name} capacity, per device`,
        detail: true,
      },
    ]),
    { path: 'scaleUp.bandwidth', label: 'Link, per device, per direction' },
    { path: 'scaleOut.bandwidth', label: 'Network, per direction', detail: true },
    { path: 'hostLink.bandwidth', label: 'Host link, per direction', detail: true },
    ...(format
      ? [
          {
            path: `peaks.${format}`,
            label: `${format.toUpperCase()} peak, dense, per device`,
            detail: true,
          },
        ]
      : []),
    { path: 'power.board', label: 'Board power, per device', detail: true },
    { path: 'power.host', label: say('figure.hostPower'), detail: true },
    { path: 'power.network', label: say('figure.networkPower'), detail: true },
  ]
}

function scaleAround(base: number | null, value: number | null, { dimension, least, most }: Limit): SliderScale {
  const [low, high] = USUAL[dimension] ?? [1, 1e6]
  const from = base === null ? low : base / REACH
  const to = base === null ? high : base * REACH
  return {
    minimum: Math.max(least, Math.min(from, value ?? from)),
    maximum: Math.min(most, Math.max(to, value ?? to)),
    logarithmic: true,
    snap: snapSignificant(2),
  }
}

/** Of which device of a scenario a figure is: where its changes are kept, and how. */
export interface FigureOwner {
  readonly group: FieldInput['group']
  readonly overrides: Readonly<Record<string, number>>
  /** What comes before the path of the figure in that of the input. */
  readonly id: string
  readonly put: (path: string, value: number | undefined) => Recipe
}

/** The scenario's own device. */
function ownDevice(scenario: Scenario, group: FieldInput['group'] = 'Hardware'): FigureOwner {
  const put = (path: string, value: number | undefined): Recipe => hardwareRecipe(scenario.id, path, value)
  return { group, overrides: scenario.hardwareOverrides, id: 'hardware.', put }
}

/** The limit of a figure in this scenario: a device draws at least what it draws at rest. */
function limitIn(hardwareOverrides: FigureOwner['overrides'], hardware: HardwareProfile, path: string): Limit | null {
  const limit = limitOf(`hardware.${path}`)
  if (limit === null || path !== 'power.board') return limit
  const idle = hardwareOverrides['power.idle'] ?? hardware.power.idle.value ?? 0
  return { ...limit, least: Math.max(limit.least, idle) }
}

/** One figure of a device as an input: the library's value is its base, and its source is named. */
export function figureInput(
  scenario: Scenario,
  hardware: HardwareProfile,
  sketch: Sketch,
  owner: FigureOwner = ownDevice(scenario),
): QuantityInput | null {
  const figure = figureAt(hardware, sketch.path)
  const limit = limitIn(owner.overrides, hardware, sketch.path)
  if (!figure || !limit) return null
  const override = owner.overrides[sketch.path]
  const value = override ?? figure.value
  return {
    kind: 'quantity',
    id: `${owner.id}${sketch.path}`,
    group: owner.group,
    label: sketch.label,
    detail: sketch.detail === true,
    value,
    base: figure.value,
    overridden: override !== undefined,
    ...originOf(override !== undefined, figure, hardware.sources),
    text: dimensionText(limit),
    scale: scaleAround(figure.value, value, limit),
    note: value === null ? 'No source. What needs it stays unknown until it is set.' : null,
    set: (next) => owner.put(sketch.path, next),
    reset: owner.put(sketch.path, undefined),
  }
}

/** Inputs of the Hardware group: how many devices, and the figures of one. */
export function hardwareFields(scenario: Scenario, hardware: HardwareProfile): readonly QuantityInput[] {
  const unit = hardware.system?.devices ?? 1
  const count = ownDevices(scenario)
  const devices: QuantityInput = {
    kind: 'quantity',
    id: 'deployment.devices',
    group: 'Hardware',
    label: count === scenario.deployment.devices ? 'Devices' : say('layout.devicesThatDecode'),
    value: count,
    base: null,
    overridden: false,
    grade: null,
    text: dimensionText(LIMITS['deployment.devices'], `× ${shortHardwareName(hardware)}`),
    scale: {
      minimum: Math.min(unit, count),
      maximum: Math.max(MOST_DEVICES, unit, count),
      logarithmic: true,
      // A system is bought whole: the slider stops at whole ones, and typing can still use part of one.
      snap: unit === 1 ? snapCount : (value) => Math.max(1, Math.round(value / unit)) * unit,
    },
    set: (next) => devicesRecipe(scenario.id, Math.round(next)),
    reset: null,
  }
  const format = listedUnit(hardware, scenario.deployment.activationPrecision)
  return [devices, ...sketches(hardware, format).flatMap((sketch) => figureInput(scenario, hardware, sketch) ?? [])]
}
