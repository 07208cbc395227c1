import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { serve } from '../threads/serve.ts'
import { fontFiles } from './fonts.ts'
import { createNative } from './native.ts'
import { pageSvgs, warmPageSvgs, type PageSvg } from './pageSvgs.ts'
import { PLACE_LABEL, placesOf, type Place } from './places.ts'
import { templateFiles } from './templates.ts'
import type { CompilerName, LaidOut, ReportStandard, Typesetter } from './typesetter.ts'
import { createWasm } from './wasm.ts'

/** What the typesetter's thread is started with. */
export interface CompilerStart {
  readonly resourcesFolder: string
  /** The one build that may be used; null: the native one where there is one. */
  readonly only: CompilerName | null
}

/** Files by absolute path inside the compiler. */
type Files = Readonly<Record<string, Uint8Array>>

/** What every answer says beside what was asked for. */
interface Made {
  readonly compiler: CompilerName
  readonly standard: ReportStandard | null
  /** Bytes that only the end of this thread gives back. */
  readonly heap: number
}

const typesetter = prepare(workerData as CompilerStart)
// Who asks is told.
typesetter.catch(() => {})

/** @throws CodedError report-failed when a part of the installation is missing */
async function prepare({ resourcesFolder, only }: CompilerStart): Promise<Typesetter> {
  const parts = {
    templatesFolder: join(resourcesFolder, 'report'),
    fontFiles: fontFiles(join(resourcesFolder, 'fonts')),
  }
  await templateFiles(parts.templatesFolder)
  const native = only === 'wasm' ? null : createNative(parts)
  if (native) return native
  if (only === 'native') throw new Error('There is no native typesetter here.')
  return createWasm(parts)
}

/** What is mapped now: only what changed is mapped anew, for the typesetter lays out again what rests on it. */
const mapped = new Map<string, Uint8Array>()

function map(to: Typesetter, files: Files): void {
  for (const path of [...mapped.keys()]) {
    if (path in files) continue
    to.unmap(path)
    mapped.delete(path)
  }
  for (const [path, content] of Object.entries(files)) {
    const known = mapped.get(path)
    if (known && Buffer.compare(known, content) === 0) continue
    to.map(path, content)
    mapped.set(path, content)
  }
}

async function withLayout<Value>(
  files: Files,
  use: (laidOut: LaidOut) => Value | Promise<Value>,
): Promise<Value & Made> {
  const ready = await typesetter
  map(ready, files)
  try {
    const laidOut = ready.layOut()
    const value = await use(laidOut)
    return { ...value, compiler: ready.name, standard: laidOut.standard, heap: ready.heap() }
  } finally {
    ready.evict()
  }
}

const calls = {
  /** The PDF of the template with these files. @throws CodedError missing-characters, Error with the typesetter's reason */
  pdf: (files: Files): Promise<{ bytes: Uint8Array; pages: number } & Made> =>
    withLayout(files, (laidOut) => ({ bytes: laidOut.pdf().bytes, pages: laidOut.pages })),
  /** The pages as pictures, and where their parts stand. @throws Error with the typesetter's reason */
  pictures: (files: Files): Promise<{ pages: PageSvg[]; places: Place[] } & Made> =>
    withLayout(files, async (laidOut) => ({
      pages: await pageSvgs(laidOut.vector()),
      places: placesOf(laidOut.metadata(PLACE_LABEL)),
    })),
  /** Lays the pages out for those who ask next: what they find unchanged is laid out already. */
  async ahead(files: Files): Promise<void> {
    const ready = await typesetter
    map(ready, files)
    ready.layOut()
  },
  /** Loads what the first answer would wait for. */
  async warm(wanted: 'pdf' | 'pictures'): Promise<void> {
    await typesetter
    if (wanted === 'pictures') await warmPageSvgs()
  },
}

/** What the typesetter's thread serves. */
export type CompilerCalls = typeof calls

serve(calls)
