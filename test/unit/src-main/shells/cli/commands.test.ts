import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { saveDocument } from '#main/documents/save.ts'
import { COMMANDS } from '#main/shells/cli/commands/all.ts'
import { run } from '#main/shells/cli/run.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { runCommand } from '../../../../support/commandLine.ts'
import { testWorkspace } from '../../../../support/documents.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { repositoryFile, typeScriptNode } from '../../../../support/nodeRuntime.ts'
import { attachedFile, hasPoppler, pageTexts } from '../../../../support/reportPdf.ts'

/** One library for all: seeding it takes a moment. */
const home = mkdtempSync(path.join(tmpdir(), 'memwall-home-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const sample = repositoryFile('resources/samples/b200-against-wse3.memwall')
/** A process of its own. */
const memwall = (typed: readonly string[], options?: Parameters<typeof runCommand>[2]) =>
  runCommand(typed, home, options)

/** The same code in this process, for what ends before the core is opened. */
async function here(typed: readonly string[]) {
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

async function fileOf(workspace: Workspace): Promise<string> {
  const file = path.join(temporaryFolder(), 'plan.memwall')
  await saveDocument({ path: file, workspace, expectedHash: null, overwrite: true })
  return file
}

describe('memwall', () => {
  it.each([[[]], [['--help']], [['-h']], [['help']]])('%j lists the commands', async (typed) => {
    const { code, output } = await here(typed)
    expect(code).toBe(0)
    for (const { name } of COMMANDS) expect(output).toContain(`  ${name} `)
    expect(output).toContain('MEMWALL_HOME')
  })

  it('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(repositoryFile('package.json'), 'utf8')) as { version: string }
    expect(await memwall(['--version'])).toEqual({ code: 0, output: `${version}\n`, errors: '' })
  })

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    '%s --help explains every option, an example and the exit codes',
    async (name, command) => {
      const { code, output, errors } = await here([name, '--help'])
      expect({ code, errors }).toEqual({ code: 0, errors: '' })
      for (const option of [...Object.keys(command.options), 'json', 'help']) expect(output).toContain(`--${option}`)
      expect(output).toMatch(/Examples:\n {2}.*memwall/)
      expect(output).toMatch(/Exit codes:\n {2}0 {2}\S/)
      expect(output).toContain('  2  ')
      expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThan(140)
    },
  )

  it.each<readonly [string[], RegExp]>([
    [['evalute', 'x'], /did you mean “evaluate”/],
    [['evaluate'], /something is missing; usage: memwall evaluate FILE/],
    [['merge', 'a', 'b', 'c', 'd'], /“d” is too much/],
    [['evaluate', 'a', '--jsno'], /did you mean --json\?/],
    [['evaluate', 'a', '--json=yes'], /--json takes no value/],
    [['report', 'a', '-o'], /-o needs a value: OUT\.pdf/],
    [['report', 'a', '-o', '--json'], /-o needs a value: OUT\.pdf/],
    [['merge', 'a', 'b', 'c'], /say where to write/],
    [['diff', 'a', 'b', 'c'], /“c” is too much; usage: memwall diff A B/],
    [['diff', '--git', 'a', 'b'], /--git is for git/],
    [['library'], /something is missing/],
    [['library', 'lst'], /“list”, “show ID”, .*not “lst”/],
    [['library', 'show'], /name what to show/],
    [['library', 'show', 'a', 'b'], /“b” is too much/],
    [['library', 'export'], /say where to write/],
    [['library', 'import'], /name a file/],
    [['library', 'import', 'x', '--prefer', 'yours'], /--prefer takes mine, theirs, both, not “yours”/],
    [['library', 'history'], /name a profile/],
    [['library', 'restore', 'x'], /say what to restore/],
    [['library', 'restore', 'x', 'two'], /“two” is no revision/],
    [['library', 'list', 'x'], /takes no name/],
  ])('%j is a mistake in typing: code 2 and one line', async (typed, message) => {
    const { code, output, errors } = await here(typed)
    expect(code).toBe(2)
    if (!typed.includes('--json')) expect(errors).toMatch(/^memwall: [^\n]+\n$/)
    expect(errors).toMatch(message)
    expect(output).toBe('')
  })

  const text = serializeDocument(testWorkspace())
  it.each<readonly [string, string | null, string]>([
    ['missing', null, 'not-found'],
    ['empty', '', 'document-broken'],
    ['truncated', text.slice(0, 2000), 'document-broken'],
    ['foreign', '{"name": "x"}', 'document-foreign'],
    ['newer', '{"type": "memwall", "version": 99}', 'document-newer'],
    ['wrong', text.replace('"slot": 1', '"slot": []'), 'document-broken'],
    ['polluting', text.replace('"slot": 1', '"__proto__": {}, "slot": 1'), 'document-broken'],
  ])('a file that is %s is code 3 with one sentence, for people and for programs', async (_name, contents, failure) => {
    const file = path.join(temporaryFolder(), 'plan.memwall')
    if (contents !== null) writeFileSync(file, contents)
    const plain = await here(['evaluate', file])
    expect(plain).toMatchObject({ code: 3, output: '' })
    expect(plain.errors).toMatch(/^memwall: “plan\.memwall” [^\n]+\.\n$/)
    const asJson = await here(['compare', file, '--json'])
    expect(asJson).toMatchObject({ code: 3, output: '' })
    expect(JSON.parse(asJson.errors)).toMatchObject({ error: { code: failure } })
  })
})

describe('a process of its own', () => {
  it('ends with the exit code of its command', async () => {
    expect(await memwall(['evaluate', '/none.memwall'])).toMatchObject({
      code: 3,
      errors: expect.stringContaining('“none.memwall” was not found'),
    })
    expect(await memwall(['evaluate', sample, '--scenario', 'Z'])).toMatchObject({
      code: 2,
      errors: expect.stringContaining('there is no scenario “Z”; the file has A (b200)'),
    })
    expect(await memwall(['nonsense'])).toMatchObject({ code: 2, output: '' })
  })
})

describe('evaluate and compare', () => {
  it('print every scenario, and all of the result as JSON', async () => {
    const { code, output, errors } = await memwall(['evaluate', sample])
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    for (const words of ['A  8 × B200', 'B  4 × WSE-3', 'Time to first token', 'Calibration: ', '80 % interval']) {
      expect(output).toContain(words)
    }
    expect(output).not.toContain('\u001b[')
    const one = await memwall(['evaluate', sample, '--scenario', 'b', '--json'])
    expect(JSON.parse(one.output)).toMatchObject({
      file: sample,
      scenarios: [{ id: 'wse3', letter: 'B', name: '4 × WSE-3', result: { id: 'wse3', fit: {}, metrics: {} } }],
    })
  })

  it('say how far each scenario is from measurements, how many requests fit, and where the stacks differ', async () => {
    const { output } = await memwall(['compare', sample])
    const line = (title: string) => output.split('\n').find((printed) => printed.startsWith(title)) ?? ''
    expect(line('Calibration')).toMatch(/Fitted +A relative’s/)
    expect(line('Requests at once')).toMatch(/\d \([\d,]+ to [\d,]+\)/)
    expect(line('Software stack')).toMatch(/vLLM.*WaferLLM/)
    const evaluated = (await memwall(['evaluate', sample, '--scenario', 'A'])).output
    expect(evaluated).toMatch(/Calibration: vLLM \S+; fitted\. Fitted to \d+ runs/)
    expect(evaluated).toContain('requests at once')
  })

  it('agree with each other, baseline first', async () => {
    const compared = JSON.parse((await memwall(['compare', sample, '--json'])).output) as {
      baseline: string
      rows: { id: string; cells: { scenario: string; value: number | null; delta: string | null }[] }[]
    }
    const evaluated = JSON.parse((await memwall(['evaluate', sample, '--json'])).output) as {
      scenarios: { id: string; result: { metrics: { userSpeed: { value: number | null } } } }[]
    }
    expect(compared.baseline).toBe('b200')
    const speeds = compared.rows.find(({ id }) => id === 'userSpeed')?.cells
    expect(speeds?.map(({ scenario, value }) => [scenario, value])).toEqual(
      evaluated.scenarios.map(({ id, result }) => [id, result.metrics.userSpeed.value]),
    )
    expect(speeds?.[0]?.delta).toBeNull()
    const printed = await memwall(['compare', sample])
    expect(printed.output).toContain('A 8 × B200 (baseline)')
    const [titles, ...rows] = printed.output.split('\n').slice(3, -1)
    // Right-aligned columns end together, but for wide characters there are none.
    expect(new Set(rows.map((row) => row.length)).size).toBe(1)
    expect(titles?.length).toBe(rows[0]?.length)
  })
})

describe('report', () => {
  it('writes the PDF where it is told to, and says when it cannot', { timeout: 240_000 }, async () => {
    const folder = temporaryFolder()
    const { code, output, errors } = await memwall(['report', sample, '-o', 'plan.pdf', '--json'], { folder })
    expect(code).toBe(0)
    const written = path.join(realpathSync(folder), 'plan.pdf')
    const answer = JSON.parse(output) as { readonly problems: readonly unknown[] }
    expect(answer).toMatchObject({ path: written, pages: expect.any(Number), seconds: expect.any(Number) })
    expect(answer).toHaveProperty('compiler')
    expect(answer).toHaveProperty('standard')
    // Each on a line of its own, and none in the way.
    expect(errors.split('\n').filter((line) => line !== '')).toHaveLength(answer.problems.length)
    expect(readFileSync(written).subarray(0, 5).toString()).toBe('%PDF-')
    // The document in it is the file, and every command reads it there.
    const evaluated = await memwall(['evaluate', written, '--json'])
    expect(evaluated).toMatchObject({ code: 0, errors: '' })
    const { scenarios } = JSON.parse(evaluated.output) as { readonly scenarios: unknown }
    expect(JSON.parse((await memwall(['evaluate', sample, '--json'])).output)).toMatchObject({ scenarios })
    if (hasPoppler()) {
      const board = path.join(folder, 'board.pdf')
      await memwall(['report', sample, '--audience', 'board', '-o', board])
      const hash = createHash('sha256').update(readFileSync(sample)).digest('hex')
      expect(
        createHash('sha256')
          .update(attachedFile(readFileSync(board)).text)
          .digest('hex'),
      ).toBe(hash)
      expect(pageTexts(readFileSync(board))[0]).toContain(hash.slice(0, 12))
    }
    const failed = await memwall(['report', sample, '-o', path.join(folder, 'gone', 'plan.pdf')])
    expect(failed).toMatchObject({ code: 1, output: '', errors: expect.stringMatching(/^memwall: [^\n]+\n$/) })
  })
})

describe('library', () => {
  it('lists devices and models, in a table and as JSON', async () => {
    const { output, code } = await memwall(['library', 'list', '--json'])
    const { hardware, models } = JSON.parse(output) as { hardware: { id: string }[]; models: { id: string }[] }
    expect(code).toBe(0)
    expect(hardware.length).toBeGreaterThanOrEqual(24)
    expect(models.length).toBeGreaterThanOrEqual(24)
    const table = await memwall(['library', 'list', '-q', 'wse'])
    expect(table.output).toContain('cerebras-wse3')
    expect(table.output).toContain('2 devices, 3 systems, 0 models')
  })

  it('shows one with its sources, and names the nearest of an unknown one', async () => {
    const shown = await memwall(['library', 'show', 'b200-sxm'])
    expect(shown.output).toMatch(/HBM3e bandwidth +8\.00\s?TB\/s +secondary/)
    expect(shown.output).toContain('Sources')
    expect(shown.output).toContain('Unknown')
    const model = await memwall(['library', 'show', 'llama-3.1-70b', '--json'])
    expect(JSON.parse(model.output)).toMatchObject({ kind: 'model', profile: { id: 'llama-3.1-70b' } })
    const unknown = await memwall(['library', 'show', 'b200'])
    expect(unknown).toMatchObject({ code: 1, errors: expect.stringContaining('b200-sxm') })
  })
})

describe('diff and merge', () => {
  const base = testWorkspace()

  it('list differences in words and as JSON, with an exit code on request', async () => {
    const [before, after] = [await fileOf(base), await fileOf({ ...base, title: 'After' })]
    expect(await memwall(['diff', before, after, '--no-effect'])).toEqual({
      code: 0,
      output: '~ title: “Two machines” → “After”\n',
      errors: '',
    })
    expect(await memwall(['diff', before, before, '--exit-code'])).toMatchObject({
      code: 0,
      output: 'No differences.\n',
    })
    const asJson = await memwall(['diff', before, after, '--exit-code', '--no-effect', '--json'])
    expect(asJson.code).toBe(1)
    expect(JSON.parse(asJson.output)).toEqual([
      { kind: 'changed', path: 'title', label: 'title', before: 'Two machines', after: 'After' },
    ])
  })

  it('merge files, also onto one of them as git does, and list conflicts', async () => {
    const [old, ours, theirs] = [
      await fileOf(base),
      await fileOf({ ...base, title: 'Ours' }),
      await fileOf({ ...base, normaliser: 'kilowatt' }),
    ]
    const clean = await memwall(['merge', old, ours, theirs, '-o', ours])
    expect(clean).toMatchObject({ code: 0, output: expect.stringContaining('merged without conflicts') })
    expect(readFileSync(ours, 'utf8')).toBe(serializeDocument({ ...base, title: 'Ours', normaliser: 'kilowatt' }))

    const other = await fileOf({ ...base, title: 'Theirs' })
    const out = path.join(temporaryFolder(), 'merge-result')
    const conflicting = await memwall(['merge', old, ours, other, '-o', out, '--json'])
    expect(conflicting.code).toBe(1)
    expect(JSON.parse(conflicting.output)).toMatchObject({ path: out, conflicts: [{ path: 'title', ours: 'Ours' }] })
    expect(readFileSync(out, 'utf8')).toContain('"title": "Ours"')
  })

  it('serve git as its diff and merge drivers', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder()
    const git = (...typed: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...typed], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], MEMWALL_HOME: home, GIT_CONFIG_NOSYSTEM: '1', HOME: folder },
      })
    const program = `'${typeScriptNode()}' '${repositoryFile('src-main/shells/cli/main.ts')}'`
    const write = (workspace: Workspace) =>
      writeFileSync(path.join(folder, 'plan.memwall'), serializeDocument(workspace))
    git('init', '-q', '-b', 'main')
    git('config', 'merge.memwall.driver', `${program} merge %O %A %B -o %A --name %P`)
    git('config', 'diff.memwall.command', `${program} diff --git`)
    writeFileSync(path.join(folder, '.gitattributes'), '*.memwall merge=memwall diff=memwall\n')
    write(base)
    git('add', '.')
    git('commit', '-qm', 'base')
    git('checkout', '-qb', 'theirs')
    write({ ...base, title: 'Theirs' })
    expect(git('diff')).toBe('memwall diff plan.memwall\n~ title: “Two machines” → “Theirs”\n')
    git('commit', '-qam', 'theirs')
    git('checkout', '-q', 'main')
    write({ ...base, normaliser: 'rack' })
    git('commit', '-qam', 'ours')
    git('merge', '-q', 'theirs', '-m', 'both')
    expect(readFileSync(path.join(folder, 'plan.memwall'), 'utf8')).toBe(
      serializeDocument({ ...base, title: 'Theirs', normaliser: 'rack' }),
    )

    // Without a driver of its own git compares what the files say.
    git('config', '--unset', 'diff.memwall.command')
    git('config', 'diff.memwall.textconv', `${program} diff --textconv`)
    const words = git('diff', '-U0', 'HEAD~1', 'HEAD')
    expect(words).toContain('-title: “Two machines”')
    expect(words).toContain('+title: “Theirs”')
    expect(git('log', '-1', '-p', '--format=%s', 'theirs')).toContain('+title: “Theirs”')

    // Where both changed one field, git is told, and the file is called by its own name.
    git('checkout', '-qb', 'other', 'HEAD')
    write({ ...base, title: 'Others', normaliser: 'rack' })
    git('commit', '-qam', 'others')
    git('checkout', '-q', 'main')
    write({ ...base, title: 'Ours again', normaliser: 'rack' })
    git('commit', '-qam', 'ours again')
    const failed = ((): { status: number; stdout: string } => {
      try {
        git('merge', 'other', '-m', 'conflict')
      } catch (thrown) {
        return thrown as { status: number; stdout: string }
      }
      throw new Error('The merge went through.')
    })()
    expect(failed.status).toBe(1)
    expect(failed.stdout).toContain('plan.memwall: merged, 1 to look at')
    expect(failed.stdout).toContain('title: was “Theirs”, ours “Ours again”, theirs “Others”; ours was kept')
    expect(git('status', '--porcelain')).toBe('UU plan.memwall\n')
  })

  it('say when the result cannot be written', async () => {
    const file = await fileOf(base)
    const nowhere = path.join(temporaryFolder(), 'gone', 'out.memwall')
    expect(await memwall(['merge', file, file, file, '-o', nowhere])).toMatchObject({ code: 1, output: '' })
  })
})

