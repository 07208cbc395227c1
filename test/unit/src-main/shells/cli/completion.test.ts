import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../../support/folders.ts'
import { repositoryFile, typeScriptNode } from '../../../../support/nodeRuntime.ts'

const script = (shell: string): string =>
  execFileSync(typeScriptNode(), [repositoryFile('src-main/shells/cli/main.ts'), 'completion', shell], {
    encoding: 'utf8',
  })
const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0

describe.skipIf(!has('bash'))('completion in bash', () => {
  it.each([
    ['de', ['decide']],
    ['evaluate pl', ['plan.memwall']],
    ['report --pa', ['--paper']],
  ])('of “memwall %s” is %j', (typed, completed) => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'plan.memwall'), '')
    writeFileSync(path.join(folder, 'completion.sh'), script('bash'))
    const words = ['memwall', ...typed.split(' ')]
    const asked = [
      'source completion.sh',
      `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; COMPREPLY=()`,
      `_memwall memwall ${words.at(-1)} ''`,
      'printf "%s\\n" "${COMPREPLY[@]}"',
    ]
    const told = execFileSync('bash', ['-c', asked.join('\n')], { cwd: folder, encoding: 'utf8' })
    expect(told.trim().split('\n')).toEqual(completed)
  })
})

it('is there for every shell that is named, and for no other', () => {
  for (const shell of ['zsh', 'fish']) expect(script(shell)).toContain('memwall')
  const refused = spawnSync(typeScriptNode(), [repositoryFile('src-main/shells/cli/main.ts'), 'completion', 'tcsh'], {
    encoding: 'utf8',
  })
  expect(refused.status).toBe(2)
  expect(refused.stderr).toMatch(/bash/)
})
