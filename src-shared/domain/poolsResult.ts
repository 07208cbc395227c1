import type { Precision } from './precision.ts'
import type { ServingUse } from './calibrationUse.ts'

/** One pool of a deployment that serves from two. */
export interface PoolResult {
  /** Id and name of its device. */
  readonly hardware: string
  readonly device: string
  readonly devices: number
  readonly workers: number
  readonly calibration: ServingUse
  readonly weightPrecision: Precision
  readonly kvPrecision: Precision
  /** Share of the memory of its fullest device that is taken; null: unknown. */
  readonly fullness: number | null
  /** Requests per second it could feed or take. */
  readonly rate: number
  /** Workers it could do without at the rate that is served: whole ones. */
  readonly surplus: number
  /** Watts of its devices under load, and dollars an hour of it: capital or rent, energy, upkeep and space; null: unknown. */
  readonly watts: number | null
  readonly costPerHour: number | null
}

/** How the cache of a prompt comes from one pool to the other. */
export interface TransferResult {
  /** The slower end of the way: the device whose link it is, what the link is, and its bytes/s per device. */
  readonly device: string
  readonly link: string
  readonly bandwidth: number
  /** Bytes that cross that link on one device per request. */
  readonly bytes: number
  /** Seconds a request waits for it that are not hidden behind its prompt. */
  readonly seconds: number
  /** Requests per second it carries; null: it carries nothing. */
  readonly rate: number | null
  /** Formats, where the cache is written anew as it arrives; null: it is kept as it comes. */
  readonly converted: { readonly from: Precision; readonly to: Precision } | null
}

/** Both pools of a deployment, the way between them, and which of the three binds. */
export interface PoolsResult {
  readonly prefill: PoolResult
  readonly decode: PoolResult
  readonly transfer: TransferResult
  readonly binds: 'prefill' | 'decode' | 'link'
  /** They run on different devices. */
  readonly apart: boolean
}
