/** Modules a list of patterns speaks of. */
export interface ModulePatterns {
  /** Whether some pattern speaks of a module, or of one it is in. @param module its name, without what it is found under */
  speaksOf(module: string): boolean
  /** Patterns that are not understood. Nothing can be said of any module while there are some. */
  readonly foreign: readonly string[]
  /** Whether the patterns were too many to be held against all modules asked for, so that answers are missing. */
  gaveUp(): boolean
}

/** Most comparisons one list may cost: a file of somebody else must not hold up who reads it. */
const MOST_COMPARISONS = 50_000_000
/** Longest pattern, and most alternatives of one, that are read. */
const LONGEST = 200
const MOST_ALTERNATIVES = 64

/** Under what a language model is found in checkpoints, whatever else is in them. */
const ROOT = /^(?:language_model\.model\.|model\.language_model\.|language_model\.|model\.|backbone\.)/

/** What stands for more than itself: any run of characters, and any one. */
const RUN = '*'
const ONE = '?'

/** A pattern for whole names, sign by sign. */
type Glob = readonly string[]

/**
 * Reads the patterns by which quantisation schemes name modules: names whole or from some point on ("lm_head", "self_attn"),
 * globs ("model.layers.0*"), and the plain regular expressions that schemes are published with ("re:.*self_attn.*"). They
 * are matched without the engine of regular expressions, which a hostile pattern could hold up for ever.
 */
export function modulePatterns(patterns: readonly string[]): ModulePatterns {
  const names = new Set<string>()
  const globs: Glob[] = []
  const foreign: string[] = []
  for (const pattern of patterns) {
    if (pattern.length > LONGEST) foreign.push(pattern)
    else if (pattern.startsWith('re:')) {
      const read = globsOf(pattern.slice(3))
      if (read === null) foreign.push(pattern)
      else globs.push(...read.map((glob) => rootless(glob.join(''))))
    } else if (pattern.includes(RUN)) globs.push(rootless(pattern))
    else names.add(pattern.replace(ROOT, ''))
  }
  const known = new Map<string, boolean>()
  let left = MOST_COMPARISONS
  const isNamed = (path: string): boolean => {
    const before = known.get(path)
    if (before !== undefined) return before
    let found = names.size > 0 && tails(path).some((tail) => names.has(tail))
    for (let index = 0; index < globs.length && !found && left > 0; index++) {
      const glob = globs[index] as Glob
      left--
      if (!startsAlike(glob, path)) continue
      left -= glob.length * path.length
      found = matches(glob, path)
    }
    known.set(path, found)
    return found
  }
  const isEmpty = names.size === 0 && globs.length === 0
  return { speaksOf: (module) => !isEmpty && heads(module).some(isNamed), foreign, gaveUp: () => left <= 0 }
}

function rootless(pattern: string): Glob {
  return Array.from(pattern.replace(ROOT, ''))
}

/** A module and all it is in: "a.b.c" is in "a.b" and "a". */
function heads(module: string): readonly string[] {
  const parts = module.split('.')
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'))
}

/** A name from each of its points on: "a.b.c", "b.c" and "c". */
function tails(path: string): readonly string[] {
  const parts = path.split('.')
  return parts.map((_, index) => parts.slice(index).join('.'))
}

/** The letters before a glob's first wildcard are those of the name. */
function startsAlike(glob: Glob, path: string): boolean {
  for (let index = 0; index < glob.length; index++) {
    const sign = glob[index]
    if (sign === RUN || sign === ONE) return true
    if (sign !== path[index]) return false
  }
  return glob.length === path.length
}

/** Whether a glob is a name whole. After a run that took too little, it takes one character more and the rest is tried anew. */
function matches(glob: Glob, path: string): boolean {
  let [sign, at, run, after] = [0, 0, -1, 0]
  while (at < path.length) {
    if (glob[sign] === RUN) {
      ;[run, after] = [sign, at]
      sign++
    } else if (sign < glob.length && (glob[sign] === ONE || glob[sign] === path[at])) {
      sign++
      at++
    } else if (run >= 0) {
      after++
      ;[sign, at] = [run + 1, after]
    } else return false
  }
  while (glob[sign] === RUN) sign++
  return sign === glob.length
}

/** Parts of a regular expression that are read: escaped points, any run, digits, alternatives of texts, and letters. */
const PARTS = /\\\.|\.[*+]|\\d\+|\[0-9\]\+|\((?:\?:)?[\w|.\\-]+\)|[\w-]|\./gy

/**
 * The globs a regular expression stands for, matched from the beginning of a name and, without "$", up to any point of it.
 * @returns null where it is more than these plain ones
 */
function globsOf(expression: string): readonly Glob[] | null {
  const from = expression.startsWith('^') ? 1 : 0
  const isClosed = expression.endsWith('$')
  const source = expression.slice(from, isClosed ? -1 : undefined)
  const parts = source.match(PARTS) ?? []
  if (parts.join('') !== source) return null
  let globs: Glob[] = [[]]
  for (const part of parts) {
    const choices = part.startsWith('(') ? alternatives(part) : [signsOf(part)]
    if (choices === null || globs.length * choices.length > MOST_ALTERNATIVES) return null
    globs = globs.flatMap((glob) => choices.map((choice) => [...glob, ...choice]))
  }
  return isClosed ? globs : globs.map((glob) => [...glob, RUN])
}

function signsOf(part: string): Glob {
  if (part === '.+') return [ONE, RUN]
  // Between the points of a module's name there is nothing but digits where a pattern has them: any run will do.
  if (part === '.*' || part.endsWith('+')) return [RUN]
  return part === '.' ? [ONE] : [part.slice(-1)]
}

/** The texts of a group; null: there is more in it than texts. */
function alternatives(group: string): readonly Glob[] | null {
  const texts = group.replace(/^\((?:\?:)?|\)$/g, '').split('|')
  if (texts.some((text) => /\\(?!\.)/.test(text))) return null
  return texts.map((text) => Array.from(text.replaceAll('\\.', '.')))
}
