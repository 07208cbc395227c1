import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseArguments } from '#main/shells/cli/args.ts'
import { briefCommand } from '#main/shells/cli/commands/brief.ts'
import { run } from '#main/shells/cli/run.ts'
import { parseDocument } from '#shared/document/parse.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { runCommand } from '../../../../support/commandLine.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const home = mkdtempSync(path.join(tmpdir(), 'memwall-home-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const sample = repositoryFile('resources/samples/b200-against-wse3.memwall')

function copied(): string {
  const file = path.join(temporaryFolder(), 'plan.memwall')
  copyFileSync(sample, file)
  return file
}

function briefIn(file: string): Brief {
  const parsed = parseDocument(readFileSync(file, 'utf8'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
  return parsed.workspace.brief
}

/** The command in this process: devices the file holds need no library. */
async function brief(...typed: readonly string[]) {
  let output = ''
  let errors = ''
  const plain = (text: string) => text
  const code = await run(['brief', ...typed], {
    print: async (text) => void (output += text),
    tell: (text) => void (errors += text),
    bold: plain,
    dim: plain,
  })
  return { code, output, errors }
}

describe('memwall brief', () => {
  it('prints every input with range and grade, each alternative, and what is still unknown', async () => {
    const file = copied()
    const before = readFileSync(file, 'utf8')
    const { code, output, errors } = await brief(file)
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(output).toMatch(/^demand\.amount +500,000,000 +350,000,000 to 700,000,000 +guess/m)
    expect(output).toMatch(/^promise\.timePerToken +30\sms$/m)
    expect(output).toMatch(/^A {2}B200, bought/m)
    expect(output).toMatch(/^alternatives\.b200\.offer\.price +320,000\sUSD for 8 devices/m)
    expect(output).toMatch(/Still unknown:\n {2}finance\.licencePerDeviceYear\n$/)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('sets fields in the file, and says in JSON what is known then', async () => {
    const file = copied()
    const sets = ['demand.requestsPerSecond=22 (18..30)', 'alternatives.A.offer.price=$440k', 'promise.quantile=99 %']
    const { code, output } = await brief(file, ...sets.flatMap((set) => ['--set', set]), '--json')
    expect(code).toBe(0)
    const told = JSON.parse(output) as { path: string; brief: Brief; rates: Record<string, number>; unknown: string[] }
    expect(told.path).toBe(file)
    expect(told.rates['meanRequestsPerSecond']).toBe(22)
    expect(told.unknown).toEqual(['finance.licencePerDeviceYear'])
    expect(briefIn(file)).toEqual(told.brief)
    expect(told.brief.alternatives[0]?.offer.price).toMatchObject({ value: 440_000, grade: 'own' })
    expect(told.brief.promise.quantile).toBe(0.99)
  })

  it('writes elsewhere with -o and leaves the file as it is', async () => {
    const file = copied()
    const before = readFileSync(file, 'utf8')
    const out = path.join(path.dirname(file), 'other.memwall')
    expect((await brief(file, '-s', 'owner=Ada', '-o', out)).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect(briefIn(out).owner).toBe('Ada')
  })

  it('removes, adds and then sets, with devices the file holds', async () => {
    const file = copied()
    const typed = [
      '--remove',
      'B',
      '-a',
      'h200-sxm:owned',
      '-a',
      'b200-sxm:add:h200-sxm',
      '-a',
      'hosted',
      '-a',
      'statusQuo',
    ]
    const ended = await brief(file, ...typed, '-s', 'alternatives.h200-sxm.ownedSystems=6', '-s', 'bridge=hosted')
    expect(ended.errors).toBe('')
    const { alternatives, bridge } = briefIn(file)
    expect(alternatives.map(({ id, kind, hardware, slot }) => [id, kind, hardware, slot])).toEqual([
      ['b200', 'buy', 'b200-sxm', 0],
      ['h200', 'buy', 'h200-sxm', 2],
      ['mi355x', 'rent', 'mi355x', 3],
      ['h200-sxm', 'owned', 'h200-sxm', 1],
      ['b200-sxm', 'add', 'b200-sxm', 4],
      ['hosted', 'hosted', null, 5],
      ['statusquo', 'statusQuo', null, 6],
      // What is owned is kept with what is bought too, and follows what is set for it.
      ['h200-sxm-add', 'add', 'h200-sxm', 7],
    ])
    expect(alternatives[3]?.ownedSystems).toBe(6)
    expect(alternatives[7]).toMatchObject({ keeps: 'h200-sxm', ownedSystems: 6, keptOffer: alternatives[3]?.offer })
    expect(alternatives[4]).toMatchObject({ keeps: 'h200-sxm', keptOffer: { residual: { grade: 'guess' } } })
    expect(bridge).toBe('hosted')
    expect(ended.output).toMatch(/Still unknown:[^]*alternatives\.hosted\.offer\.hosted\.input/)
  })

  it('takes a device from the library into the file', async () => {
    const file = copied()
    const { code, errors } = await runCommand(['brief', file, '--add', 'h100-sxm:rent'], home)
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    const parsed = parseDocument(readFileSync(file, 'utf8'))
    expect(parsed.ok && parsed.workspace.profiles.hardware['h100-sxm']?.profile.id).toBe('h100-sxm')
    expect(briefIn(file).alternatives.at(-1)).toMatchObject({ id: 'h100-sxm', kind: 'rent' })
  }, 120_000)

  it.each<readonly [string, readonly string[], number, RegExp]>([
    ['a wrong path', ['-s', 'demand.amuont=5'], 2, /no “demand\.amuont”; did you mean “demand\.amount”\?/],
    ['a value beyond its limit', ['-s', 'horizon=500'], 2, /“horizon”: Too large: enter 120\smonths or less\./],
    ['no value', ['-s', 'horizon'], 2, /write PATH=VALUE/],
    ['an unknown kind', ['-a', 'b200-sxm:lend'], 2, /KIND is one of statusQuo, owned/],
    ['a purchase of nothing', ['-a', 'buy'], 2, /“buy” needs a device/],
    ['an addition that keeps nothing', ['-a', 'b200-sxm:add'], 2, /what is kept is named with add alone/],
    ['an alternative that is not there', ['--remove', 'h300'], 2, /the alternatives are b200, wse3, h200, mi355x/],
    [
      'too many',
      Array.from({ length: 5 }, () => ['-a', 'h200-sxm:buy']).flat(),
      2,
      /as many alternatives as it can hold/,
    ],
  ])('refuses %s, and writes nothing', async (_name, typed, code, message) => {
    const file = copied()
    const before = readFileSync(file, 'utf8')
    const ended = await brief(file, '-s', 'owner=Ada', ...typed)
    expect(ended).toMatchObject({ code, output: '' })
    expect(ended.errors).toMatch(message)
    expect(ended.errors.trim().split('\n')).toHaveLength(1)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('says that a file is missing or foreign with the code for it', async () => {
    expect((await brief('/nowhere/plan.memwall')).code).toBe(3)
    const file = path.join(temporaryFolder(), 'foreign.memwall')
    writeFileSync(file, '{"a": 1}')
    expect((await brief(file, '-s', 'owner=Ada')).code).toBe(3)
  })
})

describe('parseArguments', () => {
  it('keeps every value of an option that is given more than once, in order, and the last for who asks for one', () => {
    const { lists, values } = parseArguments(briefCommand, ['x', '-s', 'a=1', '--set=b=2', '-o', 'y'])
    expect(lists.get('set')).toEqual(['a=1', 'b=2'])
    expect(values.get('set')).toBe('b=2')
    expect(lists.get('add')).toBeUndefined()
  })
})
