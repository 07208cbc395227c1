import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { temporaryFolder } from '../../../../support/folders.ts'
import { repositoryFile, typeScriptNode } from '../../../../support/nodeRuntime.ts'

/** Command lines of every process of this machine that can be read, as any user can. */
function commandLines(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, 'utf8')
      } catch {
        return ''
      }
    })
    .join('\n')
}

it.skipIf(process.platform !== 'linux')(
  'the program that opens the page is given a private file, and no command line holds the secret',
  async () => {
    const folder = temporaryFolder()
    const home = join(folder, 'home')
    const told = join(folder, 'told')
    mkdirSync(join(folder, 'bin'))
    // An opener that goes on for as long as the test looks: the folder is removed after it.
    writeFileSync(
      join(folder, 'bin', 'xdg-open'),
      `#!/bin/sh\nprintf %s "$1" > ${told}.new\nmv ${told}.new ${told}\nwhile [ -e ${told} ]; do sleep 0.1; done\n`,
    )
    chmodSync(join(folder, 'bin', 'xdg-open'), 0o755)
    const { CI: _ci, SSH_CONNECTION: _ssh, WAYLAND_DISPLAY: _wayland, ...inherited } = process.env
    const shell = spawn(typeScriptNode(), [repositoryFile('src-main/start.ts'), '--browser'], {
      env: {
        ...inherited,
        PATH: `${join(folder, 'bin')}${delimiter}${inherited['PATH']}`,
        DISPLAY: ':77',
        MEMWALL_HOME: home,
        MEMWALL_PORT: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const ended = new Promise((resolve) => shell.once('exit', resolve))
    onTestFinished(async () => {
      shell.kill('SIGTERM')
      await ended
    })
    let printed = ''
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk: Buffer) => (printed += String(chunk)))
    await vi.waitFor(() => expect(existsSync(told), printed).toBe(true), { timeout: 60_000, interval: 50 })

    const address = new URL(/http:\S+/.exec(printed)?.[0] ?? '')
    const token = address.hash.slice('#open='.length)
    expect(token).toMatch(/^[\w-]{43}$/)
    const path = readFileSync(told, 'utf8')
    expect(commandLines()).toContain('xdg-open')
    expect(commandLines()).not.toContain(token)
    expect(readFileSync(path, 'utf8')).toContain(address.href)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)

    const { origin } = address
    const trade = () =>
      fetch(`${origin}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ token }),
      })
    expect((await trade()).status).toBe(200)
    expect(existsSync(path)).toBe(false)
    expect((await trade()).status).toBe(403)
  },
  120_000,
)
