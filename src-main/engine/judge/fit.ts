import { known } from '#shared/units/unknown.ts'
import { devicesPerCopy } from '#shared/domain/lowering/layout.ts'
import { reasonOf, type Finding, type Fit } from '#shared/domain/result.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { amount, type Amount } from '#shared/units/amount.ts'
import type { Machine } from '../machine/machine.ts'
import { usedPerDevice, type Built, type Group } from '../placement/build.ts'
import { devicesNeeded } from '#shared/domain/lowering/fit.ts'
import { externalLevel } from '../ledger/bookStep.ts'

/** Bytes as a sentence about fit prints them, without needless zeros. */
function bytes(value: number): Amount {
  return amount(value, 'bytes', { trim: true })
}

interface GroupFit {
  readonly group: Group
  readonly devices: number
  readonly weights: number
  readonly kv: number
  readonly activations: number
  readonly usable: number
  readonly fullness: number | null
  readonly shortfall: number
  readonly needed: number | null
}

function devicesOf(group: Group): number {
  return group.workers.copies * devicesPerCopy(group.placement.layout)
}

function groupFit(group: Group): GroupFit {
  const { fit, placement, workers } = group
  const { layout } = placement
  const devices = devicesOf(group)
  const used = usedPerDevice(group)
  const weights = fit.streamed ? fit.weightsPerDevice * devices : fit.weightsPerCopy * workers.copies
  return {
    group,
    devices,
    weights,
    kv: group.requests * fit.cachePerRequest * layout.tensorParallel * layout.pipelineParallel * layout.contextParallel,
    activations: fit.activationsPerDevice * devices,
    usable: fit.usablePerDevice * devices,
    fullness: fit.usablePerDevice > 0 ? used / fit.usablePerDevice : null,
    shortfall: Math.max(0, used - (known(fit.usablePerDevice) ?? 0)) * devices,
    needed: devicesNeeded(fit, layout, workers.copies, group.requests),
  }
}

/** What fits, what does not, and what to do about it. @param built the deployment */
export function judgeFit(machine: Machine, workload: Workload, built: Built): { fit: Fit; findings: Finding[] } {
  const level = machine.serving.levelId
  if (built.groups.length === 0) {
    const [first] = built.findings
    return { fit: unknownFit(level, first === undefined ? { code: 'fit.invalid' } : reasonOf(first)), findings: [] }
  }
  const parts = built.groups.map(groupFit)
  const sum = (pick: (part: GroupFit) => number): number => parts.reduce((total, part) => total + pick(part), 0)
  const needs = parts.map((part) => part.needed)
  const first = built.groups[0] as Group
  const streamed = built.groups.some((group) => group.fit.streamed)
  const capacityKnown = machine.serving.capacity > 0
  const shortfall = sum((part) => part.shortfall)
  const capacity = Math.min(
    ...built.groups.map((group) => (group.name === 'prefill' ? Infinity : group.workers.capacity)),
  )
  const maximum = Number.isFinite(capacity) ? Math.floor(capacity) : null
  const base = {
    level: streamed ? externalLevel(first.workers.plan) : level,
    weights: sum((part) => part.weights),
    kv: sum((part) => part.kv),
    activations: sum((part) => part.activations),
    usable: capacityKnown ? sum((part) => part.usable) : null,
    fullness: capacityKnown ? Math.max(...parts.map((part) => part.fullness ?? 0)) : null,
    shortfall,
    devicesNeeded: needs.some((need) => need === null)
      ? null
      : needs.reduce<number>((total, need) => total + (need ?? 0), 0),
    replicas: first.workers.copies,
    maximumConcurrency: maximum,
  }
  if (!capacityKnown) {
    const reason = { code: 'fit.capacityUnknown', parameters: { device: machine.profile.name } } as const
    return { fit: { ...base, state: 'unknown', reason, placement: 'unknown' }, findings: [] }
  }
  const needed = base.devicesNeeded ?? 0
  const missing = bytes(shortfall)
  const placement = streamed ? 'streamed' : isOffloaded(first) ? 'offloaded' : 'resident'
  if (shortfall === 0) {
    const parameters = { weights: bytes(base.weights), kv: bytes(base.kv), usable: bytes(base.usable ?? 0) }
    const reason: Wording = streamed ? { code: 'weights-streamed' } : { code: 'fit.fits', parameters }
    const findings: Finding[] = streamed ? [{ severity: 'warning', code: 'weights-streamed' }] : []
    return { fit: { ...base, state: 'fits', reason, placement }, findings }
  }
  const weightsFit = built.groups.every(
    (group) => group.fit.weightsPerDevice + group.fit.activationsPerDevice <= group.fit.usablePerDevice,
  )
  if (!weightsFit) {
    const devices = sum((part) => part.devices)
    const reason = {
      code: 'weights-do-not-fit',
      parameters: { weights: bytes(base.weights), missing, devices, device: machine.profile.name, needed },
    } as const
    return {
      fit: { ...base, state: 'doesNotFit', reason, placement: 'unknown' },
      findings: [{ severity: 'problem', ...reason }],
    }
  }
  const reason = {
    code: 'kv-does-not-fit',
    parameters: {
      held: maximum ?? 0,
      requests: workload.concurrency,
      kv: bytes(base.kv),
      input: workload.inputTokens,
      output: workload.outputTokens,
      missing,
      needed,
    },
  } as const
  return {
    fit: { ...base, state: 'doesNotFit', reason, placement },
    findings: [{ severity: 'problem', ...reason }],
  }
}

/** Part of the weights or of the KV is kept in host memory, whose size is not checked. */
function isOffloaded({ placement }: Group): boolean {
  const { offload } = placement.layout
  return offload.weights > 0 || offload.kv > 0
}

function unknownFit(level: string, reason: Wording): Fit {
  return {
    state: 'unknown',
    reason,
    placement: 'unknown',
    level,
    weights: 0,
    kv: 0,
    activations: 0,
    usable: null,
    fullness: null,
    shortfall: 0,
    devicesNeeded: null,
    replicas: 0,
    maximumConcurrency: null,
  }
}
