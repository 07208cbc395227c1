import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffWorkspaces } from '#shared/document/diff.ts'
import { mergeWorkspaces } from '#shared/document/merge.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { entered, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { withoutForgotten } from '#shared/domain/forgottenProfiles.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { embedProfile } from '#main/documents/embed.ts'
import { testHardware, testWorkspace } from '../../../support/documents.ts'

const base = testWorkspace()

type Edit = (workspace: Workspace) => Workspace

function editScenario(id: string, change: (scenario: Scenario) => Partial<Scenario>): Edit {
  return (workspace) => ({
    ...workspace,
    scenarios: workspace.scenarios.map((scenario) =>
      scenario.id === id ? { ...scenario, ...change(scenario) } : scenario,
    ),
  })
}
const layout = (id: string, change: Partial<Scenario['deployment']>) =>
  editScenario(id, ({ deployment }) => ({ deployment: { ...deployment, ...change } }))
const override = (id: string, path: string, value: number) =>
  editScenario(id, ({ hardwareOverrides }) => ({ hardwareOverrides: { ...hardwareOverrides, [path]: value } }))
const title =
  (text: string): Edit =>
  (workspace) => ({ ...workspace, title: text })
const remove =
  (id: string): Edit =>
  (workspace) => {
    const scenarios = workspace.scenarios.filter((scenario) => scenario.id !== id)
    const [first] = scenarios
    if (!first) return workspace
    const baseline = workspace.baseline === id ? first.id : workspace.baseline
    return { ...workspace, scenarios, baseline }
  }
const add =
  (id: string, note: string): Edit =>
  (workspace) => {
    const [first] = workspace.scenarios
    const used = workspace.scenarios.map(({ slot }) => slot)
    const slot = [0, 1, 2, 3, 4, 5, 6, 7].find((candidate) => !used.includes(candidate))
    if (!first || slot === undefined || workspace.scenarios.some((scenario) => scenario.id === id)) return workspace
    return { ...workspace, scenarios: [...workspace.scenarios, { ...first, id, slot, note, name: note }] }
  }
const reverse: Edit = (workspace) => ({ ...workspace, scenarios: workspace.scenarios.toReversed() })
const changeDevice =
  (id: string, bandwidth: number): Edit =>
  (workspace) => ({
    ...workspace,
    profiles: {
      ...workspace.profiles,
      hardware: { ...workspace.profiles.hardware, [id]: embedProfile(testHardware(id, bandwidth)) },
    },
  })
const ofBrief =
  (change: Partial<Brief>): Edit =>
  (workspace) => ({ ...workspace, brief: { ...workspace.brief, ...change } })
const amount =
  (value: number): Edit =>
  (workspace) =>
    ofBrief({ demand: { ...workspace.brief.demand, amount: entered(value, value / 2, value * 2) } })(workspace)
const editAlternative =
  (id: string, change: (alternative: Alternative) => Partial<Alternative>): Edit =>
  (workspace) => {
    const alternatives = workspace.brief.alternatives.map((each) =>
      each.id === id ? { ...each, ...change(each) } : each,
    )
    return ofBrief({ alternatives })(workspace)
  }
const price = (id: string, dollars: number): Edit =>
  editAlternative(id, ({ offer }) => ({ offer: { ...offer, price: entered(dollars) } }))
const removeAlternative =
  (id: string): Edit =>
  (workspace) => {
    const { alternatives, bridge } = workspace.brief
    return ofBrief({
      alternatives: alternatives.filter((each) => each.id !== id),
      bridge: bridge === id ? null : bridge,
    })(workspace)
  }
const addAlternative =
  (id: string, note: string): Edit =>
  (workspace) => {
    const { alternatives } = workspace.brief
    const used = alternatives.map(({ slot }) => slot)
    const slot = [0, 1, 2, 3, 4, 5, 6, 7].find((candidate) => !used.includes(candidate))
    const [first] = base.brief.alternatives
    if (!first || slot === undefined || alternatives.some((each) => each.id === id)) return workspace
    return ofBrief({ alternatives: [...alternatives, { ...first, id, slot, note, name: note }] })(workspace)
  }
const bridgedBy =
  (id: string): Edit =>
  (workspace) =>
    workspace.brief.alternatives.some((each) => each.id === id) ? ofBrief({ bridge: id })(workspace) : workspace
const reverseAlternatives: Edit = (workspace) =>
  ofBrief({ alternatives: workspace.brief.alternatives.toReversed() })(workspace)

/** Drops what edits left behind and puts keys in order, as editing, saving and opening does. */
function saved(workspace: Workspace): Workspace {
  const parsed = parseDocument(serializeDocument(withoutForgotten(base, workspace)))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
  return parsed.workspace
}