describe('the data folder', () => {
  it('may be unusable: the answer comes all the same, and a sentence says so', async () => {
    const file = path.join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    const { code, output } = await runCommand(['library', 'list', '--json'], path.join(file, 'home'))
    expect(code).toBe(0)
    expect((JSON.parse(output) as { hardware: unknown[] }).hardware.length).toBeGreaterThan(20)
  })
})

describe('memwall experiment', () => {
  it('infers the movement share of two measurements, predicts the next and holds it against a measured one', async () => {
    const typed = ['experiment', '100 Gb/s=1', '200 Gb/s=0.78', '400 Gb/s', '800 Gb/s=0.6', '--json']
    const { code, output } = await here(typed)
    expect(code).toBe(0)
    const { points } = JSON.parse(output) as {
      points: { seconds: number; movementShare: number; error: number | null }[]
    }
    expect(points[0]?.movementShare).toBeCloseTo(0.44, 10)
    expect(points[2]).toMatchObject({ error: null })
    expect(points[2]?.seconds).toBeCloseTo(0.67, 10)
    expect(points[3]?.error).toBeCloseTo(0.615 / 0.6 - 1, 10)
  })

  it('takes repeats, says how sure the share is and what the next step brings', async () => {
    const typed = ['experiment', '100 Gb/s=1/1.01/0.99', '200 Gb/s=0.78/0.79', '200 Gb/s=0.77', '400 Gb/s', '3 Tb/s']
    const { code, output } = await here([...typed, '--json'])
    expect(code).toBe(0)
    const { points, fit } = JSON.parse(output) as {
      points: { movementShare: number; movementShareLow: number | null; movementShareHigh: number | null }[]
      fit: { spread: number; lackOfFit: null; findings: string[] }
    }
    expect(points).toHaveLength(4)
    expect(points[0]?.movementShare).toBeCloseTo(0.44, 10)
    expect(points[0]?.movementShareLow).toBeGreaterThan(0.4)
    expect(points[0]?.movementShareHigh).toBeLessThan(0.48)
    expect(points[3]).toMatchObject({ movementShareLow: null, movementShareHigh: null })
    expect(fit.spread).toBeCloseTo(0.01 / 0.89, 10)
    // A no-break space stands before units.
    expect(fit.findings[0]).toMatch(/^At 12\.5.GB\/s, 44\.0.% of the time is spent .* between 41\.\d.% and 46\.\d.%\.$/)
    expect(fit.findings.at(-2)).toMatch(/^At 50\.0.GB\/s the law gives a time changed by −14\.1.% from/)
    expect(fit.findings.at(-1)).toMatch(/more than 4 times away/)
    const shown = await here(typed)
    expect(shown.output).toContain(fit.findings[0])
  })

  it('puts the law through all measurements with --fit, and takes throughputs as such', async () => {
    const { output } = await here(['experiment', '100 Gb/s=1', '200 Gb/s=1.19', '400 Gb/s', '--throughput', '--json'])
    const { points } = JSON.parse(output) as { points: { seconds: number; movementShare: number }[] }
    expect(points[0]?.movementShare).toBeCloseTo(0.319, 3)
    expect(1 / 1.19 / (points[2]?.seconds ?? 0)).toBeCloseTo(1.105, 3)
    const fit = await here(['experiment', '100 Gb/s=1', '200 Gb/s=0.78', '400 Gb/s=0.7', '--fit'])
    expect(fit.output).toMatch(/Nothing was repeated.*\n.*the furthest measurement is \d/)
  })

  it.each([
    [['100 Gb/s=1', '100 Gb/s=1.1'], /same bandwidth; measure at two/],
    [['100 Gb/s=1/1.01', '200 Gb/s=0.3/0.31'], /wait for one another/],
    [['100 Gb/s=1', '200 Gb/s'], /first two bandwidths need a measured time/],
    [['100 Gb/s=1', '200 Gb/s=1.3'], /something else changed/],
    [['100 Gb/s=1', '200 Gb/s=0.3'], /more than the bandwidth rises/],
    [['100=1', '200 Gb/s=0.3'], /bandwidth “100”: The unit is missing: enter a bandwidth/],
    [['100 Gb/s=soon', '200 Gb/s=0.3'], /time “soon”: “soon” is not a number: enter a time/],
  ])('%o is refused with one sentence', async (words, sentence) => {
    const { code, output, errors } = await here(['experiment', ...words])
    expect([code, output]).toEqual([2, ''])
    expect(errors).toMatch(sentence)
  })
})
