import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../../../support/commandLine.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

// What people type who have not read the help. Every line works, or ends with a sentence that names the right command.

/** Ends well, with this in its answer. */
const works = (answer: RegExp) => ({ works: true, answer })
/** Ends with a sentence that has this in it. */
const hints = (answer: RegExp) => ({ works: false, answer })

/** What the samples' comparison says of itself. */
const COMPARED = /Question/
const EVALUATED = /Headline number/
const LISTED = /b200-sxm/

/** `FILE`, `OTHER` and `BAD` stand for workspaces of the folder the lines are typed in; `<` pipes FILE in. */
const GUESSES: readonly (readonly [string, { readonly works: boolean; readonly answer: RegExp }])[] = [
  ['version', works(/^\d+\.\d+\.\d+\n$/)],
  ['-V', works(/^\d+\.\d+\.\d+\n$/)],
  ['--version', works(/^\d+\.\d+\.\d+\n$/)],
  ['info', works(/Library in .*models/)],
  ['doctor', works(/Node \d+/)],
  ['help report', works(/Usage: memwall report/)],
  ['report --help', works(/Usage: memwall report/)],
  ['help pdf', works(/Usage: memwall report/)],
  ['new fresh.memwall', works(/fresh\.memwall: “/)],
  ['init other', works(/other\.memwall: “/)],
  ['new', works(/Untitled\.memwall: “/)],
  ['new - --sample b200-against-wse3', works(/"type": "memwall"/)],
  ['samples', works(/b200-against-wse3/)],
  ['open FILE', hints(/no display here.*npm start -- --browser/)],
  ['FILE', works(EVALUATED)],
  ['run FILE', works(EVALUATED)],
  ['evaluate FILE OTHER', works(/==> .*plan\.memwall <==[^]*==> .*other\.memwall <==/)],
  ['evaluate - <', works(EVALUATED)],
  ['show FILE', works(COMPARED)],
  ['show b200-sxm', works(/NVIDIA/)],
  ['compare FILE --baseline B', works(/WSE-3 \(baseline\)/)],
  ['compare - <', works(COMPARED)],
  ['set FILE scenarios/b200/concurrency 64', works(/concurrency: .*64/)],
  ['set FILE workload.concurrency 32 -o -', works(/"concurrency": 32/)],
  ['set FILE brief/demand/growth 60% -o -', works(/"type": "memwall"/)],
  ['set FILE brief/demand/growth/value 60% -o -', works(/"type": "memwall"/)],
  ['diff FILE OTHER', works(/Choice (?:un)?changed|no effect|No differences/)],
  ['audit FILE', hints(/give/)],
  ['get FILE scenarios/A/devices', works(/^8\n$/)],
  ['edit FILE', hints(/memwall set .* PATH VALUE.*memwall open/)],
  ['recommend FILE --draws 200', works(/./)],
  ['pdf FILE -o -', works(/^%PDF-/)],
  ['report FILE --format pdf --out out.pdf', works(/out\.pdf/)],
  ['evaluate FILE --format json', works(/^\{\n/)],
  ['check FILE', works(/plan\.memwall: sound/)],
  ['lint FILE', works(/plan\.memwall: sound/)],
  ['validate FILE', works(/plan\.memwall: sound/)],
  ['list', works(LISTED)],
  ['ls', works(LISTED)],
  ['devices', works(LISTED)],
  ['models', works(/llama-3\.1-70b/)],
  ['prices', works(/./)],
  ['stacks', works(/./)],
  ['completion bash', works(/complete .*memwall/)],
  ['convert', hints(/memwall import FILE/)],
  ['tco FILE', hints(/memwall decide FILE/)],
  ['evalute FILE', hints(/did you mean “evaluate”/)],
  ['set FILE scenarios/b200/layout/device 4', hints(/scenarios\/b200\/layout\/devices/)],
]

const folder = mkdtempSync(path.join(tmpdir(), 'memwall-guessed-'))
const home = path.join(folder, 'home')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const sample = repositoryFile('resources/samples/b200-against-wse3.memwall')

/** Types a line in a folder of its own with two workspaces, as a person would. */
async function typed(line: string) {
  const place = mkdtempSync(path.join(folder, 'place-'))
  for (const name of ['plan.memwall', 'other.memwall']) {
    if (line !== 'init other') copyFileSync(sample, path.join(place, name))
  }
  const names: Readonly<Record<string, string>> = { FILE: 'plan.memwall', OTHER: 'other.memwall' }
  const words = line.split(' ').filter((word) => word !== '<')
  const input = line.endsWith('<') ? readFileSync(sample, 'utf8') : ''
  return runCommand(
    words.map((word) => names[word] ?? word),
    home,
    { input, folder: place },
  )
}

describe('a command line that is guessed', () => {
  it('is one of forty, and nearly all of them work', () => {
    expect(GUESSES.length).toBeGreaterThanOrEqual(40)
    expect(GUESSES.filter(([, { works: does }]) => does).length).toBeGreaterThanOrEqual(34)
  })

  it.each(GUESSES)('memwall %s', { timeout: 120_000 }, async (line, { works: does, answer }) => {
    const { code, output, errors } = await typed(line)
    if (does) {
      // A verdict that is not certain has a code of its own, which is no failure.
      expect([0, ...(line.startsWith('recommend') ? [4, 5] : [])], errors).toContain(code)
      expect(output).toMatch(answer)
    } else {
      expect(code).toBeGreaterThan(0)
      expect(output).toBe('')
      expect(errors).toMatch(/^memwall: [^\n]+\n$/)
      expect(errors).toMatch(answer)
    }
  })
})
