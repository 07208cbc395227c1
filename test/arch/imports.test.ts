import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryFile } from '../support/nodeRuntime.ts'
import { arrowsUp, circles, readImports, sourceFiles, specifiers, type Import, type Ranks } from './graph.ts'

const root = repositoryFile('.')
const sources = sourceFiles(root, ['src-shared', 'src-main', 'src-renderer'])
const imports = readImports(root, sources)

/** A part of the house: what it may import besides itself, and in which order its members stand. */
interface Part {
  /** Beginnings of paths, and names of packages. */
  readonly may: readonly string[]
  /** From the ground up. Members of one rank do not import one another. */
  readonly ranks?: Ranks
}

/** Features of the core: they never import one another. */
const FEATURES = ['library', 'documents', 'report', 'imports', 'audit', 'engine'].map(
  (feature) => `src-main/${feature}/`,
)
const SHELL = ['src-main/shells/common/', 'src-main/app/', 'src-shared/', 'node:']

const PARTS: Readonly<Record<string, Part>> = {
  'src-shared': {
    may: ['zod', 'echarts', 'fastest-levenshtein', 'intl-messageformat', '@formatjs/'],
    ranks: [['units'], ['domain'], ['words'], ['document'], ['verdict', 'register'], ['charts'], ['contract']],
  },
  'src-renderer': {
    may: ['src-shared/', 'resources/', 'vue', 'pinia', 'zod', 'echarts', 'reka-ui', '@tanstack/', 'tinykeys', 'immer'],
    ranks: [
      ['ui'],
      ['window'],
      ['workspace'],
      [
        'brief',
        'scenario',
        'results',
        'decide',
        'library',
        'accuracy',
        'stacks',
        'start',
        'tour',
        'present',
        'report',
        'settings',
      ],
      ['app'],
      ['main'],
    ],
  },
  'src-main/engine': {
    may: ['src-shared/', 'resources/', 'zod', 'd3-array'],
    ranks: [
      ['kept'],
      ['machine'],
      ['calibration'],
      ['costing'],
      ['serving'],
      ['placement'],
      ['ledger'],
      ['energy'],
      ['economics'],
      ['judge'],
      ['evaluate'],
      ['fitting'],
      ['analysis'],
      ['decide'],
      ['predict'],
      ['validation'],
    ],
  },
  'src-main/imports': { may: ['src-shared/', 'zod'] },
  'src-main/audit': { may: ['src-shared/', 'node:', 'better-sqlite3'] },
  'src-main/library': { may: ['src-shared/', 'resources/', 'src-main/processes/', 'zod', 'node:', 'better-sqlite3'] },
  'src-main/documents': {
    may: ['src-shared/', 'resources/', 'src-main/processes/', 'src-main/threads/', 'zod', 'node:', 'unpdf/'],
  },
  'src-main/report': {
    may: [
      'src-shared/',
      'resources/',
      'zod',
      'node:',
      'src-main/threads/',
      'echarts',
      '@myriaddreamin/',
      '@rgrove/',
      'fontkit',
    ],
  },
  'src-main/exports': { may: ['src-shared/', 'src-main/report/', 'node:', 'fflate', '@resvg/'] },
  'src-main/processes': { may: ['zod', 'node:'] },
  'src-main/threads': { may: ['src-shared/', 'node:'] },
  'src-main/compute': { may: ['src-main/engine/', 'src-main/threads/', 'src-shared/', 'node:'] },
  'src-main/app': {
    may: [...FEATURES, 'src-main/exports/', 'src-main/compute/', 'src-shared/', 'package.json', 'zod', 'pino', 'node:'],
    ranks: [
      ['dataFolder', 'inputLimits', 'logger', 'paths', 'safeAddress', 'settings', 'systemUserName', 'version'],
      ['documentFiles', 'grants'],
      ['documentWatches', 'ports', 'publishedSchema'],
      ['library'],
      ['predict'],
      ['analysis', 'accuracy', 'market', 'audit'],
      ['handlers'],
      ['joinHandlers', 'dispatch'],
      ['createApp'],
    ],
  },
  'src-main/shells/common': { may: SHELL },
  'src-main/shells/electron': { may: [...SHELL, 'electron'] },
  'src-main/shells/browser': { may: [...SHELL, 'src-main/processes/'] },
  'src-main/shells/cli': { may: [...SHELL, 'string-width'] },
  'src-main/start': { may: ['src-main/app/', 'src-main/shells/common/', 'src-main/shells/browser/', 'node:'] },
}

/** Whether a path is a part's own: in its folder, or the file of its name. */
const isOf = (part: string, path: string) => path.startsWith(`${part}/`) || path === `${part}.ts`

describe('imports go one way', () => {
  it('finds something to check', () => {
    expect(imports.length).toBeGreaterThan(200)
  })

  it.each(Object.entries(PARTS))('%s imports what it may', (part, { may }) => {
    const own = imports.filter(({ from }) => isOf(part, from))
    expect(own.length).toBeGreaterThan(0)
    const wrong = own
      .filter(({ to }) => !isOf(part, to) && !may.some((allowed) => to === allowed || to.startsWith(slashed(allowed))))
      .map(({ from, to }) => `${from} imports ${to}`)
    expect(wrong).toEqual([])
  })

  it('every source file belongs to a part', () => {
    expect(sources.filter((from) => !Object.keys(PARTS).some((part) => isOf(part, from)))).toEqual([])
  })

  it.each(Object.entries(PARTS).flatMap(([part, { ranks }]) => (ranks ? [{ part, ranks }] : [])))(
    'inside $part arrows go down',
    ({ part, ranks }) => expect(arrowsUp(imports, part, ranks)).toEqual([]),
  )

  it('no files and no folders import one another in a circle', () => {
    expect(circles(imports)).toEqual([])
  })

  it('the preload imports the channels and Electron, nothing else', () => {
    const preload = imports.filter(({ from }) => from.startsWith('src-main/shells/electron/preload/'))
    expect(preload.map(({ to }) => to).toSorted()).toEqual(['electron', 'src-shared/contract/channels.ts'])
  })
})

