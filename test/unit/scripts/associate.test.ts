import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { associate, type Surroundings } from '../../../scripts/associate/associate.ts'
import { withoutProgram } from '../../../scripts/associate/defaultPrograms.ts'
import { desktopEntry, execArgument } from '../../../scripts/associate/desktopEntry.ts'
import { foldersOf } from '../../../scripts/associate/linux.ts'
import { MIME_TYPE } from '../../../scripts/associate/mimeType.ts'
import { windowsRemoval, windowsSteps } from '../../../scripts/associate/windows.ts'

/** A folder name with everything that means something to a shell or to a desktop entry. */
const AWKWARD = `it's 100%f "of" $HOME & \`a\\b\` #1;~`

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'memwall-associate-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

describe('Exec', () => {
  it('reads back as the one argument it was made from', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...` "'\`$\\%fFn\n\r\t;~#=aé`) }), (argument) => {
        expect(wordsOfExec(`${execArgument(argument)} %f`, '/tmp/a b.memwall')).toEqual([argument, '/tmp/a b.memwall'])
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (first, second) => {
        expect(wordsOfExec(`${execArgument(first)} ${execArgument(second)}`, '')).toEqual([first, second])
      }),
    )
  })

  it('stays on its own line', () => {
    const entry = desktopEntry({ node: '/a\nb/node', starter: '/a\nExec=b/start.js' }, '/a\nExec=b.svg')
    expect(entry.split('\n').filter((line) => line.startsWith('Exec='))).toHaveLength(1)
    expect(entry.split('\n').every((line) => line === '' || line.startsWith('[') || line.includes('='))).toBe(true)
  })

  it('refuses the one sign a program cannot have', () => {
    expect(() => desktopEntry(plain('/a=b'), '/i')).toThrow(/rename the folder/)
  })
})

describe('mimeapps.list', () => {
  it('loses only our program', () => {
    const list = `[Default Applications]\ntext/plain=memwall.desktop;\n${MIME_TYPE}=memwall.desktop\n\n[Added Associations]\n${MIME_TYPE}=code.desktop;memwall.desktop;\n`
    expect(withoutProgram(list, MIME_TYPE, 'memwall.desktop')).toBe(
      `[Default Applications]\ntext/plain=memwall.desktop;\n\n[Added Associations]\n${MIME_TYPE}=code.desktop;\n`,
    )
  })
})

describe('Windows', () => {
  it('passes the command as one argument, quoted for the program it starts', () => {
    const commandLines = windowsSteps('C:\\Users\\Ada L\\memwall').map((step) => [step.program, ...step.arguments])
    expect(commandLines).toEqual([
      [
        'reg.exe',
        'add',
        'HKCU\\Software\\Classes\\Memwall.Workspace',
        '/ve',
        '/t',
        'REG_SZ',
        '/d',
        'Memwall workspace',
        '/f',
      ],
      [
        'reg.exe',
        'add',
        'HKCU\\Software\\Classes\\Memwall.Workspace\\shell\\open\\command',
        '/ve',
        '/t',
        'REG_SZ',
        '/d',
        '"C:\\Users\\Ada L\\memwall\\node_modules\\node\\bin\\node.exe" "C:\\Users\\Ada L\\memwall\\out\\main\\start.js" "%1"',
        '/f',
      ],
      [
        'reg.exe',
        'add',
        'HKCU\\Software\\Classes\\.memwall',
        '/v',
        'Content Type',
        '/t',
        'REG_SZ',
        '/d',
        MIME_TYPE,
        '/f',
      ],
      ['reg.exe', 'add', 'HKCU\\Software\\Classes\\.memwall', '/ve', '/t', 'REG_SZ', '/d', 'Memwall.Workspace', '/f'],
    ])
  })

  it('removes every key it made, where it is there', () => {
    const removed = windowsRemoval()
    for (const {
      arguments: [, key],
    } of windowsSteps('C:\\m')) {
      expect(removed.some(({ arguments: [, root] }) => root !== undefined && key?.startsWith(root))).toBe(true)
    }
    for (const step of removed) expect(step.onlyIf).toEqual(['query', step.arguments[1]])
  })

  it('refuses a folder Windows would rewrite', () => {
    expect(() => windowsSteps('C:\\50%1')).toThrow(/rename the folder/)
  })
})

describe('folders', () => {
  it('ignores relative ones', () => {
    expect(foldersOf({ XDG_DATA_HOME: 'here', XDG_CONFIG_HOME: '' }, '/home/ada')).toEqual({
      data: '/home/ada/.local/share',
      configuration: '/home/ada/.config',
    })
  })
})

