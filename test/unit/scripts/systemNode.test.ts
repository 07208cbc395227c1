import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { repositoryFile } from '../../support/nodeRuntime.ts'

const script = repositoryFile('scripts/systemNode.cjs')

/** Runs the check as npm does on another Node. */
function check(version: string, event: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    encoding: 'utf8',
    env: { npm_config_user_agent: `npm/10.9.9 node/v${version} linux x64`, npm_lifecycle_event: event },
  })
  return { status, said: stdout + stderr }
}

describe('the system’s Node', () => {
  it.each(['22.12.0', '22.23.3', '24.21.0', '26.0.0'])('%s has nothing said of it', (version) => {
    for (const event of ['prepare', 'start', 'test']) expect(check(version, event)).toEqual({ status: 0, said: '' })
  })

  it.each(['16.20.2', '18.20.8', '20.18.3', '21.7.3', '22.11.0'])('%s is refused in one sentence', (version) => {
    for (const event of ['prepare', 'start', 'test']) {
      expect(check(version, event)).toEqual({
        status: 1,
        said: `Memwall needs Node 22.12 or newer, and this is Node ${version}: install one, then run npm ci again.\n`,
      })
    }
  })

  it('20 is told once, when Memwall is installed, that it runs on another', () => {
    expect(check('20.20.2', 'prepare')).toEqual({
      status: 0,
      said: expect.stringMatching(
        /^Memwall is made for Node 22\.12 or newer; on Node 20\.20\.2 it runs on the Node 24.*\.\n$/,
      ),
    })
    expect(check('20.20.2', 'start')).toEqual({ status: 0, said: '' })
  })

  it('is asked for as the tools that have native parts ask for it: npm leaves those out where they would refuse', () => {
    const lock = JSON.parse(readFileSync(repositoryFile('package-lock.json'), 'utf8')) as {
      packages: Record<string, { engines?: { node?: string } }>
    }
    expect(lock.packages['']?.engines?.node).toBe(lock.packages['node_modules/rolldown']?.engines?.node)
  })
})
