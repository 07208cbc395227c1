import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { connect } from '#main/shells/cli/connect.ts'
import { decidedEffects } from '#main/shells/cli/diffEffects.ts'
import { run } from '#main/shells/cli/run.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { differingPlaces } from '#shared/document/places.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { entered } from '#shared/domain/brief/assumed.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const home = mkdtempSync(path.join(tmpdir(), 'memwall-home-'))
process.env['MEMWALL_HOME'] = home
afterAll(() => rmSync(home, { recursive: true, force: true }))
const parsed = parseDocument(readFileSync(repositoryFile('resources/samples/b200-against-wse3.memwall'), 'utf8'))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
const sample = parsed.workspace

/** Not a measure: each verdict is worked out beside whatever else runs. */
const TIMEOUT = 180_000

function fileOf(workspace: Workspace): string {
  const file = path.join(temporaryFolder(), 'plan.memwall')
  writeFileSync(file, serializeDocument(workspace))
  return file
}

async function memwall(...typed: readonly string[]) {
  let output = ''
  let errors = ''
  const plain = (text: string) => text
  const code = await run(typed, {
    print: async (text) => void (output += text),
    tell: (text) => void (errors += text),
    bold: plain,
    dim: plain,
  })
  return { code, output, errors }
}

interface Decision {
  readonly state: string
  readonly headline: string
  readonly choice: readonly string[]
  readonly table: readonly { readonly id: string; readonly perMillionOutput: number; readonly best: number }[]
}
const decidedByHand = async (workspace: Workspace): Promise<Decision> =>
  JSON.parse((await memwall('decide', fileOf(workspace), '--json')).output) as Decision

/** The sample with what a system of one of its alternatives costs. */
const priced = (workspace: Workspace, alternative: string, dollars: number): Workspace => ({
  ...workspace,
  brief: {
    ...workspace.brief,
    alternatives: workspace.brief.alternatives.map((each) =>
      each.id === alternative ? { ...each, offer: { ...each.offer, price: entered(dollars) } } : each,
    ),
  },
})
/** A note that enters the basis of the decision as a part of the brief, and changes nothing. */
const withRemark = (workspace: Workspace): Workspace => ({
  ...workspace,
  brief: {
    ...workspace.brief,
    alternatives: workspace.brief.alternatives.map((each) =>
      each.id === 'h200' ? { ...each, note: 'Asked on Monday.' } : each,
    ),
  },
})
/** A note of the report, on which no decision rests. */
const noted = (workspace: Workspace): Workspace => ({
  ...workspace,
  report: { ...workspace.report, texts: { ...workspace.report.texts, question: 'A note.' } },
})

