import { spawn } from 'node:child_process'

/** How a launch ended. */
export type Launch = { readonly ran: true; readonly code: number } | { readonly ran: false; readonly reason: string }

/** Lines Chromium writes about the machine it runs on, of no use to whoever starts Memwall. */
const CHROMIUM_NOISE = /^\[?\d+[:/].*(?:ERROR|WARNING|INFO|VERBOSE)/

/**
 * Runs the Electron shell until it ends.
 * @param runtime path of the Electron executable
 * @param commandLine its arguments, the application's folder first
 * @returns `ran: false` when it ended before it showed a window, with the first thing it said
 */
export function launch(runtime: string, commandLine: readonly string[]): Promise<Launch> {
  return new Promise((resolve) => {
    const environment = { ...process.env }
    // Set by editors that are Electron programs themselves; it would make ours a plain Node.
    delete environment['ELECTRON_RUN_AS_NODE']
    const child = spawn(runtime, commandLine, { stdio: ['inherit', 'inherit', 'pipe', 'ipc'], env: environment })
    let shown = false
    let said = ''
    child.once('message', () => {
      shown = true
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (!shown) said = (said + text).slice(0, 20_000)
      else for (const line of meaningful(text)) console.error(line)
    })
    child.on('error', (error) => resolve({ ran: false, reason: error.message }))
    child.on('exit', (code, signal) => {
      if (shown || code === 0) resolve({ ran: true, code: code ?? (signal === null ? 0 : 1) })
      else resolve({ ran: false, reason: firstReason(said, code, signal) })
    })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  })
}

function meaningful(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !CHROMIUM_NOISE.test(line))
}

/** One short line of why: the first that is not noise, otherwise the noise without its stamp, otherwise the exit. */
function firstReason(said: string, code: number | null, signal: string | null): string {
  const line = meaningful(said)[0] ?? said.split('\n').find((candidate) => candidate.includes('] '))
  if (line === undefined) return signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`
  return line
    .replace(/^\[[^\]]*\]\s*/, '')
    .trim()
    .slice(0, 160)
    .replace(/\.$/, '')
}
