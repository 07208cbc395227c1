import type { ModelListing } from '#shared/contract/library.ts'
import { countOverridden, modelFigures } from '#shared/domain/figures.ts'
import type { Mixer, ModelProfile } from '#shared/domain/model.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import type { NewRow } from './rows.ts'
import { searchText } from '#shared/domain/searchWords.ts'

/** A model's row: profile, line in the list, search text. */
export function modelRow(profile: ModelProfile): NewRow {
  const listing = modelListing(profile)
  return { id: profile.id, profile, listing, words: modelWords(profile, listing) }
}

/** A model as the list shows it. */
function modelListing(profile: ModelProfile): Omit<ModelListing, 'origin'> {
  const { total, active } = countParameters(profile)
  const experts = profile.layerGroups.some((group) => group.feedForward.kind === 'moe')
  return {
    id: profile.id,
    name: profile.name,
    organisation: profile.organisation,
    family: profile.family,
    year: profile.year,
    totalParameters: total,
    // A dense model is one number: its embedding table is not taken out of it.
    activeParameters: experts ? active : total,
    context: profile.published.context.value,
    attention: attentionLabel(profile),
    experts,
    overridden: countOverridden(modelFigures(profile)),
  }
}

/** What mixes tokens, in a word or two for the list. */
function attentionLabel(profile: ModelProfile): string {
  const mixers = profile.layerGroups.map((group) => group.mixer).filter((mixer) => mixer.kind !== 'none')
  const recurrent = mixers.some((mixer) => mixer.kind === 'linear' || mixer.kind === 'ssm')
  const names = [...new Set(mixers.map(mixerName).filter((name) => name !== null))]
  const local = mixers.some((mixer) => mixer.kind === 'attention' && mixer.window !== null)
  const sparse = mixers.some(
    (mixer) =>
      (mixer.kind === 'attention' && mixer.blockSparse !== undefined) ||
      (mixer.kind === 'mla' && mixer.sparse !== undefined) ||
      mixer.kind === 'compressed',
  )
  const parts = [names.join(' + ')]
  if (recurrent) parts.unshift('Hybrid')
  if (local) parts.push('local')
  if (sparse) parts.push('sparse')
  return parts.filter((part) => part !== '').join(', ')
}

function mixerName(mixer: Mixer): string | null {
  switch (mixer.kind) {
    case 'attention':
      if (mixer.keyValueHeads === mixer.queryHeads) return 'MHA'
      return mixer.keyValueHeads === 1 ? 'MQA' : 'GQA'
    case 'mla':
      return 'MLA'
    case 'compressed':
      return 'Compressed'
    case 'linear':
    case 'ssm':
    case 'none':
      return null
  }
}

function modelWords(profile: ModelProfile, listing: Omit<ModelListing, 'origin'>): string {
  return searchText([
    profile.id,
    profile.name,
    profile.organisation,
    profile.family,
    listing.attention,
    listing.experts ? 'moe mixture of experts' : 'dense',
    profile.nativeFormat,
  ])
}