describe('memwall diff', () => {
  it(
    'says of each change what deciding with it alone says',
    async () => {
      const promised: Workspace = {
        ...sample,
        brief: { ...sample.brief, promise: { ...sample.brief.promise, timePerToken: 0.027 } },
      }
      const after = noted(withRemark(priced(promised, 'b200', 350_000)))
      const files = [fileOf(sample), fileOf(after)] as const
      const told = await memwall('diff', ...files, '--json')
      expect(told.errors).toBe('')
      const entries = JSON.parse(told.output) as { path: string; effect: object | null }[]
      const effectAt = (place: string) => entries.find((entry) => entry.path.startsWith(place))?.effect

      const [base, whole] = [await decidedByHand(sample), await decidedByHand(after)]
      const leader = whole.table[0]?.id
      const rowOf = ({ table }: Decision) => table.find(({ id }) => id === leader)
      for (const [place, alone] of [
        ['brief/alternatives/b200/offer/price', priced(sample, 'b200', 350_000)],
        ['brief/promise/timePerToken', promised],
        ['brief/alternatives/h200/note', withRemark(sample)],
        ['report/texts', noted(sample)],
      ] as const) {
        const decided = await decidedByHand(alone)
        const [without, withIt] = [rowOf(base), rowOf(decided)]
        if (without === undefined || withIt === undefined) throw new Error('What leads is in every table.')
        expect(effectAt(place), place).toEqual({
          cost: expect.closeTo(withIt.perMillionOutput - without.perMillionOutput, 9),
          first: expect.closeTo(withIt.best - without.best, 9),
          choice: decided.choice.join() === base.choice.join() ? null : decided.choice,
          state: decided.state === base.state ? null : decided.state,
        })
      }
      expect(effectAt('brief/alternatives/b200/offer/price')).not.toMatchObject({ cost: 0 })
      for (const note of ['brief/alternatives/h200/note', 'report/texts']) {
        expect(effectAt(note)).toEqual({ cost: 0, first: 0, choice: null, state: null })
      }

      const inWords = await memwall('diff', ...files)
      const lines = inWords.output.split('\n')
      expect(lines.slice(0, 4)).toEqual([
        `Before: ${base.headline}`,
        `After: ${whole.headline}`,
        whole.choice.join() === base.choice.join() ? 'Choice unchanged.' : 'Choice changed.',
        '',
      ])
      const noteLine = lines.findIndex((line) => line.includes('A note.'))
      expect(lines[noteLine + 1]).toBe('  no effect on the decision')
      const priceLine = lines.findIndex((line) => line.includes('offer, price'))
      expect(lines[priceLine + 1]).toMatch(/^ {2}[+−][\d.]+ USD\/M of B200, bought/)
    },
    TIMEOUT,
  )

  it('decides nothing where nothing that differs enters the decision', async () => {
    const places = differingPlaces(sample, noted(sample))
    const { head, places: told } = await decidedEffects(
      sample,
      noted(sample),
      places,
      () => Promise.reject(new Error('Nothing is decided.')),
      () => {},
    )
    expect(head).toEqual(['Choice unchanged: nothing that differs enters the decision.'])
    expect(told.map(({ text }) => text)).toEqual(['no effect on the decision'])
    const plain = await memwall('diff', fileOf(sample), fileOf(noted(sample)), '--no-effect')
    expect(plain.output.trimEnd().split('\n')).toHaveLength(1)
  })

  it(
    'decides forty places at most, and says so of the rest',
    async () => {
      // Figures, notes, fees and years of every offer: more than forty places of the brief.
      const text = serializeDocument(sample)
        .replaceAll('"source": ""', '"source": "other"')
        .replaceAll('"note": ""', '"note": "other"')
        .replaceAll('"exitFee": 0', '"exitFee": 1')
        .replaceAll('"lifetimeYears": 5', '"lifetimeYears": 6')
        .replaceAll('"confidence": 0.9', '"confidence": 0.8')
      const other = parseDocument(text)
      if (!other.ok) throw new Error(JSON.stringify(other.failure))
      const places = differingPlaces(sample, other.workspace)
      expect(places.length).toBeGreaterThan(45)
      const opened = await connect()
      let asked = 0
      const shares: number[] = []
      const first = opened.client.call('decision.decide', { workspace: sample, draws: 100, seed: 1, job: 'once' })
      // A verdict of few draws for all: only how often it is asked counts here.
      const client = { ...opened.client, call: () => ((asked += 1), first) } as unknown as typeof opened.client
      const { places: told } = await decidedEffects(
        sample,
        other.workspace,
        places,
        async () => ({ ...opened, client }),
        (share) => shares.push(share),
      )
      await opened.close()
      expect(asked).toBe(42)
      const beyond = told.filter(({ effect }) => effect === null)
      expect(beyond.length).toBeGreaterThan(0)
      for (const { text: said } of beyond) expect(said).toBe('effect not worked out: only the first 40 are')
      expect(shares.toSorted((left, right) => left - right)).toEqual(shares)
      expect(Math.max(...shares)).toBeLessThanOrEqual(1)
    },
    TIMEOUT,
  )
})
