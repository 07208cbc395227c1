import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffWorkspaces } from '#shared/document/diff.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { differingPlaces, taking } from '#shared/document/places.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { repositoryFile } from '../../../support/nodeRuntime.ts'

const SAMPLES = repositoryFile('resources/samples')
const opened = (text: string): Workspace => {
  const parsed = parseDocument(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
  return parsed.workspace
}
const samples = readdirSync(SAMPLES)
  .filter((name) => name.endsWith('.memwall'))
  .map((name) => opened(readFileSync(`${SAMPLES}/${name}`, 'utf8')))
const sample = samples.find(
  ({ scenarios, brief }) => scenarios.length > 1 && brief.alternatives.length > 1,
) as Workspace

/** Part of a sample's columns and alternatives in some order, with the profiles they need. */
const partOf = (workspace: Workspace): fc.Arbitrary<Workspace> =>
  fc
    .record({
      scenarios: fc.shuffledSubarray([...workspace.scenarios], { minLength: 1 }),
      alternatives: fc.shuffledSubarray([...workspace.brief.alternatives]),
      pick: fc.nat(),
    })
    .map(({ scenarios, alternatives, pick }) => {
      const isThere = (id: string | null): boolean => alternatives.some((alternative) => alternative.id === id)
      const { brief } = workspace
      return opened(
        serializeDocument({
          ...workspace,
          scenarios,
          baseline: scenarios[pick % scenarios.length]?.id ?? '',
          brief: {
            ...brief,
            alternatives,
            bridge: isThere(brief.bridge) ? brief.bridge : null,
            setAside: brief.setAside.filter(({ alternative }) => isThere(alternative)),
          },
        }),
      )
    })
const twoParts = fc.constantFrom(...samples).chain((workspace) => fc.tuple(partOf(workspace), partOf(workspace)))

describe('places', () => {
  it('are taken together to the same meaning, and in any choice to what a file may hold', () => {
    fc.assert(
      fc.property(twoParts, fc.infiniteStream(fc.boolean()), ([before, after], coins) => {
        const places = differingPlaces(before, after)
        const all = places.map(({ path }) => path)
        expect(diffWorkspaces(taking(before, after, all), after)).toEqual([])
        expect(serializeDocument(taking(before, after, [])) === serializeDocument(before)).toBe(true)
        const some = all.filter(() => coins.next().value)
        const taken = taking(before, after, some)
        expect(diffWorkspaces(taken, opened(serializeDocument(taken)))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('hold a layout, a removed column and an order as one each', () => {
    const [first, second, ...others] = sample.scenarios
    if (first === undefined || second === undefined) throw new Error('The sample has two columns.')
    const layout = { ...first.deployment, devices: first.deployment.devices * 2, tensorParallel: 1 }
    const after: Workspace = { ...sample, scenarios: [...others, { ...first, deployment: layout }], baseline: first.id }
    const places = differingPlaces({ ...sample, baseline: first.id }, after)
    expect(places.map(({ path }) => path)).toContain(`scenarios/${first.id}/layout`)
    expect(places).toContainEqual(expect.objectContaining({ path: `scenarios/${second.id}`, after: null }))
    const turned: Workspace = { ...sample, scenarios: sample.scenarios.toReversed() }
    expect(differingPlaces(sample, turned).map(({ path }) => path)).toEqual(['scenarios'])
    expect(taking(sample, turned, ['scenarios']).scenarios).toEqual(turned.scenarios)
  })

  it('bring the profile that a machine needs, and leave the others as they were', () => {
    const [alternative, ...rest] = sample.brief.alternatives
    if (alternative === undefined) throw new Error('The sample has alternatives.')
    const { hardware } = alternative
    if (hardware === null) throw new Error('The first is a machine.')
    const { [hardware]: machine, ...others } = sample.profiles.hardware
    if (machine === undefined) throw new Error('Its machine is there.')
    const without: Workspace = {
      ...sample,
      brief: {
        ...sample.brief,
        alternatives: rest.filter(({ keeps }) => keeps !== hardware),
        bridge: null,
        setAside: [],
      },
      scenarios: sample.scenarios.filter((scenario) => scenario.hardware !== hardware),
      profiles: { ...sample.profiles, hardware: others },
    }
    const into: Workspace = { ...without, baseline: without.scenarios[0]?.id ?? '' }
    expect(into.scenarios.length).toBeGreaterThan(0)
    const taken = taking(into, sample, [`brief/alternatives/${alternative.id}`])
    expect(taken.profiles.hardware[hardware]).toEqual(machine)
    expect(taken.brief.alternatives.map(({ id }) => id)).toContain(alternative.id)
    expect(taken.scenarios).toEqual(into.scenarios)
  })
})
