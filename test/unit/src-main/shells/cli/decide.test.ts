import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '#main/shells/cli/run.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { entered, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { setBrief } from '#shared/domain/brief/fields.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const home = mkdtempSync(path.join(tmpdir(), 'memwall-home-'))
process.env['MEMWALL_HOME'] = home
afterAll(() => rmSync(home, { recursive: true, force: true }))
const parsed = parseDocument(readFileSync(repositoryFile('resources/samples/b200-against-wse3.memwall'), 'utf8'))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
const { workspace } = parsed

/** The sample with another brief, in a file. */
function fileOf(change: (brief: Brief) => Brief): string {
  const file = path.join(temporaryFolder(), 'plan.memwall')
  writeFileSync(file, serializeDocument({ ...workspace, brief: change(workspace.brief) }))
  return file
}

async function decide(file: string, ...typed: readonly string[]) {
  let output = ''
  let errors = ''
  const plain = (text: string) => text
  const code = await run(['decide', file, '--draws', '100', ...typed], {
    print: async (text) => void (output += text),
    tell: (text) => void (errors += text),
    bold: plain,
    dim: plain,
  })
  return { code, output, errors }
}

/** Not a measure: every run starts an engine of its own, beside whatever else runs. */
const TIMEOUT = 120_000

/** One alternative of the sample that is there when it is needed, alone. */
const alone = (brief: Brief): Brief => ({
  ...brief,
  neededBy: 36,
  promise: { ...brief.promise, timePerToken: 0.05, timeToFirstToken: 5, never: 0.5 },
  alternatives: brief.alternatives.filter(({ id }) => id === 'b200'),
})

