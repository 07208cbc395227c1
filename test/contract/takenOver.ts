import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { repositoryFile } from '../support/nodeRuntime.ts'
import type { CaseContext } from './cases.ts'

/** What a start-up file of a shell says before the attack. */
const ORIGINAL = 'echo ours\n'
const SECRET = 'a secret of the user'

/** Whatever a hostile page may say in place of a file it was given. */
function wishes(path: string): readonly unknown[] {
  return [
    path,
    `file://${path}`,
    `${path}\0.memwall`,
    `../../..${path}`,
    Buffer.from(path).toString('base64url'),
    createHash('md5').update(path).digest('base64url'),
    'A'.repeat(22),
    '',
    '~/.profile',
    { path },
    [path],
  ]
}

/**
 * A page in which somebody else's code runs has the contract and nothing more. It asks for files by every name it can
 * think of, in the fields that hold a file's id and in those that held a path once. Whatever it asks, the files around
 * are what they were, no new one lies there, and no answer holds what is in them.
 * @throws Error that names the method and the input that got through
 */
export async function takenOver({ call, workspace, folder }: CaseContext): Promise<void> {
  const attacked = join(folder, 'attacked')
  mkdirSync(attacked, { recursive: true })
  const sample = readFileSync(repositoryFile('resources/samples/b200-against-wse3.memwall'), 'utf8')
  const files: Readonly<Record<string, string>> = {
    '.bashrc': ORIGINAL,
    'plan.memwall': sample.replace(/"title": "[^"]*"/, `"title": "${SECRET}"`),
    'library.json': ORIGINAL,
    'report.pdf': ORIGINAL,
    'runs.csv': `concurrency,isl,osl,tpot_ms\n1,1000,100,9\n4,1000,100,10\n16,1000,100,14\n`,
    'devices.csv': `Name,Memory,Bandwidth\n${SECRET},80 GB,2 TB/s\n`,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(attacked, name), text)
  symlinkSync(join(attacked, '.bashrc'), join(attacked, 'link.memwall'))
  const before = readdirSync(attacked)

  const named = [...before, 'new.memwall'].map((name) => join(attacked, name))
  for (const path of [...named, '/etc/passwd']) {
    for (const wish of wishes(path)) {
      const save = { suggestedName: 'x', workspace, expectedHash: null, overwrite: true }
      const attempts: readonly (readonly [string, object])[] = [
        ['documents.open', { file: wish }],
        ['documents.open', { path: wish }],
        ['documents.save', { ...save, file: wish }],
        ['documents.save', { ...save, path: wish }],
        ['documents.pin', { file: wish, pinned: true }],
        ['documents.forget', { path: wish }],
        ['documents.journal', { session: 'attack', file: wish, workspace }],
        ['documents.journal', { session: 'attack', path: wish, workspace }],
        ['documents.recover', { session: wish }],
        ['documents.journal', { session: wish, file: path, workspace }],
        ['report.export', { workspace, suggestedName: 'x', file: wish }],
        ['report.export', { workspace, suggestedName: 'x', path: wish }],
        ['library.export', { suggestedName: 'x', all: false, file: wish }],
        ['library.export', { suggestedName: 'x', all: false, path: wish }],
        ['imports.preview', { file: { granted: wish } }],
        ['imports.preview', { file: { path: wish } }],
        ['stacks.measure', { workspace, scenario: workspace.baseline, file: { granted: wish }, concurrency: null }],
        ['stacks.measure', { workspace, scenario: workspace.baseline, file: { path: wish }, concurrency: null }],
        ['app.saveFigure', { kind: 'drawing', suggestedName: 'x', bytes: '', file: wish }],
        ['app.saveFigure', { kind: 'workspace', suggestedName: wish, bytes: '' }],
        ['app.documentState', { title: 'x', file: wish, edited: false }],
      ]
      for (const [method, input] of attempts) {
        const reply = await call(method, input)
        if (reply.ok) throw new Error(`${method} took ${JSON.stringify(wish)}`)
        if (!['invalid-input', 'not-allowed', 'not-found'].includes(reply.error.code)) {
          throw new Error(`${method} with ${JSON.stringify(wish)}: ${reply.error.code}: ${reply.error.message}`)
        }
        if (JSON.stringify(reply).includes(SECRET)) throw new Error(`${method} told what is in ${path}`)
      }
    }
  }

  const after = readdirSync(attacked)
  if (after.join() !== before.join()) throw new Error(`The folder holds ${after.join(', ')}.`)
  for (const [name, text] of Object.entries(files)) {
    if (readFileSync(join(attacked, name), 'utf8') !== text) throw new Error(`${name} was written.`)
  }
}
