import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#shared/document/canonical.ts'
import { MAXIMUM_DOCUMENT_BYTES, MAXIMUM_DOCUMENT_DEPTH, MAXIMUM_DOCUMENT_VALUES } from '#shared/document/envelope.ts'
import { documentChain } from '#shared/document/migrations/index.ts'
import { FORBIDDEN_KEYS } from '#shared/document/scan.ts'
import { COMMANDS } from '#main/shells/cli/commands/all.ts'
import { repositoryFile } from '../../support/nodeRuntime.ts'

const page = readFileSync(repositoryFile('docs/file-format.md'), 'utf8')

describe('docs/file-format.md', () => {
  it('names the version that is saved, and every version before it', () => {
    expect(page).toContain(`The file version is **${documentChain.current}**.`)
    const rows = [...page.matchAll(/^\| (\d+) \| \S/gm)].map(([, version]) => Number(version))
    expect(rows).toEqual(Array.from({ length: documentChain.current }, (_, index) => index + 1))
  })

  it('shows the envelope as it is written', () => {
    expect(page).toContain(canonicalJson({ type: 'memwall', version: documentChain.current, workspace: {} }))
  })

  it('writes numbers as the canonical form does', () => {
    const shown = /shortest digits that read back to the same number, ([^.]*(?:\.\d[^.]*)*)\./.exec(page)?.[1] ?? ''
    const numbers = [...shown.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text)
    expect(numbers.length).toBe(4)
    for (const text of numbers) expect(canonicalJson(Number(text))).toBe(`${text}\n`)
  })

  it('gives the caps the program has', () => {
    expect(page).toContain(`| size | ${MAXIMUM_DOCUMENT_BYTES / 2 ** 20} MiB |`)
    expect(page).toContain(`| nesting of objects and lists | ${MAXIMUM_DOCUMENT_DEPTH} levels |`)
    expect(page).toContain(`| values | ${MAXIMUM_DOCUMENT_VALUES.toLocaleString('en')} |`)
    for (const key of FORBIDDEN_KEYS) expect(page).toContain(`\`${key}\``)
  })

  it('sets git up as the commands say', () => {
    const about = COMMANDS.map((command) => command.about).join('\n')
    const lines = [...page.matchAll(/^git config --global (\S+) +("memwall .*")$/gm)].map(([whole, key, command]) => ({
      whole,
      told: `git config ${key} ${command}`,
    }))
    expect(lines.length).toBe(2)
    const readme = readFileSync(repositoryFile('README.md'), 'utf8')
    for (const { whole, told } of lines) {
      expect(about).toContain(told)
      expect(readme).toContain(whole)
    }
  })
})
