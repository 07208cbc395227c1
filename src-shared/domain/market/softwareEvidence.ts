import type { HardwareProfile } from '../hardware.ts'
import type { Source } from '../provenance.ts'
import { platformOf, type Platform } from './platform.ts'
import { SOFTWARE_CRITERIA, type SoftwareFact, type SoftwareFile } from './software.ts'

/** One thing that was read, with where. */
export interface SourcedFact extends SoftwareFact {
  readonly cited: Source
}

/** What was read about a platform's software, in the order of the criteria. */
export function platformEvidence(platform: Platform, { support, sources }: SoftwareFile): readonly SourcedFact[] {
  return SOFTWARE_CRITERIA.flatMap((criterion) =>
    support.flatMap((fact): SourcedFact[] => {
      const cited = sources[fact.source]
      return fact.platform === platform && fact.criterion === criterion && cited ? [{ ...fact, cited }] : []
    }),
  )
}

/** What was read about the software of a device's platform; empty where its platform is unknown. */
export function softwareEvidence(
  profile: Pick<HardwareProfile, 'vendor' | 'kind'>,
  software: SoftwareFile,
): readonly SourcedFact[] {
  const platform = platformOf(profile)
  return platform === null ? [] : platformEvidence(platform, software)
}