describe('memwall decide', () => {
  it(
    'ends with 0 where something is chosen or tied',
    async () => {
      const chosen = await decide(fileOf(alone), '--json')
      expect(chosen.errors).toBe('')
      const said = JSON.parse(chosen.output) as { state: string; choice: string[]; confidence: number; table: object[] }
      expect({ code: chosen.code, state: said.state, choice: said.choice }).toEqual({
        code: 0,
        state: 'choose',
        choice: ['b200'],
      })
      expect(said.table).toHaveLength(1)
      const tied = await decide(
        fileOf((brief) => {
          const only = alone(brief)
          return {
            ...only,
            alternatives: only.alternatives.flatMap((each) => [each, { ...each, id: 'copy', slot: 7 }]),
          }
        }),
        '--json',
      )
      expect({ code: tied.code, state: (JSON.parse(tied.output) as { state: string }).state }).toEqual({
        code: 0,
        state: 'tied',
      })
    },
    TIMEOUT,
  )

  it(
    'ends with 4 where nothing can be said: no demand, or no price',
    async () => {
      const unsaid = await decide(
        fileOf((brief) => ({ ...brief, demand: { ...brief.demand, amount: NOT_GIVEN } })),
        '--json',
      )
      expect({ code: unsaid.code, state: (JSON.parse(unsaid.output) as { state: string }).state }).toEqual({
        code: 4,
        state: 'needsDemand',
      })
      const unpriced = await decide(
        fileOf((brief) => {
          const only = alone(brief)
          const noPrice = only.alternatives.map((each) => ({
            ...each,
            id: 'unpriced',
            slot: 7,
            offer: { ...each.offer, price: NOT_GIVEN },
          }))
          return { ...only, alternatives: [...only.alternatives, ...noPrice] }
        }),
      )
      expect(unpriced.code).toBe(4)
    },
    TIMEOUT,
  )

  it(
    'ends with 5 where nothing is feasible, and says what is in the way of each',
    async () => {
      const none = await decide(
        fileOf((brief) => ({ ...alone(brief), constraints: { ...brief.constraints, power: 1000 } })),
      )
      expect(none.code).toBe(5)
      expect(none.output).toMatch(/B200/)
      const { table, state } = JSON.parse(
        (
          await decide(
            fileOf((brief) => ({ ...alone(brief), constraints: { ...brief.constraints, power: 1000 } })),
            '--json',
          )
        ).output,
      ) as { state: string; table: { limits: string[] }[] }
      expect(state).toBe('noneFeasible')
      for (const { limits } of table) expect(limits.length).toBeGreaterThan(0)
    },
    TIMEOUT,
  )

  it(
    'says what a budget holds, and what the demand asks by quarter, of the same verdict',
    async () => {
      const file = fileOf((brief) => ({
        ...alone(brief),
        demand: { ...brief.demand, growth: entered(0.6) },
        constraints: { ...brief.constraints, powerPerRack: 40e3 },
      }))
      const { code, output } = await decide(file, '--power', '2MW', '--json')
      const said = JSON.parse(output) as {
        table: {
          systems: number
          kilowatts: number
          quarters: { systems: number; kilowatts: number; racks: number }[]
        }[]
        power: { budget: object; alternatives: { systems: number; tokensPerSecond: number; kilowatts: number }[] }
      }
      expect(code).toBe(0)
      expect(said.power.budget).toEqual({ kind: 'power', watts: 2e6 })
      const [row] = said.table
      const [held] = said.power.alternatives
      if (!row || !held) throw new Error('It has one alternative.')
      const each = row.kilowatts / row.systems
      expect(held.systems).toBe(Math.floor(2000 / each))
      expect(held.kilowatts).toBeLessThanOrEqual(2000)
      expect(row.quarters[0]).toMatchObject({ systems: row.systems, kilowatts: row.kilowatts })
      const counts = row.quarters.map(({ systems }) => systems)
      expect(counts).toEqual(counts.toSorted((one, two) => one - two))
      const back = JSON.parse(
        (await decide(file, '--tokens', String(held.tokensPerSecond), '--json')).output,
      ) as typeof said
      expect(back.power.alternatives[0]).toMatchObject({ systems: held.systems, kilowatts: held.kilowatts })
      const racks = await decide(file, '--racks', '10')
      expect(racks.output).toMatch(/10 racks\. .+ carries most: /)
      expect(racks.output).toMatch(/Systems by quarter +Q1 +Q5 .*Q24/)
    },
    TIMEOUT,
  )

  it('refuses a budget that is none, and two of them, before anything is worked out', async () => {
    const file = fileOf(alone)
    expect(await decide(file, '--power', '2')).toMatchObject({ code: 2, output: '' })
    expect((await decide(file, '--power', '2')).errors).toContain('The unit is missing')
    expect((await decide(file, '--power', '2MW', '--racks', '3')).code).toBe(2)
    expect((await decide(file, '--power', '10 racks')).code).toBe(2)
  })

  it(
    'sets training against inference once somebody has said what is trained, and changes nothing else by it',
    async () => {
      const file = fileOf(alone)
      const before = await decide(file)
      const trained = fileOf((brief) => {
        const set = setBrief(alone(brief), 'lifecycle.training.tokens', '2T')
        if (!set.ok) throw new Error(JSON.stringify(set.message))
        return set.brief
      })
      const after = await decide(trained)
      expect(before.output).not.toContain('Training against inference')
      const lines = after.output.split('\n')
      const from = lines.findIndex((line) => line.startsWith('Training against inference'))
      expect(lines[from + 1]).toMatch(/^B200, bought: .*training [\d,]+\sUSD/)
      expect([...lines.slice(0, from), ...lines.slice(from + 3)].join('\n')).toBe(before.output)
    },
    TIMEOUT,
  )

  it(
    'says the headline of its JSON on the first line, and what it rests on on the last',
    async () => {
      const file = fileOf(alone)
      const [json, text] = [await decide(file, '--json'), await decide(file)]
      const { headline, basis } = JSON.parse(json.output) as { headline: string; basis: { line: string } }
      expect(text.output.startsWith(`${headline}\n`)).toBe(true)
      expect(text.output.trimEnd().endsWith(basis.line)).toBe(true)
    },
    TIMEOUT,
  )
})
