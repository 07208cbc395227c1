import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repositoryFile } from '../support/nodeRuntime.ts'

/** What sizes a model or picks a number format by hand; the page asks `src-shared/domain` for the answers instead. */
const SIZING =
  /\bbytesPerElement\b|\bkeyValueElementsPerToken\(.*\*|\blowerModel\b|\bfootprintOf\b|\bfitCopy\b|'NVIDIA'/

function matches(folder: string): readonly string[] {
  const root = repositoryFile(folder)
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|vue)$/.test(name) && SIZING.test(readFileSync(join(root, name), 'utf8')))
    .map((name) => `${folder}/${name}`)
}

test('the page shows sizes and proposals, and works none out', () => {
  expect(matches('src-renderer')).toEqual([])
  // The expression sees such arithmetic where it belongs.
  expect(matches('src-shared/domain')).toEqual(
    expect.arrayContaining([
      'src-shared/domain/lowering/footprint.ts',
      'src-shared/domain/proposal/proposeDeployment.ts',
    ]),
  )
})
