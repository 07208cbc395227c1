import type { TraceAnalysis } from '../breakdown/analyse.ts'
import { FEWEST_STEPS, noHostVerdict, withoutGap } from '../breakdown/hostBound.ts'
import { IDLE_CAUSES, type IdleCause, type Shares } from '../breakdown/shares.ts'
import { BUSY_CLASSES, type BusyClass } from '../sweep/classes.ts'
import { isStepWindow, judgedWindow } from './judgedWindow.ts'
import { movementOf, productsWait, type Movement, type ProductsWait } from './movement.ts'

/** Share of the latency from which moving data comes before more compute: the rule of the brief, and an input. */
export const USUAL_THRESHOLD = 0.5

/** What a trace says of a cluster: it is held back by moving data, it is not, or what was recorded cannot tell. */
export const AUDIT_STATES = ['moving', 'notMoving', 'cannotTell'] as const
export type AuditState = (typeof AUDIT_STATES)[number]

/** What time is lost to: a class of work that is exposed, or a cause of doing nothing. */
export type CostName = BusyClass | IdleCause

/** One cost, and what could be gained of it at most. */
export interface Cost {
  readonly name: CostName
  /** Of the time of all devices. */
  readonly share: number
  /** How many times as fast it would be without: 1 ÷ (1 − share), which nothing reaches. */
  readonly most: number
}

/** Why the host cannot be held to account, where it cannot. */
export type HostSilence = 'oneGap' | 'fewSteps' | 'someUnknown'

/** What follows from all that was read. */
export interface AuditVerdict {
  readonly state: AuditState
  readonly threshold: number
  /** Share of the time in moving data: the two ends between which it lies. */
  readonly low: number
  readonly high: number
  readonly offPackage: number
  readonly inPackage: number
  /** Share of the time of which nothing says what it waits for. */
  readonly unknown: number
  readonly hidden: number
  /** Share of the time in which devices do nothing. */
  readonly idle: number
  /** Share in which the host was late. Null: it cannot be said, for this reason. */
  readonly hostBound: number | null
  readonly silence: HostSilence | null
  /** Share of the time that is one gap a device, where that is more than half of it: it is left out of all shares here. */
  readonly gap: number
  /** Events whose end was taken too late, by which others of their stream were hidden: shares are without. */
  readonly overruns: number
  /** What products of matrices wait for, in all traces alike; else unknown. */
  readonly productsWait: ProductsWait
  /** The largest three, longest first. */
  readonly costs: readonly Cost[]
  /** How many devices it rests on. */
  readonly devices: number
}

const MOST_COSTS = 3

/**
 * The verdict on several traces: every device counts by its time. Where the threshold lies between the two ends of the share, the
 * answer is that it cannot be told.
 * @param analyses one a file @param threshold share of the latency
 * @returns null: no device was busy in any of them
 */
export function auditVerdict(analyses: readonly TraceAnalysis[], threshold = USUAL_THRESHOLD): AuditVerdict | null {
  const devices = analyses.flatMap((analysis) => analysis.devices.map((device) => judgedDevice(analysis, device)))
  const span = sum(devices.map(({ movement }) => movement.span))
  if (!(span > 0)) return null
  const share = (of: (movement: Movement) => number): number => sum(devices.map(({ movement }) => of(movement))) / span
  const [low, high] = [share((movement) => movement.low), share((movement) => movement.high)]
  const spent = (name: CostName): number =>
    sum(devices.map(({ window }) => (isIdle(name) ? window.idleBy[name] : window.exposed[name]))) / span
  const waits = new Set(devices.map((device) => device.waits))
  const left = sum(devices.map(({ gap }) => gap))
  const silence = hostSilence(devices, spent('notKnown'))
  const costs = [...BUSY_CLASSES, ...IDLE_CAUSES]
    .map((name) => ({ name, share: spent(name) }))
    .filter((cost) => cost.share >= LEAST_COST)
    .toSorted((one, other) => other.share - one.share)
    .slice(0, MOST_COSTS)
    .map((cost) => ({ ...cost, most: 1 / (1 - Math.min(cost.share, LARGEST)) }))
  return {
    state: low >= threshold ? 'moving' : high < threshold ? 'notMoving' : 'cannotTell',
    threshold,
    low,
    high,
    offPackage: share((movement) => movement.offPackage),
    inPackage: share((movement) => movement.inPackage),
    unknown: share((movement) => movement.unknown),
    hidden: share((movement) => movement.hidden),
    idle: sum(devices.map(({ window }) => window.idle)) / span,
    hostBound: silence === null ? spent('hostBound') : null,
    silence,
    gap: left / (span + left),
    overruns: sum(devices.map(({ overruns }) => overruns)),
    productsWait: waits.size === 1 ? (devices[0]?.waits ?? 'unknown') : 'unknown',
    costs,
    devices: devices.length,
  }
}

/** Share of the time from which something is a cost. */
const LEAST_COST = 0.005

/** A cost that is all of the time has no finite gain. */
const LARGEST = 0.999

interface Judged {
  readonly window: Shares
  /** Nanoseconds of the one gap that is left out. */
  readonly gap: number
  readonly why: HostSilence | null
  readonly overruns: number
  readonly waits: ProductsWait
  readonly movement: Movement
}

/** A window that is mostly one gap says where the recording was cut: what is judged is the rest. */
function judgedDevice({ steps }: TraceAnalysis, device: TraceAnalysis['devices'][number]): Judged {
  const ofSteps = isStepWindow(device)
  const why = ofSteps ? noHostVerdict(device, steps.length) : steps.length < FEWEST_STEPS ? 'fewSteps' : null
  const { gap } = device
  const whole = judgedWindow(device)
  const cut = why === 'oneGap' && gap !== null
  const window = cut ? withoutGap(whole, gap) : whole
  const decodes = steps.length > 0 && steps.every(({ kind }) => kind === 'decode')
  const waits = productsWait(steps)
  return {
    window,
    gap: cut ? gap.to - gap.from : 0,
    why,
    overruns: device.overruns,
    waits,
    movement: movementOf(window, waits, decodes),
  }
}

function hostSilence(devices: readonly Judged[], notKnown: number): HostSilence | null {
  const first = devices.find(({ why }) => why !== null)
  return first?.why ?? (notKnown > UNKNOWN_MATTERS ? 'someUnknown' : null)
}

/** Share of the time without a known launch beyond which nothing is said of the host. */
const UNKNOWN_MATTERS = 0.1

function isIdle(name: CostName): name is IdleCause {
  return (IDLE_CAUSES as readonly string[]).includes(name)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