describe('mergeWorkspaces', () => {
  it('takes what only one side changed, from each side, down to single fields', () => {
    const ours = override('a', 'memory.hbm.bandwidth', 9e12)(title('Ours')(base))
    const theirs = override('a', 'power.board', 900)(layout('b', { devices: 16, dataParallel: 2 })(base))
    const { workspace, conflicts } = mergeWorkspaces(base, ours, theirs)
    expect(conflicts).toEqual([])
    expect(workspace.title).toBe('Ours')
    expect(workspace.scenarios[0]?.hardwareOverrides).toEqual({ 'memory.hbm.bandwidth': 9e12, 'power.board': 900 })
    expect(workspace.scenarios[1]?.deployment).toMatchObject({ devices: 16, dataParallel: 2 })
  })

  it('names a field that both changed, and keeps ours', () => {
    const { workspace, conflicts } = mergeWorkspaces(base, title('Ours')(base), title('Theirs')(base))
    expect(conflicts).toEqual([{ path: 'title', label: 'title', base: 'Two machines', ours: 'Ours', theirs: 'Theirs' }])
    expect(workspace.title).toBe('Ours')
    expect(mergeWorkspaces(base, title('Same')(base), title('Same')(base)).conflicts).toEqual([])
  })

  it('never makes up a layout that neither side had', () => {
    const ours = layout('a', { devices: 16, tensorParallel: 16 })(base)
    const theirs = layout('a', { devices: 16, pipelineParallel: 2 })(base)
    const { workspace, conflicts } = mergeWorkspaces(base, ours, theirs)
    expect(conflicts).toMatchObject([{ path: 'scenarios/a/layout', label: 'A, 16 × Device b200-sxm: layout' }])
    expect(workspace.scenarios[0]?.deployment).toEqual(ours.scenarios[0]?.deployment)
    const precision = layout('a', { weightPrecision: 'fp8' })(base)
    expect(mergeWorkspaces(base, ours, precision).conflicts).toEqual([])
  })

  it('never puts figures overridden on one device onto another', () => {
    const ours = editScenario('a', () => ({ hardware: 'h200-sxm' }))(base)
    const theirs = override('a', 'memory.hbm.bandwidth', 9e12)(base)
    expect(mergeWorkspaces(base, ours, theirs).conflicts).toMatchObject([{ path: 'scenarios/a/machine' }])
  })

  it('keeps scenarios that both added under one id, each in its own colour', () => {
    const { workspace, conflicts } = mergeWorkspaces(base, add('c', 'ours')(base), add('c', 'theirs')(base))
    expect(conflicts).toEqual([])
    expect(workspace.scenarios.map(({ id, slot, note }) => [id, slot, note])).toEqual([
      ['a', 0, ''],
      ['b', 1, ''],
      ['c', 2, 'ours'],
      ['c-2', 3, 'theirs'],
    ])
  })

  it('keeps a scenario that one side removed and the other changed, with its profile, and says so', () => {
    const ours = saved(remove('b')(base))
    const theirs = layout('b', { devices: 4 })(base)
    for (const [left, right] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      const { workspace, conflicts } = mergeWorkspaces(base, left, right)
      expect(conflicts).toMatchObject([{ path: 'scenarios/b' }])
      expect(saved(workspace).scenarios.find(({ id }) => id === 'b')?.deployment.devices).toBe(4)
    }
  })

  it('moves the baseline when its scenario is gone, and says so', () => {
    const ours = remove('b')(base)
    const theirs = { ...base, baseline: 'b' }
    const { workspace, conflicts } = mergeWorkspaces(base, ours, theirs)
    expect(workspace.baseline).toBe('a')
    expect(conflicts).toMatchObject([{ path: 'baseline', base: 'a', ours: 'a', theirs: 'b' }])
  })

  it('takes a changed profile whole, with its hash', () => {
    const theirs = changeDevice('b200-sxm', 9e12)(base)
    expect(mergeWorkspaces(base, title('x')(base), theirs).workspace.profiles.hardware).toEqual(
      theirs.profiles.hardware,
    )
    const { workspace, conflicts } = mergeWorkspaces(base, changeDevice('b200-sxm', 7e12)(base), theirs)
    expect(conflicts).toMatchObject([{ path: 'profiles/hardware/b200-sxm', label: 'device b200-sxm' }])
    expect(workspace.profiles.hardware['b200-sxm']).toEqual(embedProfile(testHardware('b200-sxm', 7e12)))
  })

  it('keeps our scenarios when each side removed what the other kept', () => {
    const { workspace, conflicts } = mergeWorkspaces(base, remove('a')(base), remove('b')(base))
    expect(saved(workspace).scenarios.map(({ id }) => id)).toEqual(['b'])
    expect(conflicts).toContainEqual(expect.objectContaining({ path: 'scenarios', ours: ['b'], theirs: ['a'] }))
  })

  it('leaves out what is more than eight scenarios, and says which', () => {
    const full = (note: string) => [1, 2, 3, 4, 5].reduce((all, count) => add(`${note}${count}`, note)(all), base)
    const { workspace, conflicts } = mergeWorkspaces(base, full('x'), full('y'))
    expect(workspace.scenarios).toHaveLength(8)
    expect(conflicts).toMatchObject([{ path: 'scenarios', label: expect.stringContaining('more than 8 scenarios') }])
  })

  it('takes what training takes from one side and what the company spends from the other', () => {
    const { lifecycle } = base.brief
    const training = { ...lifecycle.training, tokens: 15e12, utilisation: entered(0.35, 0.3, 0.4) }
    const company = { training: 1e9, inference: 2e8 }
    const theirs = ofBrief({ lifecycle: { ...lifecycle, company } })(base)
    const { workspace, conflicts } = mergeWorkspaces(
      base,
      ofBrief({ lifecycle: { ...lifecycle, training } })(base),
      theirs,
    )
    expect(conflicts).toEqual([])
    expect(workspace.brief.lifecycle).toEqual({ training, company })
  })

  it('takes figures and offers of the brief from each side, by the id of their alternative', () => {
    const ours = price('a', 400_000)(reverseAlternatives(base))
    const theirs = amount(5e8)(price('b', 300_000)(base))
    const { workspace, conflicts } = mergeWorkspaces(base, ours, theirs)
    expect(conflicts).toEqual([])
    expect(workspace.brief.demand.amount.value).toBe(5e8)
    expect(workspace.brief.alternatives.map(({ id, offer }) => [id, offer.price?.value])).toEqual([
      ['b', 300_000],
      ['a', 400_000],
    ])
  })

  it('never makes up a figure with the range of another', () => {
    const { workspace, conflicts } = mergeWorkspaces(base, amount(1e6)(base), amount(9e6)(base))
    expect(conflicts).toMatchObject([{ path: 'brief/demand/amount', label: 'brief, demand, amount' }])
    expect(workspace.brief.demand.amount).toEqual(entered(1e6, 5e5, 2e6))
  })

  it('never puts a price of one machine, or of one way to pay, onto another', () => {
    const ours = editAlternative('a', () => ({ kind: 'rent' }))(base)
    const { conflicts } = mergeWorkspaces(base, ours, price('a', 5)(base))
    expect(conflicts).toMatchObject([{ path: 'brief/alternatives/a', label: 'alternative A, Device b200-sxm, rented' }])
  })

  it('keeps alternatives that both added under one id, and drops a bridge that is gone, by name', () => {
    const both = mergeWorkspaces(base, addAlternative('c', 'ours')(base), addAlternative('c', 'theirs')(base))
    expect(both.conflicts).toEqual([])
    expect(both.workspace.brief.alternatives.map(({ id, slot, note }) => [id, slot, note])).toEqual([
      ['a', 0, ''],
      ['b', 1, ''],
      ['c', 2, 'ours'],
      ['c-2', 3, 'theirs'],
    ])
    const gone = mergeWorkspaces(base, removeAlternative('b')(base), bridgedBy('b')(base))
    expect(gone.workspace.brief.bridge).toBeNull()
    expect(gone.conflicts).toMatchObject([{ path: 'brief/bridge', theirs: 'b' }])
    const full = (note: string) => [1, 2, 3, 4, 5].reduce((all, n) => addAlternative(`${note}${n}`, note)(all), base)
    const many = mergeWorkspaces(base, full('x'), full('y'))
    expect(many.workspace.brief.alternatives).toHaveLength(8)
    expect(many.conflicts).toMatchObject([{ label: expect.stringContaining('more than 8 alternatives') }])
  })

  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.string({ maxLength: 5 }).map(title),
    fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 9 }))
      .map(([id, devices]) => layout(id, { devices })),
    fc
      .tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 9 }))
      .map(([id, value]) => override(id, 'power.board', value)),
    fc.constantFrom('a', 'b', 'c').map(remove),
    fc.tuple(fc.constantFrom('c', 'd', 'e'), fc.string({ maxLength: 3 })).map(([id, note]) => add(id, note)),
    fc.constant(reverse),
    fc.constantFrom('a', 'b').map((id) => editScenario(id, () => ({ hardware: 'b200-sxm' }))),
    fc.integer({ min: 1, max: 3 }).map((count) => changeDevice('b200-sxm', count * 1e12)),
    fc.integer({ min: 1, max: 3 }).map((count) => amount(count * 1e6)),
    fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 3 })).map(([id, dollars]) => price(id, dollars)),
    fc.constantFrom('a', 'b').map((id) => editAlternative(id, () => ({ hardware: 'b200-sxm', kind: 'rent' }))),
    fc.constantFrom('a', 'b', 'c').map(removeAlternative),
    fc.tuple(fc.constantFrom('c', 'd'), fc.string({ maxLength: 3 })).map(([id, note]) => addAlternative(id, note)),
    fc.constantFrom('a', 'b', 'c').map(bridgedBy),
    fc.constant(reverseAlternatives),
    fc.constantFrom('a', 'b').map(
      (id): Edit =>
        (all) =>
          all.scenarios.some((one) => one.id === id) ? { ...all, baseline: id } : all,
    ),
  )
  const edited = fc.array(edit, { maxLength: 6 }).map((edits) => saved(edits.reduce((all, one) => one(all), base)))

  it('gives the changed side when the other changed nothing, and a valid workspace always', () => {
    fc.assert(
      fc.property(edited, edited, (ours, theirs) => {
        expect(saved(mergeWorkspaces(base, ours, base).workspace)).toEqual(ours)
        expect(saved(mergeWorkspaces(base, base, theirs).workspace)).toEqual(theirs)
        expect(mergeWorkspaces(base, ours, ours)).toEqual({ workspace: ours, conflicts: [] })
        expect(saved(mergeWorkspaces(base, ours, theirs).workspace).scenarios.length).toBeGreaterThan(0)
      }),
    )
  })

  it('agrees with diff: no difference is invented', () => {
    fc.assert(
      fc.property(edited, edited, (ours, theirs) => {
        expect(diffWorkspaces(ours, ours)).toEqual([])
        const merged = saved(mergeWorkspaces(base, ours, theirs).workspace)
        const known = new Set(
          [...diffWorkspaces(base, ours), ...diffWorkspaces(base, theirs)].map(({ path }) => path.split('/')[0]),
        )
        for (const { path, kind } of diffWorkspaces(base, merged)) {
          const [first = ''] = path.split('/')
          // What neither side did: a removed baseline moves it, and a profile nobody uses any more is dropped.
          expect(known.has(first) || first === 'baseline' || (first === 'profiles' && kind === 'removed')).toBe(true)
        }
      }),
    )
  })
})

