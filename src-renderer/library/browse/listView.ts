import type { ListView } from '#shared/contract/app.ts'
import type { Settings } from '#shared/contract/app.ts'
import type { HardwareListing, ModelListing } from '#shared/contract/library.ts'
import { DEVICE_COLUMNS, MODEL_COLUMNS, type ListColumn } from './listColumns.ts'

type LibraryKind = 'devices' | 'models'

/** What a new installation shows. Devices have the one word that fits every kind: capacity, or the kind of system. */
export const DEFAULT_VIEWS: NonNullable<Settings['library']> = {
  devices: { columns: [], sort: null },
  models: { columns: ['total'], sort: null },
}

/** Every column of a list. Lines of either kind: each column is asked about lines of its own alone. */
export function columnsOf(kind: LibraryKind): readonly ListColumn<HardwareListing | ModelListing>[] {
  return (kind === 'devices' ? DEVICE_COLUMNS : MODEL_COLUMNS) as readonly ListColumn<HardwareListing | ModelListing>[]
}

/** The view of a list with what it does not know left out: settings may be another version's. */
export function knownView(kind: LibraryKind, view: ListView | undefined): ListView {
  const ids = columnsOf(kind).map(({ id }) => id)
  const { columns, sort } = view ?? DEFAULT_VIEWS[kind]
  return {
    columns: ids.filter((id) => columns.includes(id)),
    sort: sort !== null && ids.includes(sort.by) ? sort : null,
  }
}

/** The view with a column shown or not; a list sorted by a column that goes is sorted by owner again. */
export function withColumn(view: ListView, id: string, shown: boolean): ListView {
  if (shown) return { ...view, columns: [...view.columns, id] }
  return { columns: view.columns.filter((each) => each !== id), sort: view.sort?.by === id ? null : view.sort }
}
