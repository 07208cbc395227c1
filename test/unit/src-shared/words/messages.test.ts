import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { english } from '#shared/words/english/english.ts'
import { pseudo } from '#shared/words/pseudo.ts'
import { repositoryFile } from '../../../support/nodeRuntime.ts'

const messages = Object.entries<string>(english)

/** Names that stand in a pattern, each once. */
function argumentsOf(pattern: string): string[] {
  const names = (elements: readonly MessageFormatElement[]): string[] =>
    elements.flatMap((element) => {
      if (element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag) return []
      if (element.type !== TYPE.select && element.type !== TYPE.plural) return [element.value]
      return [element.value, ...Object.values(element.options).flatMap((option) => names(option.value))]
    })
  return [...new Set(names(parse(pattern, { ignoreTag: true })))].toSorted()
}

/** The arguments every message is declared with, as the compiler knows them: types are gone when a test runs. */
function declaredArguments(): ReadonlyMap<string, readonly string[]> {
  const file = repositoryFile('src-shared/words/english/english.ts')
  const program = ts.createProgram([file], {
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.Preserve,
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ESNext,
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  const table = module && checker.getExportsOfModule(module).find(({ name }) => name === 'english')
  if (!source || !table) throw new Error('the table of messages is not found')
  return new Map(
    checker.getPropertiesOfType(checker.getTypeOfSymbol(table)).map((property) => {
      // A message is a string that remembers, as a function, what it takes.
      const type = checker.getTypeOfSymbolAtLocation(property, source)
      const takes = checker.getPropertiesOfType(type).find(({ name }) => name.includes('takes'))
      const [signature] = takes
        ? checker.getSignaturesOfType(checker.getNonNullableType(checker.getTypeOfSymbol(takes)), ts.SignatureKind.Call)
        : []
      const [values] = signature?.parameters ?? []
      if (!values) throw new Error(`${property.name} does not say what it takes`)
      const names = checker.getPropertiesOfType(checker.getTypeOfSymbol(values)).map(({ name }) => name)
      return [property.name, names.toSorted()] as const
    }),
  )
}

describe('every English message', () => {
  it('stands in the table once, and there are some', () => {
    expect(messages.length).toBeGreaterThan(150)
    for (const [key, pattern] of messages) expect(pattern.trim(), key).toBe(pattern)
  })

  it('uses exactly the arguments it is declared with', { timeout: 120_000 }, () => {
    const declared = declaredArguments()
    const used = Object.fromEntries(messages.map(([key, pattern]) => [key, argumentsOf(pattern)]))
    expect(used).toEqual(Object.fromEntries(declared))
    expect(Object.values(used).filter((names) => names.length > 2).length).toBeGreaterThan(10)
  })

  it('can be said, and in disguise too', () => {
    for (const [key, pattern] of messages) {
      const values = Object.fromEntries(argumentsOf(pattern).map((name) => [name, 2]))
      const plain = String(new IntlMessageFormat(pattern, 'en', undefined, { ignoreTag: true }).format(values))
      const disguised = String(
        new IntlMessageFormat(pseudo(pattern), 'en', undefined, { ignoreTag: true }).format(values),
      )
      // What says how JSON is shaped has its braces.
      if (!/json$/i.test(key)) expect(plain, key).not.toMatch(/[{}]/)
      expect(disguised, key).toMatch(/^⟦[^]*⟧$/)
      if (/[acdeghilnorstuyz]{3}/i.test(plain)) expect(disguised.slice(1, -1), key).not.toBe(plain)
    }
  })
})
