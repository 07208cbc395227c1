import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import initialise, {
  CreateSessionOptions,
  TypstRendererBuilder,
  type TypstRenderer,
} from '@myriaddreamin/typst-ts-renderer'

/** A page as a picture that stands for itself. */
export interface PageSvg {
  /** Of what the picture shows: the same picture has the same hash. */
  readonly hash: string
  readonly svg: string
  /** Points. */
  readonly width: number
  readonly height: number
}

/** 1 is the pages, 2 the definitions they use; neither style sheet nor script, which a picture has no use for. */
const PAGES_AND_DEFINITIONS = 3
const PAGE = '<g class="typst-page"'

let loading: Promise<TypstRenderer> | null = null

async function load(): Promise<TypstRenderer> {
  const wasm = createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-renderer/wasm')
  await initialise({ module_or_path: await readFile(wasm) })
  return new TypstRendererBuilder().build()
}

/** Loads the renderer of pictures ahead of the first. */
export async function warmPageSvgs(): Promise<void> {
  await (loading ??= load())
}

/**
 * The pages as SVG, each with the definitions it uses and no others.
 * @param vector pages in the typesetter's own form
 */
export async function pageSvgs(vector: Uint8Array): Promise<PageSvg[]> {
  const renderer = await (loading ??= load())
  const options = new CreateSessionOptions()
  options.format = 'vector'
  options.artifact_content = vector
  const session = renderer.create_session(options)
  try {
    return splitPages(renderer.svg_data(session, PAGES_AND_DEFINITIONS))
  } finally {
    session.free()
  }
}

/**
 * Parts one picture of all pages under one another into a picture a page.
 * @param whole what the renderer writes
 */
export function splitPages(whole: string): PageSvg[] {
  const [head = '', ...pages] = whole.replace(/<\/svg>\s*$/, '').split(PAGE)
  const definitions = definitionsOf(head)
  return pages.map((page) => pageSvg(`${PAGE}${page}`, definitions))
}

function pageSvg(page: string, definitions: ReadonlyMap<string, string>): PageSvg {
  const [, width = '0', height = '0'] = /data-page-width="([\d.]+)" data-page-height="([\d.]+)"/.exec(page) ?? []
  const body = cleaned(page.replace(/ transform="translate\(0, [\d.]+\)"/, ''), definitions)
  const used = [...usedDefinitions(body, definitions)].map((id) => definitions.get(id) ?? '').join('')
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${width} ${height}" ` +
    `width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/><defs>${used}</defs>${body}</svg>`
  const hash = createHash('sha256').update(svg).digest('hex').slice(0, 32)
  return { hash, svg, width: Number(width), height: Number(height) }
}

/** Every definition by its id: outlines of letters, gradients, hatches. */
function definitionsOf(head: string): ReadonlyMap<string, string> {
  const found = head.matchAll(
    /<(path|linearGradient|radialGradient|pattern) id="([^"]+)"[^>]*?(?:\/>|>[\s\S]*?<\/\1>)/g,
  )
  const raw = new Map([...found].map(([whole, , id = '']) => [id, whole]))
  return new Map([...raw].map(([id, whole]) => [id, cleaned(whole, raw)]))
}

/** What a page names, and what that names in turn: a hatch may be made of letters. */
function usedDefinitions(body: string, definitions: ReadonlyMap<string, string>): ReadonlySet<string> {
  const used = new Set<string>()
  const open = [body]
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    for (const [, id = ''] of text.matchAll(/(?:href="#|url\(#)([^")]+)/g)) {
      const definition = used.has(id) ? undefined : definitions.get(id)
      if (definition === undefined) continue
      used.add(id)
      open.push(definition)
    }
  }
  return used
}

/**
 * What belongs to a page in a browser: text to select, links with their areas, marks of the layout; and, to be looked up,
 * each letter. One pass, for a report is megabytes of them.
 */
const FOR_BROWSERS = new RegExp(
  [
    /<g transform="[^"]*"><foreignObject[\s\S]*?<\/foreignObject><\/g>/,
    /<foreignObject[\s\S]*?<\/foreignObject>/,
    /<rect class="pseudo-link"[^>]*?(?:\/>|><\/rect>)/,
    /<\/?a(?: [^>]*)?>/,
    /<g [^>]*class="typst-content-hint"[^>]*><\/g>/,
    / data-(?:tid|page-width|page-height|hint)="[^"]*"/,
    /<use [^>]*href="#([^"]+)"\/>/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
)

/**
 * Without what only a browser has a use for, and without letters that have no outline, such as spaces. What is described in
 * words may say "<1 %", which the renderer leaves as it is and XML forbids.
 */
function cleaned(svg: string, definitions: ReadonlyMap<string, string>): string {
  return svg
    .replace(FOR_BROWSERS, (found, letter: string | undefined) =>
      letter !== undefined && definitions.has(letter) ? found : '',
    )
    .replace(/="[^"]*<[^"]*"/g, (value) => value.replaceAll('<', '&lt;'))
}
