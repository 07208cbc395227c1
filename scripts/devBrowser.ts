import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer as createNetServer, type AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { createServer, mergeConfig } from 'vite'
import { rendererConfig } from './rendererConfig.ts'

/**
 * `npm run dev:browser`: the renderer from Vite's development server, which replaces modules while one edits, in front
 * of the browser shell's back end run from the sources. Prints one address; it may be opened again and again.
 */
const [backEndPort, frontEndPort] = await freePorts(2)
const token = randomBytes(16).toString('base64url')
const session = randomBytes(16).toString('base64url')

const backEnd = spawn(
  process.execPath,
  [
    '--watch',
    '--watch-preserve-output',
    resolve(import.meta.dirname, 'devBackend.ts'),
    String(backEndPort),
    String(frontEndPort),
  ],
  {
    stdio: ['ignore', 'inherit', 'inherit'],
    // Not in the command line, which every user of this machine can read.
    env: { ...process.env, MEMWALL_DEVELOPMENT_TOKEN: token, MEMWALL_DEVELOPMENT_SESSION: session },
  },
)

const target = `http://127.0.0.1:${backEndPort}`
const vite = await createServer(
  mergeConfig(rendererConfig(resolve(import.meta.dirname, '..')), {
    configFile: false,
    server: {
      host: '127.0.0.1',
      port: frontEndPort,
      strictPort: true,
      proxy: { '/rpc': { target }, '/events': { target }, '/session': { target } },
    },
  }),
)
await vite.listen()
console.log(`Memwall for development: http://127.0.0.1:${frontEndPort}/#open=${token}`)

const stop = () => {
  backEnd.kill()
  void vite.close().then(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)

/** Asks the system for ports nobody uses; both are held until all are known, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createNetServer())
  const ports = await Promise.all(
    probes.map(
      (probe) =>
        new Promise<number>((done, failed) => {
          probe.once('error', failed)
          probe.listen(0, '127.0.0.1', () => done((probe.address() as AddressInfo).port))
        }),
    ),
  )
  await Promise.all(probes.map((probe) => new Promise((done) => probe.close(done))))
  return ports
}
