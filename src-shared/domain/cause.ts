/** Why a second, a byte or a joule was spent. */
export const CAUSES = [
  'weights',
  'kv',
  'activations',
  'state',
  'collective',
  'kvTransfer',
  'hostTransfer',
  'weightStreaming',
  'compute',
  'launch',
  'stepOverhead',
  'queue',
  'idle',
] as const
export type Cause = (typeof CAUSES)[number]
/** Causes in which the binding resource is moving data. Their share of the time is the data-movement share. */
export const MOVEMENT_CAUSES: ReadonlySet<Cause> = new Set<Cause>([
  'weights',
  'kv',
  'activations',
  'state',
  'collective',
  'kvTransfer',
  'hostTransfer',
  'weightStreaming',
])
