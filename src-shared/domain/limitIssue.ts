import type { z } from 'zod'
import { LIMITS, limitOf, type Limit } from './limits.ts'
import { briefNumber } from './brief/fieldLimits.ts'
import type { PlainCode, LimitWords, Wording } from './wording.ts'
import { amount } from '../units/amount.ts'

/** Parts of a scenario and a workspace whose fields are named by what follows. */
const PARTS: ReadonlySet<PropertyKey> = new Set(['economics', 'workload', 'deployment', 'objective', 'decision'])
/** Figures a profile holds, by the name that leads to them. */
const HARDWARE: ReadonlySet<PropertyKey> = new Set([
  'year',
  'peaks',
  'memory',
  'scaleUp',
  'scaleOut',
  'hostLink',
  'mesh',
  'power',
  'price',
  'dieArea',
])
const ENDS: ReadonlySet<PropertyKey> = new Set(['value', 'low', 'high'])

/**
 * The limit of a place in a workspace or a profile.
 * @param path ["scenarios", 1, "hardwareOverrides", "peaks.fp8"], ["memory", 0, "bandwidth", "value"]
 */
export function limitAt(path: readonly PropertyKey[]): Limit | null {
  const ofBrief = path[0] === 'brief' ? briefNumber(path.slice(1)) : null
  if (ofBrief !== null) return LIMITS[ofBrief.limit]
  for (const [index, part] of path.entries()) {
    const next = String(path[index + 1])
    const rest = path.slice(index)
    if (part === 'hardwareOverrides') return limitOf(`hardware.${next}`)
    if (part === 'ranges') return limitOf(next)
    if (part === 'workloadOverrides') return limitOf(`workload.${next}`)
    if (part === 'published') return limitOf(`model.published.${next}`)
    if (PARTS.has(part)) return limitOf(rest.join('.'))
    // "hardware" and "models" are followed by an id, which may be any word.
    if (part === 'profile') return limitAt(rest.slice(1))
    if (part !== 'profiles' && !path.includes('profile') && HARDWARE.has(part)) {
      const ends = rest.findIndex((each) => ENDS.has(each) || each === 'alternatives')
      return limitOf(`hardware.${(ends < 0 ? rest : rest.slice(0, ends)).join('.')}`)
    }
  }
  return null
}

/** What a schema found beyond a limit, to be said with the limit named; null: something else is wrong. */
export function limitWording(issue: z.core.$ZodIssue): Wording | null {
  if (issue.code === 'custom') {
    const limit: unknown = issue.params?.['limit']
    return typeof limit === 'string' ? ({ code: limit as PlainCode<LimitWords> } satisfies Wording) : null
  }
  if (issue.code !== 'too_big' && issue.code !== 'too_small') return null
  const limit = limitAt(issue.path)
  if (limit === null) return null
  const { dimension } = limit
  return issue.code === 'too_big'
    ? { code: 'limit.most', parameters: { most: amount(Number(issue.maximum), dimension, { trim: true }) } }
    : { code: 'limit.least', parameters: { least: amount(Number(issue.minimum), dimension, { trim: true }) } }
}
