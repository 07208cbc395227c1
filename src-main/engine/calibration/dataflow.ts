import table from '#resources/calibration/dataflow.json' with { type: 'json' }
import type { Grade } from '#shared/domain/provenance.ts'
import type { Machine } from '../machine/machine.ts'
import type { Residual } from './calibration.ts'

/** A constant with where it comes from. */
export interface SourcedConstant {
  readonly value: number
  /** The range it is known to lie in, where its source gives one. */
  readonly low?: number
  readonly high?: number
  readonly grade: Grade
  readonly source: string
}

/**
 * What a machine that runs a schedule made ahead achieves: nothing is launched, and memory is read at nearly its rate.
 * Shares are above 0 and at most 1.
 */
export interface DataflowConstants {
  /** Seconds of one exchange between devices before its first byte; an all-reduce is two of them. */
  readonly exchange: SourcedConstant
  /** Share of the bandwidth of the level the model lives in. */
  readonly memory: SourcedConstant
  /** Share of the dense peak. */
  readonly compute: SourcedConstant
  /** Bytes/s per device and direction, used where the profile gives no link. */
  readonly link: SourcedConstant
  /** ln(measured / predicted) of the public speeds they rest on, widened to what nobody has measured. */
  readonly residual: Residual
}

interface Entry extends DataflowConstants {
  /** Null: any other machine whose weights live in SRAM. */
  readonly generation: string | null
}

interface Table {
  readonly wafer: {
    /** Seconds a token spends entering and leaving one wafer. */
    readonly passage: SourcedConstant
    /** Hz of the wafer on which the mesh's constants were fitted. */
    readonly clock: SourcedConstant
  }
  readonly machines: readonly Entry[]
}

/** The constants as shipped, from `resources/calibration/dataflow.json`. */
const TABLE = table as Table

/** What passing through one wafer costs a token, and the clock its mesh was fitted at. */
export const WAFER_CONSTANTS = TABLE.wafer

/**
 * Seconds a token spends entering and leaving wafers.
 * @param stages wafers in a row
 * @returns 0 off wafers, and on the WSE-2, whose whole tokens were measured: there is nothing left beside its mesh
 */
export function passageOf({ id, mesh }: Machine, stages: number): number {
  return mesh === null || id.includes('wse2') ? 0 : stages * WAFER_CONSTANTS.passage.value
}

const BY_GENERATION: ReadonlyMap<string | null, DataflowConstants> = new Map(
  TABLE.machines.map((entry) => [entry.generation, entry]),
)

/**
 * The constants of a machine that runs dataflow: of its generation, else, where weights live in SRAM, those of any such
 * machine. Null: its kernels are launched, or it is a wafer, which has a mesh of its own.
 */
export function dataflowOf({ generation, mesh, serving }: Machine): DataflowConstants | null {
  if (mesh !== null) return null
  return BY_GENERATION.get(generation) ?? (serving.kind === 'sram' ? (BY_GENERATION.get(null) ?? null) : null)
}
