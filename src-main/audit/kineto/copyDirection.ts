import { DIRECTION } from '../timeline/timeline.ts'

/** What names of copies say of their direction, in order: of CUDA, of HIP, and of both as constants. */
const RULES: readonly (readonly [pattern: RegExp, direction: number])[] = [
  [/H\s*to\s*D|Host\s*(?:->|to)\s*Device|HOST_TO_DEVICE/i, DIRECTION.hostToDevice],
  [/D\s*to\s*H|Device\s*(?:->|to)\s*Host|DEVICE_TO_HOST/i, DIRECTION.deviceToHost],
  [/P\s*to\s*P|Peer|PEER/i, DIRECTION.peer],
  [/D\s*to\s*D|Device\s*(?:->|to)\s*Device|DEVICE_TO_DEVICE|A\s*to\s*[AD]|D\s*to\s*A/i, DIRECTION.local],
  [/H\s*to\s*H|Host\s*(?:->|to)\s*Host|HOST_TO_HOST/i, DIRECTION.host],
]

/** Which way a copy of this name goes; unknown where the name does not say. */
export function directionOf(name: string): number {
  return RULES.find(([pattern]) => pattern.test(name))?.[1] ?? DIRECTION.unknown
}
