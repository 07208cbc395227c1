import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

/** One import: who, and what, as a path from the repository's root or a package's name. */
export interface Import {
  readonly from: string
  readonly to: string
}

/** The members of one part, from the ground up: who stands on one line imports from lines above it in the list alone. */
export type Ranks = readonly (readonly string[])[]

/**
 * Every source, whether or not it imports anything, as a path from the repository's root.
 * @param root the repository's root
 * @param folders the folders of sources below it
 */
export function sourceFiles(root: string, folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|vue)$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => join(folder, name).replaceAll('\\', '/')),
  )
}

/**
 * Reads every import of the sources: static, dynamic, re-exports and types alike.
 * @param root the repository's root
 * @param files as `sourceFiles` lists them
 */
export function readImports(root: string, files: readonly string[]): readonly Import[] {
  return files.flatMap((from) =>
    specifiers(readFileSync(join(root, from), 'utf8')).map((specifier) => ({
      from,
      to: resolveSpecifier(from, specifier),
    })),
  )
}

/**
 * What one source imports, as it is written there.
 * @param source the text of a TypeScript file or a component
 */
export function specifiers(source: string): readonly string[] {
  const found = [
    ...source.matchAll(/\b(?:import|export)\s+(?:type\s+)?[\w*{}\s,$]+?\s+from\s*['"]([^'"]+)['"]/g),
    // A quoted word "import" is none.
    ...source.matchAll(/(?<!['"])\bimport\s*['"]([^'"]+)['"]/g),
    ...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
  ]
  return found.map((match) => match[1] ?? '')
}

function resolveSpecifier(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(dirname(from), specifier)
  return specifier.replace(/^#(shared|main)\//, 'src-$1/').replace(/^#resources\//, 'resources/')
}

/**
 * Circles of imports, between files and between folders: in every folder, its files and folders are held against one
 * another. A circle of files is found where its members part.
 * @returns each circle as the shortest way round, from its first member back to it
 */
export function circles(imports: readonly Import[]): readonly string[] {
  const ways = new Map<string, Map<string, Import>>()
  for (const found of imports) {
    const [from, to] = apart(found.from, found.to)
    const known = ways.get(from) ?? new Map<string, Import>()
    ways.set(from, known)
    if (from !== to && !known.has(to)) known.set(to, found)
  }
  return [...ways.keys()].flatMap((start) => {
    const round = wayRound(ways, start)
    // Told once, by its first member.
    return round.length === 0 || round.some(({ from, to }) => apart(from, to)[0] < start) ? [] : [told(round)]
  })
}

/** Two paths, each up to where it leaves the other. */
function apart(from: string, to: string): readonly [from: string, to: string] {
  const [a, b] = [from.split('/'), to.split('/')]
  const shared = a.findIndex((name, index) => name !== b[index])
  return shared < 0 ? [from, to] : [a.slice(0, shared + 1).join('/'), b.slice(0, shared + 1).join('/')]
}

/** The shortest chain of imports that leads from a place back to it; empty where none does. */
function wayRound(ways: ReadonlyMap<string, ReadonlyMap<string, Import>>, start: string): readonly Import[] {
  const reached = new Map<string, readonly Import[]>([[start, []]])
  for (const [place, way] of reached) {
    for (const [next, step] of ways.get(place) ?? []) {
      if (next === start) return [...way, step]
      if (!reached.has(next)) reached.set(next, [...way, step])
    }
  }
  return []
}

function told(way: readonly Import[]): string {
  return way.map(({ from, to }) => `${from} imports ${to}`).join(', ')
}

/**
 * Arrows of one part that do not go down: up, or across between members of one rank.
 * @param part the part's folder
 * @param ranks its members: names of folders and files, without `.ts`
 * @returns what is wrong: such imports, members without a rank, ranked names that no import touches
 */
export function arrowsUp(imports: readonly Import[], part: string, ranks: Ranks): readonly string[] {
  const member = (path: string) => /^[^/]+?(?=\/|\.ts$|\.vue$)/.exec(path.slice(part.length + 1))?.[0] ?? ''
  const rankOf = (name: string) => ranks.findIndex((names) => names.includes(name))
  const inside = imports.filter(({ from }) => from.startsWith(`${part}/`))
  const seen = new Set(
    inside.flatMap(({ from, to }) => [from, to].filter((path) => path.startsWith(`${part}/`)).map(member)),
  )
  return [
    ...[...seen].filter((name) => rankOf(name) < 0).map((name) => `${part}/${name} has no rank`),
    ...ranks
      .flat()
      .filter((name) => !seen.has(name))
      .map((name) => `${part}/${name} has a rank and is not there`),
    ...inside
      .filter(({ from, to }) => to.startsWith(`${part}/`) && member(from) !== member(to))
      .filter(({ from, to }) => rankOf(member(to)) >= rankOf(member(from)))
      .map((found) => told([found])),
  ]
}
