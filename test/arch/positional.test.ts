import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { repositoryFile } from '../support/nodeRuntime.ts'

/** Most numbers a call may tell apart by their order alone. */
const MOST_NUMBERS = 5

const engine = repositoryFile('src-main/engine')

/** A function the engine declares, with how many of its parameters are plain numbers. */
interface Declared {
  readonly where: string
  readonly numbers: number
}

/** A parameter that takes a number, or a number where one is known, or defaults to one. */
function takesNumber({ type, initializer }: ts.ParameterDeclaration): boolean {
  if (type === undefined) return initializer !== undefined && ts.isNumericLiteral(initializer)
  const parts = ts.isUnionTypeNode(type) ? type.types : [type]
  return parts.some((part) => part.kind === ts.SyntaxKind.NumberKeyword)
}

function declaredIn(name: string): readonly Declared[] {
  const source = ts.createSourceFile(name, readFileSync(join(engine, name), 'utf8'), ts.ScriptTarget.Latest, true)
  const found: Declared[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      const numbers = node.parameters.filter(takesNumber).length
      found.push({ where: `${name}:${line + 1}`, numbers })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const declared = readdirSync(engine, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap(declaredIn)

describe('positional numbers in the engine', () => {
  it('are counted at all', () => {
    expect(declared.length).toBeGreaterThan(300)
    expect(declared.filter(({ numbers }) => numbers >= 3).length).toBeGreaterThan(10)
  })

  it(`are at most ${MOST_NUMBERS}: swapped ones compile`, () => {
    expect(declared.filter(({ numbers }) => numbers > MOST_NUMBERS).map(({ where }) => where)).toEqual([])
  })
})