/** A package's own name also covers its subpaths, but not other packages that begin alike. */
function slashed(allowed: string): string {
  return /[/:]$/.test(allowed) ? allowed : `${allowed}/`
}

describe('the rules see what breaks them', () => {
  /** Written as "from > to", below the part. */
  const planted = (...arrows: readonly string[]): readonly Import[] =>
    arrows.map((arrow) => {
      const [from = '', to = ''] = arrow.split(' > ')
      return { from: `house/${from}`, to: `house/${to}` }
    })
  const RANKS = [['cellar', 'pit'], ['hall'], ['roof']]
  const sound = planted('hall/door.ts > cellar/stone.ts', 'roof.vue > hall/door.ts', 'hall/bell.ts > pit/rope.ts')

  it('every way of importing', () => {
    expect(
      specifiers(
        [
          `import { a } from 'x1'\nimport 'x2'\nexport * from 'x3'\nawait import('x4')`,
          `import type { A, B } from 'x5'\nimport d, { e as f } from 'x6'\nexport { g } from 'x7'`,
          `<script setup lang="ts">\nimport C from './x8.vue'\n</script>`,
          `export type { H } from "x9"\nconst said = 'import'`,
        ].join('\n'),
      ).toSorted(),
    ).toEqual(['./x8.vue', 'x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7', 'x9'])
  })

  it('nothing where all goes down', () => {
    expect(arrowsUp(sound, 'house', RANKS)).toEqual([])
    expect(circles(sound)).toEqual([])
  })

  it('an arrow up, or across a rank', () => {
    expect(arrowsUp([...sound, ...planted('cellar/stone.ts > roof.vue')], 'house', RANKS)).toEqual([
      'house/cellar/stone.ts imports house/roof.vue',
    ])
    expect(arrowsUp([...sound, ...planted('pit/rope.ts > cellar/stone.ts')], 'house', RANKS)).toEqual([
      'house/pit/rope.ts imports house/cellar/stone.ts',
    ])
  })

  it('a member without a rank, and a rank without its member', () => {
    expect(arrowsUp([...sound, ...planted('shed/axe.ts > pit/rope.ts')], 'house', RANKS)).toContain(
      'house/shed has no rank',
    )
    expect(arrowsUp(sound, 'house', [...RANKS, ['tower']])).toEqual(['house/tower has a rank and is not there'])
  })

  it('that there was nothing to check', () => {
    expect(arrowsUp([], 'house', RANKS)).toHaveLength(4)
    expect(arrowsUp(sound, 'barn', RANKS)).toHaveLength(4)
  })

  it('a circle of files', () => {
    expect(
      circles([...sound, ...planted('hall/a.ts > hall/b.ts', 'hall/b.ts > hall/c.ts', 'hall/c.ts > hall/a.ts')]),
    ).toEqual([
      'house/hall/a.ts imports house/hall/b.ts, house/hall/b.ts imports house/hall/c.ts, house/hall/c.ts imports house/hall/a.ts',
    ])
  })

  it('a circle of folders in which no file comes round', () => {
    expect(circles([...sound, ...planted('cellar/tap.ts > hall/bell.ts')])).toEqual([
      'house/cellar/tap.ts imports house/hall/bell.ts, house/hall/door.ts imports house/cellar/stone.ts',
    ])
    expect(circles(planted('hall/east/a.ts > hall/west/b.ts', 'hall/west/c.ts > hall/east/d.ts'))).toHaveLength(1)
    expect(circles(planted('hall/door.ts > hall/east/a.ts', 'hall/east/d.ts > hall/door.ts'))).toHaveLength(1)
  })
})

describe('effects happen in one place', () => {
  /** What may stand in which files only. */
  const only: readonly (readonly [pattern: RegExp, files: RegExp])[] = [
    [/\bipcMain\b/, /^src-main\/shells\/electron\/ipc\.ts$/],
    [/\bipcRenderer\b/, /^src-main\/shells\/electron\/preload\/index\.ts$/],
    [/\bshell\.(?:openExternal|openPath|showItemInFolder)\b/, /^src-main\/shells\/electron\/external\.ts$/],
    [/\bfetch\(/, /^src-renderer\/window\/transport\.ts$/],
    // It sends cookies alone, and cookies know no ports.
    [/\bnew EventSource\b|\bdocument\.cookie\b|\bSet-Cookie\b/, /^$/],
    [/\bsessionStorage\b/, /^src-renderer\/window\/session\.ts$/],
    [/\bv-html\b|\binnerHTML\b/, /^$/],
    [/\beval\(|\bnew Function\b/, /^$/],
  ]

  it.each(only.map(([pattern, files]) => [pattern.source, pattern, files] as const))('%s', (_name, pattern, files) => {
    const found = sources.filter((from) => pattern.test(withoutComments(readFileSync(join(root, from), 'utf8'))))
    expect(found.filter((from) => !files.test(from))).toEqual([])
    if (files.source !== '^$') expect(found.length).toBeGreaterThan(0)
  })
})

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}
