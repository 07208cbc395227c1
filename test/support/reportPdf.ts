/** Reads finished PDFs through poppler, where it is installed. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether pdftotext and pdfdetach can be run. */
export function hasPoppler(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    process.stdout.write('Skipped: reading PDF text needs poppler-utils (pdftotext).\n')
    return false
  }
}

/** The text of each page, spaces and breaks folded to one space, invisible break marks dropped. */
export function pageTexts(bytes: Uint8Array): string[] {
  return withFile(bytes, (path) => {
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8', maxBuffer: 64e6 })
    return text
      .split('\f')
      .slice(0, -1)
      .map((page) => page.replaceAll('\u200b', '').replaceAll(/\s+/g, ' ').trim())
  })
}

/** The first attached file. */
export function attachedFile(bytes: Uint8Array): { readonly listing: string; readonly text: string } {
  return withFile(bytes, (path, folder) => {
    const listing = execFileSync('pdfdetach', ['-list', path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const out = join(folder, 'attached')
    execFileSync('pdfdetach', ['-save', '1', '-o', out, path], { stdio: 'ignore' })
    return { listing, text: readFileSync(out, 'utf8') }
  })
}

/** The names of the fonts in it. */
export function fontsOf(bytes: Uint8Array): string[] {
  return withFile(bytes, (path) =>
    run('pdffonts', path)
      .split('\n')
      .slice(2)
      .flatMap((line) => (line.trim() === '' ? [] : [line.split(/\s/)[0] ?? ''])),
  )
}

/** What it says of itself, by name. */
export function informationOf(bytes: Uint8Array): Readonly<Record<string, string>> {
  return withFile(bytes, (path) =>
    Object.fromEntries(
      run('pdfinfo', path)
        .split('\n')
        .flatMap((line) => {
          const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? []
          return name === undefined || value === undefined ? [] : [[name.trim(), value.trim()]]
        }),
    ),
  )
}

function run(program: string, path: string): string {
  return execFileSync(program, [path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

function withFile<Result>(bytes: Uint8Array, use: (path: string, folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'memwall-pdf-'))
  try {
    const path = join(folder, 'report.pdf')
    writeFileSync(path, bytes)
    return use(path, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
