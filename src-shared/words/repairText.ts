/** Something of the user's that is missing from a repaired library. */
export interface MissingItem {
  /** "device", "model", "calibration"; null: a part of the history. */
  readonly noun: string | null
  readonly name: string
  /** `older`: an earlier state of it is there. */
  readonly fate: 'lost' | 'older'
}

/** A repair of the library, as it is told. */
export interface ToldRepair {
  /** What was found. `behind`: a whole library that lacks what was committed to it. */
  readonly cause: 'damaged' | 'missing' | 'behind'
  /** Whether anything could be read of the library itself, and of a backup. */
  readonly read: { readonly main: boolean; readonly backup: boolean }
  readonly missing: readonly MissingItem[]
  /** Name under which the damaged file is kept; null: there was none. */
  readonly damaged: string | null
  /** Name of the file with what cannot be read; null: there was nothing. */
  readonly exported: string | null
}

/** Names in one notice; the file beside the library has all. */
const MOST_NAMES = 12

const FOUND: Readonly<Record<ToldRepair['cause'], string>> = {
  damaged: 'The library was damaged',
  missing: 'The library’s file was missing',
  behind: 'The library lacked its latest changes, because its journal was damaged',
}

/** What a repair did: what was found, what became of it, what is missing by name, and where it is. */
export function repairText({ cause, read, missing, damaged, exported }: ToldRepair): string {
  const of = (fate: MissingItem['fate']) => missing.filter((item) => item.fate === fate)
  return [
    `${FOUND[cause]} and ${outcome(read)}.`,
    ...named('Lost:', of('lost')),
    ...named('Only an earlier state is there of:', of('older')),
    ...(exported === null ? [] : [`What could not be read is in ${exported}.`]),
    ...(damaged === null ? [] : [`The damaged file is kept as ${damaged}.`]),
  ].join(' ')
}

function outcome({ main, backup }: ToldRepair['read']): string {
  if (main) return 'was repaired from what is whole in it and in its backup'
  if (backup) return 'its backup was restored'
  return 'was made anew from the shipped facts: nothing else of it can be read any more'
}

function named(beginning: string, items: readonly MissingItem[]): readonly string[] {
  if (items.length === 0) return []
  const names = items
    .slice(0, MOST_NAMES)
    .map(({ noun, name }) => (noun === null ? 'a part of the history' : `the ${noun} “${name}”`))
  const more = items.length - names.length
  return [`${beginning} ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`]
}

/** That fact files are missing. @param files their names @param systems how many systems are left out with them */
export function missingFactsText(files: readonly string[], systems: number): string {
  const are = files.length === 1 ? 'The fact file' : 'The fact files'
  const verb = files.length === 1 ? 'is' : 'are'
  const left = `${systems} ${systems === 1 ? 'system' : 'systems'} built of it`
  return `${are} ${files.join(', ')} ${verb} missing, and left out with ${left}: install Memwall again.`
}