describe('npm run associate', () => {
  it('does nothing on a dry run, on macOS and when not understood', () => {
    const here = surroundings(installation('memwall'))
    const before = filesBelow(home)
    expect(associate(['--dry-run'], here)).toBe(0)
    expect(here.lines.join('\n')).toContain('Exec=')
    expect(associate(['--remove', '--dry-run'], here)).toBe(0)
    expect(associate([], { ...here, platform: 'darwin' })).toBe(0)
    expect(here.lines.at(-1)).toContain('npm start -- FILE')
    expect(associate(['--delete'], here)).toBe(2)
    expect(associate(['--help'], here)).toBe(0)
    expect(filesBelow(home)).toEqual(before)
  })

  it('says in one sentence what is missing', () => {
    const here = surroundings(join(home, 'nothing'))
    expect(associate([], here)).toBe(1)
    expect(here.complaints).toHaveLength(1)
    expect(here.complaints[0]).toContain('run npm ci')
  })

  it('can be repeated and undone, without any of the desktop’s programs', () => {
    const here = surroundings(installation('memwall'), join(home, 'no-programs'))
    const before = filesBelow(home)
    expect(associate(['--remove'], here)).toBe(0)
    expect(filesBelow(home)).toEqual(before)
    expect(associate([], here)).toBe(0)
    const after = filesBelow(home)
    expect(after).toHaveLength(before.length + 3)
    expect(associate([], here)).toBe(0)
    expect(filesBelow(home)).toEqual(after)
    expect(associate(['--remove'], here)).toBe(0)
    expect(filesBelow(home)).toEqual(before)
    expect(here.complaints).toEqual([])
  })

  it.skipIf(lacks('update-mime-database', 'xdg-mime', 'gio'))('is understood by a real desktop', () => {
    const root = installation(AWKWARD)
    const here = surroundings(root)
    expect([associate([], here), here.complaints]).toEqual([0, []])
    expect([associate([], here), here.complaints]).toEqual([0, []])
    const document = join(home, 'two words 100%.memwall')
    writeFileSync(document, '{"type":"memwall"}')
    expect(ask(here, 'gio', 'info', '-a', 'standard::content-type', document)).toContain(MIME_TYPE)
    expect(ask(here, 'xdg-mime', 'query', 'default', MIME_TYPE).trim()).toBe('memwall.desktop')
    expect(ask(here, 'gio', 'mime', MIME_TYPE)).toContain('memwall.desktop')
    ask(here, 'gio', 'launch', entryPath(), document)
    const received = join(root, 'received')
    // The launcher does not wait for what it starts.
    for (let turn = 0; turn < 100 && !existsSync(received); turn += 1) spawnSync('sleep', ['0.05'])
    expect(readFileSync(received, 'utf8')).toBe(`${join(root, 'out', 'main', 'start.js')}\n${document}\n`)

    expect([associate(['--remove'], here), here.complaints]).toEqual([0, []])
    expect(ask(here, 'gio', 'info', '-a', 'standard::content-type', document)).not.toContain(MIME_TYPE)
    expect(ask(here, 'xdg-mime', 'query', 'default', MIME_TYPE).trim()).toBe('')
    expect(readFileSync(join(home, 'config', 'mimeapps.list'), 'utf8')).not.toContain('memwall')
  })

  it.skipIf(lacks('desktop-file-validate'))('writes a valid desktop entry', () => {
    const here = surroundings(installation(AWKWARD))
    expect(associate([], here)).toBe(0)
    expect(ask(here, 'desktop-file-validate', entryPath())).toBe('')
  })
})

function plain(folder: string) {
  return { node: join(folder, 'node'), starter: join(folder, 'start.js') }
}

/** A Memwall that notes how it was started. */
function installation(name: string): string {
  const root = join(home, name)
  const node = join(root, 'node_modules', '.bin', 'node')
  const target = join(root, 'node_modules', 'node', 'bin', 'node')
  const starter = join(root, 'out', 'main', 'start.js')
  const icon = join(root, 'resources', 'icons', 'memwall.svg')
  for (const path of [node, target, starter, icon]) mkdirSync(dirname(path), { recursive: true })
  writeFileSync(
    target,
    '#!/bin/sh\nfolder=$(dirname "$1")/../..\nprintf "%s\\n" "$@" > "$folder/writing"\nmv "$folder/writing" "$folder/received"\n',
  )
  chmodSync(target, 0o755)
  symlinkSync('../node/bin/node', node)
  writeFileSync(starter, '')
  copyFileSync(join(import.meta.dirname, '../../../resources/icons/memwall.svg'), icon)
  return root
}

function surroundings(root: string, programs?: string) {
  const lines: string[] = []
  const complaints: string[] = []
  const environment: NodeJS.ProcessEnv = {
    PATH: programs ?? process.env['PATH'],
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
  }
  return {
    root,
    platform: 'linux',
    environment,
    home,
    say: (line) => lines.push(line),
    complain: (sentence) => complaints.push(sentence),
    lines,
    complaints,
  } satisfies Surroundings & { lines: string[]; complaints: string[] }
}

function entryPath(): string {
  return join(home, 'data', 'applications', 'memwall.desktop')
}

function ask({ environment }: Surroundings, program: string, ...commandLine: string[]): string {
  const { stdout, stderr } = spawnSync(program, commandLine, { env: environment, encoding: 'utf8' })
  return stdout + stderr
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function lacks(...programs: string[]): boolean {
  const missing = programs.filter(
    (program) => !(process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, program))),
  )
  if (missing.length > 0) console.log(`Skipped, not installed: ${missing.join(', ')}.`)
  return missing.length > 0
}

/** Reads an Exec value the way the specification describes: string escapes, then quotes, then field codes. */
function wordsOfExec(value: string, file: string): string[] {
  const escapes: Record<string, string> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' }
  expect(value).not.toMatch(/[\n\r]/)
  const text = value.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? `(bad escape ${letter})`)
  const words = text.match(/"(?:[^"\\`$]|\\["\\`$])*"|[^\s"]+/g) ?? []
  expect(words.join(' ')).toBe(text)
  return words.map((word) =>
    (word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/gs, '$1') : word).replace(/%(.)/gs, (_, code: string) => {
      if (code === '%') return '%'
      return code === 'f' ? file : `(bad code ${code})`
    }),
  )
}