describe('diffWorkspaces', () => {
  it('names each change by place and in words', () => {
    const after = add(
      'c',
      'new',
    )(override('a', 'memory.hbm.bandwidth', 9e12)(layout('b', { devices: 16 })(title('After')(base))))
    expect(
      diffWorkspaces(base, after)
        .map(({ kind, path, label, before }) => [kind, path, label, before])
        .toSorted(([, left], [, right]) => (String(left) < String(right) ? -1 : 1)),
    ).toEqual([
      [
        'added',
        'scenarios/a/machine/hardwareOverrides/memory.hbm.bandwidth',
        'A, 8 × Device b200-sxm: overridden figures, memory.hbm.bandwidth',
        null,
      ],
      ['changed', 'scenarios/b/layout/devices', 'B, 16 × Device h200-sxm: devices', 8],
      ['added', 'scenarios/c', 'C, new', null],
      ['changed', 'title', 'title', 'Two machines'],
    ])
  })

  it('finds a figure inside an embedded profile', () => {
    expect(diffWorkspaces(base, changeDevice('b200-sxm', 9e12)(base))).toEqual([
      {
        kind: 'changed',
        path: 'profiles/hardware/b200-sxm/memory/hbm/bandwidth/value',
        label: 'device b200-sxm, memory, hbm, bandwidth, value',
        before: 8e12,
        after: 9e12,
      },
    ])
  })

  it('names what changed in the brief, a figure with its range and grade as one', () => {
    const after = amount(5e8)(price('b', 300_000)(reverseAlternatives(base)))
    expect(diffWorkspaces(base, after)).toEqual([
      {
        kind: 'changed',
        path: 'brief/demand/amount',
        label: 'brief, demand, amount',
        before: NOT_GIVEN,
        after: entered(5e8, 2.5e8, 1e9),
      },
      {
        kind: 'changed',
        path: 'brief/alternatives/b/offer/price',
        label: 'alternative B, Device h200-sxm, bought: offer, price',
        before: null,
        after: entered(300_000),
      },
      {
        kind: 'changed',
        path: 'brief/alternatives',
        label: 'order of alternatives',
        before: ['a', 'b'],
        after: ['b', 'a'],
      },
    ])
  })

  it('counts a changed order once', () => {
    expect(diffWorkspaces(base, reverse(base))).toEqual([
      { kind: 'changed', path: 'scenarios', label: 'order of scenarios', before: ['a', 'b'], after: ['b', 'a'] },
    ])
  })
})
