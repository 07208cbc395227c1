import { known } from '#shared/units/unknown.ts'
import { devicesPerCopy } from '#shared/domain/lowering/layout.ts'
import { reasonOf, type Finding, type Fit } from '#shared/domain/result.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { amount, type Amount } from '#shared/units/amount.ts'
import type { Machine } from '../machine/machine.ts'
import { usedPerDevice, type Built, type Group } from '../placement/build.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { isOneDevice } from '../placement/transfer.ts'
import { devicesNeeded } from '#shared/domain/lowering/fit.ts'
import { fitsSurely, heldWithin } from '#shared/domain/lowering/fitSpread.ts'
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

/** Requests the deployment holds at once, and at both ends of what is uncertain; null: memory does not limit them. */
function heldAtOnce(groups: readonly Group[]): Fit['maximumConcurrency'] {
  const serving = groups.filter(({ name, workers }) => name !== 'prefill' && Number.isFinite(workers.capacity))
  if (serving.length === 0) return null
  const least = (of: (group: Group) => number): number => Math.floor(Math.min(...serving.map(of)))
  const ranks = ({ workers, placement }: Group): number => workers.copies * placement.layout.attentionRanks
  const value = least(({ workers }) => workers.capacity)
  const low = least((group) => heldWithin(group.fit).low * ranks(group))
  const high = least((group) => heldWithin(group.fit).high * ranks(group))
  // Batches are of whole requests, and without KV memory that is large enough holds any number.
  return { low: Math.min(low, value), value, high: Number.isFinite(high) ? Math.max(high, value) : value }
}

function groupFitsSurely(group: Group): boolean {
  return fitsSurely(group.fit, group.requests / (group.workers.copies * group.placement.layout.attentionRanks))
}

/** Fits as estimated, and would not at the upper end of what is estimated. */
function uncertain({ concurrency }: Workload, held: Fit['maximumConcurrency']): Finding {
  const parameters = { held: Math.min(held?.low ?? 0, concurrency), requests: concurrency }
  return { severity: 'warning', code: 'fit-uncertain', parameters }
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
  const unknown = built.groups.find(({ workers }) => !(workers.plan.machine.serving.capacity > 0))
  const capacityKnown = unknown === undefined
  const shortfall = sum((part) => part.shortfall)
  const held = heldAtOnce(built.groups)
  const surely = capacityKnown && built.groups.every(groupFitsSurely)
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
    surely: surely && shortfall === 0,
    maximumConcurrency: held,
  }
  if (!capacityKnown) {
    const reason = {
      code: 'fit.capacityUnknown',
      parameters: { device: unknown.workers.plan.machine.profile.name },
    } as const
    return { fit: { ...base, state: 'unknown', reason, placement: 'unknown' }, findings: [] }
  }
  const needed = base.devicesNeeded ?? 0
  const missing = bytes(shortfall)
  const placement = streamed ? 'streamed' : isOffloaded(first) ? 'offloaded' : 'resident'
  if (shortfall === 0) {
    const parameters = { weights: bytes(base.weights), kv: bytes(base.kv), usable: bytes(base.usable ?? 0) }
    const share = Math.max(...built.groups.map(({ workers }) => workers.plan.streamedWeights))
    const reason = streamed
      ? ({ code: 'weights-streamed', parameters: { share } } as const)
      : ({ code: 'fit.fits', parameters } as const)
    const findings: Finding[] = reason.code === 'weights-streamed' ? [{ severity: 'warning', ...reason }] : []
    if (!surely) findings.push(uncertain(workload, held))
    return { fit: { ...base, state: 'fits', reason, placement }, findings }
  }
  const weightsFit = built.groups.every(
    (group) => group.fit.weightsPerDevice + group.fit.activationsPerDevice <= group.fit.usablePerDevice,
  )
  if (!weightsFit) {
    // Of pools on unlike devices the one that is too small is told of, with its own device.
    const short = unlike(parts) ? parts.filter((part) => part.shortfall > 0) : parts
    const reason = {
      code: 'weights-do-not-fit',
      parameters: {
        weights: bytes(short.reduce((total, part) => total + part.weights, 0)),
        missing: bytes(short.reduce((total, part) => total + part.shortfall, 0)),
        devices: short.reduce((total, part) => total + part.devices, 0),
        device: (short[0]?.group.workers.plan.machine ?? machine).profile.name,
        needed: short.some((part) => part.needed === null)
          ? 0
          : short.reduce((total, part) => total + (part.needed ?? 0), 0),
      },
    } as const
    return {
      fit: { ...base, state: 'doesNotFit', reason, placement: 'unknown' },
      findings: [{ severity: 'problem', ...reason }],
    }
  }
  const reason = {
    code: 'kv-does-not-fit',
    parameters: {
      held: held?.value ?? 0,
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

/** The groups are of different devices. */
function unlike(parts: readonly GroupFit[]): boolean {
  const profiles = parts.map(({ group }) => group.workers.plan.machine.profile)
  return profiles.some((profile) => !isOneDevice(profile, profiles[0] as HardwareProfile))
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
    surely: false,
    maximumConcurrency: null,
  }
}
