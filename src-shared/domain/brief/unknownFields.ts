import type { Alternative } from './alternative.ts'
import type { Assumed } from './assumed.ts'
import { machineIn, type BriefHolder } from './embedded.ts'
import { BRIEF_NUMBERS, isOfVerdict } from './fieldLimits.ts'
import { readBrief } from './fields.ts'

/** Figures of an offer that a machine needs, and those a hosted interface does. What a provider carries is not asked. */
const MACHINE = ['lead', 'residual', 'maintenance', 'migration']
const RENTED = ['lead', 'migration']
const HOSTED = ['hosted.input', 'hosted.output', 'migration']

const isUnknown = (value: unknown): boolean => value === null || (value as Assumed).value === null

/** What an alternative costs is unknown where neither the offer nor the profile of its machine says. */
function isUnpriced({ profiles }: BriefHolder, { kind, hardware, offer }: Alternative): boolean {
  if (kind === 'hosted' || hardware === null || (offer.price !== null && offer.price.value !== null)) return false
  const price = machineIn(profiles, hardware)?.price
  return (kind === 'rent' || kind === 'lease' ? price?.rental : price?.purchase)?.value === null
}

/** Paths of the figures a decision needs and nobody has given, as they are set. */
export function unknownFields(workspace: BriefHolder): readonly string[] {
  const { brief } = workspace
  const isBlank = (path: string): boolean => {
    const read = readBrief(brief, path)
    return read.ok && isUnknown(read.value)
  }
  const shared = Object.entries(BRIEF_NUMBERS)
    .filter(([path, { assumed }]) => assumed && isOfVerdict(path) && !path.startsWith('alternatives.'))
    .map(([path]) => path)
  const ofAlternatives = brief.alternatives.flatMap((alternative) => {
    const { id, kind, hardware } = alternative
    const place = `alternatives.${id}.offer`
    const asked =
      kind === 'hosted' ? HOSTED : hardware === null ? [] : kind === 'rent' || kind === 'lease' ? RENTED : MACHINE
    return [
      ...(isUnpriced(workspace, alternative) ? [`${place}.price`] : []),
      ...asked.map((field) => `${place}.${field}`).filter(isBlank),
    ]
  })
  const promised =
    brief.promise.timePerToken === null && brief.promise.timeToFirstToken === null && brief.promise.endToEnd === null
  return [
    ...shared.filter(isBlank),
    ...(promised ? ['promise.timePerToken', 'promise.timeToFirstToken'] : []),
    ...ofAlternatives,
  ]
}
