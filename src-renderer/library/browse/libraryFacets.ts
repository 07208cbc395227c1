import type { HardwareListing, ModelListing } from '#shared/contract/library.ts'
import type { Facet } from './facets.ts'

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const byName = (left: string, right: string): number => collator.compare(left, right)
/** The newest first, what is unknown last. */
const newestFirst = (left: string, right: string): number =>
  Number(left === UNKNOWN) - Number(right === UNKNOWN) || collator.compare(right, left)
const inOrder = (order: readonly string[]) => {
  const rank = (value: string): number => (order.includes(value) ? order.indexOf(value) : order.length)
  return (left: string, right: string): number => rank(left) - rank(right) || byName(left, right)
}

const UNKNOWN = 'Unknown'
const DEVICE = ['Device'] as const
const SYSTEM = ['System'] as const
const CLOUD = ['Cloud'] as const
const OWN_DEVICE = ['Device', 'Own'] as const
const OWN_SYSTEM = ['System', 'Own'] as const
const OWN_CLOUD = ['Cloud', 'Own'] as const

/** A device alone, a system of devices, or one in a cloud; and whether it is one of the user's. */
function kindsOf({ system, origin }: HardwareListing): readonly string[] {
  const own = origin === 'user'
  if (system === undefined) return own ? OWN_DEVICE : DEVICE
  if (system.kind === 'cloud-instance') return own ? OWN_CLOUD : CLOUD
  return own ? OWN_SYSTEM : SYSTEM
}

const MEMORY_NAMES: Readonly<Record<string, string>> = {
  hbm: 'HBM',
  sram: 'SRAM',
  gddr: 'GDDR',
  lpddr: 'LPDDR',
  ddr: 'DDR',
  external: 'External',
}

/** Facets of the list of devices. */
export const DEVICE_FACETS: readonly Facet<HardwareListing>[] = [
  {
    id: 'kind',
    label: 'Kind',
    valuesOf: kindsOf,
    compare: inOrder(['Device', 'System', 'Cloud', 'Own']),
  },
  {
    id: 'memory',
    label: 'Memory',
    valuesOf: ({ memoryKind }) => MEMORY_NAMES[memoryKind] ?? memoryKind,
    compare: inOrder(Object.values(MEMORY_NAMES)),
  },
  { id: 'vendor', label: 'Vendor', valuesOf: ({ vendor }) => vendor, compare: byName },
  {
    id: 'year',
    label: 'Year',
    valuesOf: ({ year }) => (year === null ? UNKNOWN : String(year)),
    compare: newestFirst,
  },
]

/** Upper ends of the classes of size, parameters in total. */
const SIZE_CLASSES: readonly (readonly [most: number, name: string])[] = [
  [4e9, 'Up to 4 B'],
  [15e9, '4 to 15 B'],
  [40e9, '15 to 40 B'],
  [150e9, '40 to 150 B'],
  [500e9, '150 to 500 B'],
]
const LARGEST = 'Over 500 B'

/** The class of a model's size. @param parameters in total */
export function sizeClass(parameters: number): string {
  return SIZE_CLASSES.find(([most]) => parameters <= most)?.[1] ?? LARGEST
}

/** "Hybrid, GQA, sparse" is three things. Few labels are in use, and each is parted once. */
const partsOfLabel = new Map<string, readonly string[]>()
function attentionParts(label: string): readonly string[] {
  let parts = partsOfLabel.get(label)
  if (!parts) {
    parts = label
      .split(/, | \+ /)
      .filter((part) => part !== '')
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    partsOfLabel.set(label, parts)
  }
  return parts
}

/** Facets of the list of models. */
export const MODEL_FACETS: readonly Facet<ModelListing>[] = [
  {
    id: 'size',
    label: 'Size, in total',
    valuesOf: ({ totalParameters }) => sizeClass(totalParameters),
    compare: inOrder([...SIZE_CLASSES.map(([, name]) => name), LARGEST]),
  },
  {
    id: 'experts',
    label: 'Experts',
    valuesOf: ({ experts }) => (experts ? 'Mixture of experts' : 'Dense'),
    compare: byName,
  },
  {
    id: 'attention',
    label: 'Attention',
    valuesOf: ({ attention }) => attentionParts(attention),
    compare: inOrder(['MHA', 'MQA', 'GQA', 'MLA', 'Compressed', 'Hybrid', 'Local', 'Sparse']),
  },
  {
    id: 'whose',
    label: 'Kept by',
    valuesOf: ({ origin }) => (origin === 'user' ? 'You' : 'Memwall'),
    compare: byName,
  },
  { id: 'organisation', label: 'Organisation', valuesOf: ({ organisation }) => organisation, compare: byName },
]
