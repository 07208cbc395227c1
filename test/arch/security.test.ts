import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mutants, redundant, withoutMutant } from '../mutations/mutants.ts'
import { names, securityLines } from '../mutations/securityTable.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'

const lines = securityLines()

describe('SECURITY.md', () => {
  it('has lines', () => {
    expect(lines.length).toBeGreaterThan(30)
    for (const { rule, where, tests } of lines) {
      expect(where.length, rule).toBeGreaterThan(0)
      expect(tests.length, rule).toBeGreaterThan(0)
    }
  })

  it.each(lines)('names what is there: $rule', ({ where, tests }) => {
    for (const place of where) {
      expect(existsSync(repositoryFile(place)) || existsSync(repositoryFile(`src-main/${place}`)), place).toBe(true)
    }
    for (const { file, names: tested } of tests) {
      expect(existsSync(repositoryFile(`test/${file}`)), file).toBe(true)
      const source = readFileSync(repositoryFile(`test/${file}`), 'utf8')
      for (const name of tested) expect(source, `${file} has no “${name}”`).toContain(name)
    }
  })

  it('has each line taken away by a mutant, or says why it cannot be', () => {
    const tried = [...mutants, ...withoutMutant].map(({ line }) => line)
    expect(lines.filter(({ rule }) => !tried.some((line) => rule.startsWith(line)))).toEqual([])
  })
})

describe('a mutant', () => {
  it('has a name of its own, which the list of redundant ones knows', () => {
    const all = mutants.map(({ name }) => name)
    expect(new Set(all).size).toBe(all.length)
    for (const { name } of redundant) expect(all).toContain(name)
  })

  it.each(mutants)('fits the code and its line of SECURITY.md: $name', ({ file, find, line, killer }) => {
    expect(readFileSync(repositoryFile(file), 'utf8').split(find)).toHaveLength(2)
    const found = lines.filter(({ rule }) => rule.startsWith(line))
    expect(found).toHaveLength(1)
    expect(found.every((owner) => names(owner, killer))).toBe(true)
  })
})
