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
