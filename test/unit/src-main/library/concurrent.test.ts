import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../support/folders.ts'
import { repositoryFile, typeScriptNode } from '../../../support/nodeRuntime.ts'
import { connectForTest, RESOURCES } from './librarySupport.ts'

const PROGRAM = `
  import { openLibrary } from ${JSON.stringify(repositoryFile('src-main/library/open.ts'))}
  import { readSeed } from ${JSON.stringify(repositoryFile('src-main/library/seedData.ts'))}
  const library = openLibrary({ folder: process.argv[1], seed: readSeed(process.argv[2]) })
  console.log(JSON.stringify(library.summary()))
  library.close()
`

function run(folder: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn(typeScriptNode(), ['--input-type=module', '--eval', PROGRAM, folder, RESOURCES], {
      cwd: repositoryFile('.'),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let errors = ''
    child.stdout.on('data', (data) => (output += String(data)))
    child.stderr.on('data', (data) => (errors += String(data)))
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(errors))))
  })
}

describe('three processes that start at once on an empty folder', () => {
  it('leave one whole library, seeded once', async () => {
    const folder = temporaryFolder()
    const summaries = await Promise.all([run(folder), run(folder), run(folder)])
    for (const summary of summaries)
      expect(summary).toMatchObject({ revision: 1, devices: 53, models: 65, notice: null })
    const database = connectForTest(join(folder, 'library.sqlite'))
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.prepare('SELECT count(*) FROM hardware').pluck().get()).toBe(53)
  })
})
