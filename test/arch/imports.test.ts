import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryFile } from '../support/nodeRuntime.ts'

const root = repositoryFile('.')

/** One import: who, and what, as a path from the repository's root or a package's name. */
interface Import {
  readonly from: string
  readonly to: string
}

/** Reads every import of the sources: static, dynamic, re-exports and types alike. */
function readImports(): readonly Import[] {
  return ['src-shared', 'src-main', 'src-renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|vue)$/.test(name) && !name.endsWith('.d.ts'))
      .flatMap((name) => {
        const from = join(folder, name).replaceAll('\\', '/')
        return specifiers(readFileSync(join(root, from), 'utf8')).map((specifier) => ({
          from,
          to: resolveSpecifier(from, specifier),
        }))
      }),
  )
}

function specifiers(source: string): readonly string[] {
  const found = [
    ...source.matchAll(/\b(?:import|export)\s+(?:type\s+)?[\w*{}\s,$]+?\s+from\s*['"]([^'"]+)['"]/g),
    // A quoted word "import" is none.
    ...source.matchAll(/(?<!['"])\bimport\s*['"]([^'"]+)['"]/g),
    ...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
  ]
  return found.map((match) => match[1] ?? '')
}

function resolveSpecifier(from: string, specifier: string): string {
  if (specifier.startsWith('.')) {
    return relative(root, join(root, dirname(from), specifier)).replaceAll('\\', '/')
  }
  const alias = /^#(shared|main|resources)\/(.*)$/.exec(specifier)
  if (!alias) return specifier
  return `${alias[1] === 'resources' ? 'resources' : `src-${alias[1]}`}/${alias[2]}`
}

const imports = readImports()

/** A layer and what it may import, as beginnings of paths and names of packages. */
interface Layer {
  readonly files: RegExp
  readonly may: readonly string[]
}

const features = ['library', 'documents', 'report', 'audit', 'engine', 'imports']
const featurePackages: Readonly<Record<string, readonly string[]>> = {
  library: ['better-sqlite3'],
  report: ['echarts', '@myriaddreamin/', 'fontkit'],
  audit: ['better-sqlite3'],
}

const layers: Readonly<Record<string, Layer>> = {
  'src-shared': {
    files: /^src-shared\//,
    may: ['src-shared/', 'zod', 'echarts', 'fastest-levenshtein', 'intl-messageformat', '@formatjs/'],
  },
  'src-renderer': {
    files: /^src-renderer\//,
    may: [
      'src-renderer/',
      'src-shared/',
      'resources/',
      'vue',
      'pinia',
      'zod',
      'echarts',
      'reka-ui',
      '@tanstack/',
      'tinykeys',
      'immer',
    ],
  },
  'src-main/engine, pure': {
    files: /^src-main\/engine\//,
    may: ['src-main/engine/', 'src-shared/', 'resources/', 'zod', 'd3-array'],
  },
  'src-main/imports, pure': { files: /^src-main\/imports\//, may: ['src-main/imports/', 'src-shared/', 'zod'] },
  'src-main/compute': {
    files: /^src-main\/compute\//,
    may: ['src-main/compute/', 'src-main/engine/', 'src-shared/', 'node:'],
  },
  ...Object.fromEntries(
    features
      .filter((feature) => feature !== 'engine' && feature !== 'imports')
      .map((feature) => [
        `src-main/${feature}`,
        {
          files: new RegExp(`^src-main/${feature}/`),
          may: [
            `src-main/${feature}/`,
            'src-shared/',
            'resources/',
            'zod',
            'node:',
            ...(featurePackages[feature] ?? []),
          ],
        },
      ]),
  ),
  'src-main/app': {
    files: /^src-main\/app\//,
    may: [
      'src-main/app/',
      ...features.map((feature) => `src-main/${feature}/`),
      'src-main/compute/',
      'src-shared/',
      'package.json',
      'zod',
      'pino',
      'node:',
    ],
  },
  ...Object.fromEntries(
    ['electron', 'browser', 'cli'].map((shell) => [
      `src-main/shells/${shell}`,
      {
        files: new RegExp(`^src-main/shells/${shell}/`),
        may: [
          `src-main/shells/${shell}/`,
          'src-main/shells/common/',
          'src-main/app/',
          'src-shared/',
          'node:',
          ...(shell === 'electron' ? ['electron'] : shell === 'cli' ? ['string-width'] : []),
        ],
      },
    ]),
  ),
  'src-main/shells/common': {
    files: /^src-main\/shells\/common\//,
    may: ['src-main/shells/common/', 'src-main/app/', 'src-shared/', 'node:'],
  },
  'src-main/start': {
    files: /^src-main\/start(?:\.ts|\/)/,
    may: ['src-main/start', 'src-main/app/', 'src-main/shells/common/', 'src-main/shells/browser/', 'node:'],
  },
}

/** Layers that the drawing has and later work fills. */
const EMPTY_FOR_NOW: ReadonlySet<string> = new Set(['src-main/audit'])

describe('imports go one way', () => {
  it('finds something to check', () => {
    expect(imports.length).toBeGreaterThan(200)
    // Each way of importing is seen, so that none slips past the expressions above.
    expect(specifiers(`import { a } from 'x1'\nimport 'x2'\nexport * from 'x3'\nawait import('x4')`)).toEqual(
      expect.arrayContaining(['x1', 'x2', 'x3', 'x4']),
    )
    expect(
      specifiers(`import type { A, B } from 'x5'\nimport d, { e as f } from 'x6'\nexport { g } from 'x7'`),
    ).toEqual(['x5', 'x6', 'x7'])
  })

  it.each(Object.entries(layers))('%s', (name, layer) => {
    const own = imports.filter((candidate) => layer.files.test(candidate.from))
    if (!EMPTY_FOR_NOW.has(name)) expect(own.length).toBeGreaterThan(0)
    const wrong = own
      .filter(({ to }) => !layer.may.some((allowed) => to === allowed || to.startsWith(slashed(allowed))))
      .map(({ from, to }) => `${from} imports ${to}`)
    expect(wrong).toEqual([])
  })

  it('every source file belongs to a layer', () => {
    const strays = imports.filter(({ from }) => !Object.values(layers).some((layer) => layer.files.test(from)))
    expect(strays.map(({ from }) => from)).toEqual([])
  })

  it('the preload imports the channels and Electron, nothing else', () => {
    const preload = imports.filter(({ from }) => from.startsWith('src-main/shells/electron/preload/'))
    expect(preload.map(({ to }) => to).toSorted()).toEqual(['electron', 'src-shared/contract/channels.ts'])
  })
})

/** A package's own name also covers its subpaths, but not other packages that begin alike. */
function slashed(allowed: string): string {
  return /[/:]$/.test(allowed) || allowed.startsWith('src-') ? allowed : `${allowed}/`
}

describe('effects happen in one place', () => {
  /** What may stand in which files only. */
  const only: readonly (readonly [pattern: RegExp, files: RegExp])[] = [
    [/\bipcMain\b/, /^src-main\/shells\/electron\/ipc\.ts$/],
    [/\bipcRenderer\b/, /^src-main\/shells\/electron\/preload\/index\.ts$/],
    [/\bshell\.openExternal\b/, /^src-main\/shells\/electron\/external\.ts$/],
    [/\bfetch\(/, /^src-renderer\/window\/transport\.ts$/],
    [/\bnew EventSource\b/, /^src-renderer\/window\/transport\.ts$/],
    [/\bv-html\b|\binnerHTML\b/, /^$/],
    [/\beval\(|\bnew Function\b/, /^$/],
  ]

  it.each(only.map(([pattern, files]) => [pattern.source, pattern, files] as const))('%s', (_name, pattern, files) => {
    const sources = [...new Set(imports.map(({ from }) => from))]
    const found = sources.filter((from) => pattern.test(withoutComments(readFileSync(join(root, from), 'utf8'))))
    expect(found.filter((from) => !files.test(from))).toEqual([])
    if (files.source !== '^$') expect(found.length).toBeGreaterThan(0)
  })
})

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}
