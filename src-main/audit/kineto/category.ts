/** What an event of a Chrome trace is to us; everything else is skipped unread. */
export const KIND = {
  unwanted: 0,
  kernel: 1,
  copy: 2,
  memset: 3,
  /** Work of a device whose kinds are not known here. */
  other: 4,
  launch: 5,
  op: 6,
  annotation: 7,
} as const

/** Categories as profilers write them, in any case: capitals are of 2021, calls of HIP stand under those of CUDA. */
const KINDS: Readonly<Record<string, number>> = {
  kernel: KIND.kernel,
  gpu_memcpy: KIND.copy,
  memcpy: KIND.copy,
  gpu_memset: KIND.memset,
  memset: KIND.memset,
  mtia_ccp_events: KIND.other,
  cuda_runtime: KIND.launch,
  cuda_driver: KIND.launch,
  hip_runtime: KIND.launch,
  xpu_runtime: KIND.launch,
  privateuse1_runtime: KIND.launch,
  runtime: KIND.launch,
  cpu_op: KIND.op,
  operator: KIND.op,
  user_annotation: KIND.annotation,
}
const LONGEST = Math.max(...Object.keys(KINDS).map((name) => name.length))
/** Turns capitals into small letters, and leaves those and underscores apart. */
const SMALL = 0x20

/** By length and hash: no string is made of an event that is not wanted. */
const BY_HASH: ReadonlyMap<number, number> = new Map(
  Object.entries(KINDS).map(([name, kind]) => [hash(Buffer.from(name), 0, name.length), kind]),
)

/** What a category says of its event, `KIND`. @param from behind its quote @param to before its closing quote */
export function kindAt(bytes: Buffer, from: number, to: number): number {
  if (to - from > LONGEST) return KIND.unwanted
  return BY_HASH.get(hash(bytes, from, to)) ?? KIND.unwanted
}

function hash(bytes: Buffer, from: number, to: number): number {
  let value = to - from
  for (let at = from; at < to; at++) value = (Math.imul(value, 0x01000193) ^ ((bytes[at] as number) | SMALL)) | 0
  return value
}
