/** Numbers an analysis of many points may ask of each. NaN: unknown, or it does not run there. */
export const POINT_FIELDS = [
  'tpot',
  'ttft',
  'systemThroughput',
  'costPerMillionOutput',
  'energyPerOutputToken',
  'deviceWatts',
  'watts',
  'hourly',
  'inFlight',
  'binding',
  'fits',
  'beyond',
] as const
/**
 * One number of a point, SI. `inFlight`: requests served at once; `binding`: place of what the mean decode step waits for
 * in `RESOURCES`; `fits`: 1 where it runs and nobody waits for memory, else 0; `beyond`:
 * 1 where the load lies beyond what its calibration has measured, else 0.
 */
export type PointField = (typeof POINT_FIELDS)[number]

/** Most numbers one analysis may hold: 320 MB. Ten million points of four numbers. */
export const MOST_POINT_NUMBERS = 40_000_000

/** How far an analysis of many points has come. */
export interface PointProgress {
  readonly done: number
  readonly total: number
}
