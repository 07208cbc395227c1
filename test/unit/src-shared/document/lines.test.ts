import { expect, it } from 'vitest'
import { diffWorkspaces } from '#shared/document/diff.ts'
import { documentLines } from '#shared/document/lines.ts'
import { entered } from '#shared/domain/brief/assumed.ts'
import { testWorkspace } from '../../../support/documents.ts'

const workspace = testWorkspace()

it('names every field once, in an order that does not depend on how the file was made', () => {
  const lines = documentLines(workspace)
  const paths = lines.map(({ path }) => path)
  expect(new Set(paths).size).toBe(paths.length)
  expect(paths).toContain('title')
  expect(lines.find(({ path }) => path === 'scenarios/a/layout/devices')?.label).toMatch(/^A, .*: devices$/)
  const copy = JSON.parse(JSON.stringify(workspace)) as typeof workspace
  const turned = Object.fromEntries(Object.entries(copy).toReversed()) as unknown as typeof workspace
  expect(documentLines(turned)).toEqual(lines)
})

it('differs in the line of the field that was changed, and in no other', () => {
  const { brief } = workspace
  const changes = [
    { ...workspace, title: 'Another' },
    { ...workspace, brief: { ...brief, demand: { ...brief.demand, amount: entered(7, 6, 8) } } },
  ]
  for (const changed of changes) {
    const [before, after] = [documentLines(workspace), documentLines(changed)]
    const differing = after.filter(({ value }, at) => JSON.stringify(value) !== JSON.stringify(before[at]?.value))
    expect(differing.map(({ path }) => path)).toEqual(diffWorkspaces(workspace, changed).map(({ path }) => path))
    expect(differing).toHaveLength(1)
  }
})
