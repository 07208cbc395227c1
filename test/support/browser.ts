import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repositoryFile, typeScriptNode } from './nodeRuntime.ts'

/** The built browser shell, running. */
export interface MemwallServer {
  /** The address to open once. */
  readonly address: string
  /** Everything it printed. */
  readonly output: () => string
  readonly dataFolder: string
  close(): Promise<void>
}

/** Starts the built browser shell as a program of its own, without a display. @param commandLine further arguments */
export async function startMemwall(commandLine: readonly string[] = []): Promise<MemwallServer> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'memwall-browser-'))
  const environment: NodeJS.ProcessEnv = { ...process.env, MEMWALL_HOME: dataFolder, MEMWALL_PORT: '0' }
  delete environment['DISPLAY']
  delete environment['WAYLAND_DISPLAY']
  const child = spawn(typeScriptNode(), [repositoryFile('out/main/start.js'), '--browser', ...commandLine], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      const found = /http:\/\/\S+/.exec(printed)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', (code) => reject(new Error(`The browser shell ended with ${code}: ${printed}`)))
  })
  return {
    address,
    output: () => printed,
    dataFolder,
    async close() {
      child.kill('SIGTERM')
      await ended
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
