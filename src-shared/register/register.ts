import type { HardwareProfile } from '../domain/hardware.ts'
import { GRADES, type Figure, type Grade, type SourceTable } from '../domain/provenance.ts'
import { memoryReserve } from '../domain/lowering/reserve.ts'
import type { Scenario } from '../domain/scenario.ts'
import type { Workload } from '../domain/workload.ts'
import type { Workspace } from '../domain/workspace.ts'
import { softwareName } from '../words/labels.ts'
import { say } from '../words/say.ts'
import { slotLetter } from '../domain/workspace.ts'
import { calibrationSentences, rivalsNotOwn, rivalsSentence, stackText, stepName } from '../words/calibrationWords.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { formatQuantity, formatText, type FormattedQuantity } from '../units/format.ts'
import { unknownText } from '../units/shownWords.ts'
import type { Dimension } from '../units/quantity.ts'
import { chipOf } from './chips.ts'
import { economicsInputs, type EconomicsInput } from './economicsInputs.ts'
import { deviceName, hardwareInputs } from './hardwareInputs.ts'
import { layerCount } from '../domain/modelShape.ts'
import { feedForwardText, mixerText } from './modelInputs.ts'
import { limitsOf } from '../domain/objectiveLimits.ts'
import type { RegisterGroup, RegisterLine } from './types.ts'
import { shortened } from './shortened.ts'
import { sourceNumbers, type SourceNumbers } from './sourceNumbers.ts'
import { weightRows } from './weightRows.ts'
import { enumerated, sentences, withCommas, withSemicolons } from '../words/joined.ts'

const LINE: Omit<RegisterLine, 'label' | 'text'> = {
  path: '',
  unit: '',
  grade: null,
  basis: '',
  source: null,
  note: '',
  overrides: [],
}

/**
 * Every figure the results rest on, with value, grade and source. A device or model used by several scenarios stands
 * once; what a scenario uses in a figure's place follows it.
 */
export function assumptionRegister(workspace: Workspace, scenarios: readonly EvaluatedScenario[]): RegisterGroup[] {
  const numbers = sourceNumbers()
  return [
    {
      title: say('register.group.load'),
      chips: scenarios.map(chipOf),
      rows: loadRows(workspace, scenarios),
      unknown: [],
    },
    ...distinct(deviceUses(scenarios), ({ hardware }) => hardware.id).map((uses) =>
      hardwareGroup(workspace, uses, numbers),
    ),
    ...distinct(scenarios, (scenario) => scenario.resolved.model.id).map((users) => modelGroup(users, numbers)),
    {
      title: say('register.group.economics'),
      chips: scenarios.map(chipOf),
      rows: operationRows(scenarios),
      unknown: [],
    },
    {
      title: say('calibration.title'),
      chips: scenarios.map(chipOf),
      rows: [...calibrationRows(scenarios), ...reserveRows(scenarios, numbers)],
      unknown: [],
    },
  ].filter((group) => group.rows.length > 0)
}

/** What has an equal key in one group each, in order of appearance. */
function distinct<Item>(items: readonly Item[], key: (item: Item) => string): (readonly Item[])[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return [...groups.values()]
}

/** A device that a scenario runs on, or that its prefill pool has to itself. */
interface DeviceUse {
  readonly scenario: EvaluatedScenario
  readonly hardware: HardwareProfile
  readonly of: 'scenario' | 'prefill'
}

function deviceUses(scenarios: readonly EvaluatedScenario[]): DeviceUse[] {
  return scenarios.flatMap((scenario): DeviceUse[] => {
    const { hardware, prefill } = scenario.resolved
    const own: DeviceUse = { scenario, hardware, of: 'scenario' }
    if (prefill === null || prefill.hardware.id === hardware.id) return [own]
    return [own, { scenario, hardware: prefill.hardware, of: 'prefill' }]
  })
}

function loadRows(workspace: Workspace, scenarios: readonly EvaluatedScenario[]): RegisterLine[] {
  const shared = workspace.workload
  const field = (label: string, key: keyof Workload, dimension: Dimension): RegisterLine => ({
    ...LINE,
    label,
    ...formatQuantity(shared[key], dimension),
    path: `workload.${key}`,
    basis: say('register.setHere'),
    note: rangeNote(scenarios, `workload.${key}`, dimension),
    overrides: scenarios
      .filter((scenario) => scenario.resolved.workload[key] !== shared[key])
      .map((scenario) => ({
        chip: chipOf(scenario),
        ...formatQuantity(scenario.resolved.workload[key], dimension),
      })),
  })
  return [
    field(say('register.inputTokens'), 'inputTokens', 'tokens'),
    field(say('register.outputTokens'), 'outputTokens', 'tokens'),
    field(say('register.concurrency'), 'concurrency', 'count'),
    field(say('register.cachedShare'), 'cachedShare', 'share'),
    ...limitsOf(workspace).map((limit): RegisterLine => ({
      ...LINE,
      label: say('register.objective', { metric: limit.metric }),
      ...formatQuantity(limit.seconds, 'seconds', { trim: true }),
      basis: say('register.setHere'),
    })),
  ]
}

function hardwareGroup(workspace: Workspace, uses: readonly DeviceUse[], numbers: SourceNumbers): RegisterGroup {
  const users = uses.map(({ scenario }) => scenario)
  const resolved = uses[0]?.hardware
  const profile = resolved && (workspace.profiles.hardware[resolved.id]?.profile ?? resolved)
  if (!profile) return { title: '', chips: [], rows: [], unknown: [] }
  const stored = (scenario: EvaluatedScenario): Scenario | undefined =>
    workspace.scenarios.find((candidate) => candidate.id === scenario.id)
  const rows = hardwareInputs(profile).map((input): RegisterLine => {
    const overrides = uses.flatMap(({ scenario, of }) => {
      const kept = stored(scenario)
      const values = (of === 'scenario' ? kept : kept?.prefill)?.hardwareOverrides ?? {}
      const value = input.path !== '' && Object.hasOwn(values, input.path) ? values[input.path] : undefined
      return value === undefined ? [] : [{ chip: chipOf(scenario), ...formatQuantity(value, input.dimension) }]
    })
    const line = figureLine(input.label, input.figure, input.dimension, profile.sources, numbers)
    const path = input.path === '' ? '' : `${uses[0]?.of === 'prefill' ? 'prefill.' : ''}hardware.${input.path}`
    const range = path === '' ? '' : rangeNote(users, path, input.dimension)
    const note = withSemicolons([input.part ?? '', range, line.note].filter((part) => part !== ''))
    return { ...line, path, note, overrides }
  })
  const known = rows.filter((row) => row.text !== unknownText() || row.overrides.length > 0)
  return {
    title: say('register.group.device', {
      device: deviceName(profile),
      unit: say('register.unit', { unit: profile.unitOfAccount }),
    }),
    chips: users.map(chipOf),
    rows: known,
    unknown: rows.filter((row) => !known.includes(row)).map((row) => row.label),
  }
}

function figureLine(
  label: string,
  figure: Figure,
  dimension: Dimension,
  sources: SourceTable,
  numbers: SourceNumbers,
): RegisterLine {
  const source = numbers.mark(sources, figure.source)
  const others = (figure.alternatives ?? []).map((other) => formatText(other.value, dimension))
  const note = withSemicolons([
    ...(figure.published === undefined ? [] : [say('register.published', { text: figure.published })]),
    ...(others.length > 0 ? [say('register.elsewhere', { values: enumerated(others) })] : []),
    // A figure without a source says how it was come by.
    ...(source || figure.note === undefined || figure.value === null ? [] : [shortened(figure.note, REMARK)]),
  ])
  return {
    ...LINE,
    label,
    ...formatQuantity(figure.value, dimension),
    grade: figure.grade,
    basis: source ? '' : say('register.noSource', { known: figure.value === null ? 'no' : 'yes' }),
    source,
    note,
  }
}

/** Longest remark that does not swell a row of the register. */
const REMARK = 110

function modelGroup(users: readonly EvaluatedScenario[], numbers: SourceNumbers): RegisterGroup {
  const model = users[0]?.resolved.model
  if (!model) return { title: '', chips: [], rows: [], unknown: [] }
  const source = numbers.mark(model.sources, model.dimensions.source)
  const dimension = (label: string, value: FormattedQuantity): RegisterLine => ({
    ...LINE,
    label,
    ...value,
    grade: model.dimensions.grade,
    basis: source ? '' : say('register.noSource', { known: 'yes' }),
    source: source && numbers.mark(model.sources, model.dimensions.source),
  })
  const first = dimension(say('register.layers'), formatQuantity(layerCount(model), 'count'))
  const published = (label: string, figure: Figure, of: Dimension): RegisterLine =>
    figureLine(label, figure, of, model.sources, numbers)
  return {
    title: `${model.organisation} ${model.name}`,
    chips: users.map(chipOf),
    rows: [
      { ...first, source },
      dimension(say('register.hiddenSize'), formatQuantity(model.hiddenSize, 'count')),
      dimension(say('register.vocabulary'), formatQuantity(model.vocabularySize, 'tokens')),
      dimension(say('register.mixers'), { text: mixerText(model), unit: '' }),
      dimension(say('register.feedForward'), { text: feedForwardText(model), unit: '' }),
      ...weightRows(users, numbers),
      published(say('register.parameters'), model.published.totalParameters, 'parameters'),
      published(say('register.active'), model.published.activeParameters, 'parameters'),
      published(say('register.context'), model.published.context, 'tokens'),
    ],
    unknown: [],
  }
}

/** One line a term; where scenarios differ, each says its own. Prices taken from a profile stand with the device. */
function operationRows(scenarios: readonly EvaluatedScenario[]): RegisterLine[] {
  const inputs = scenarios.map((scenario) =>
    [...economicsInputs(scenario.resolved), ...operationInputs(scenario)].filter((input) => !input.fromProfile),
  )
  const labels = [...new Set(inputs.flat().map((input) => input.label))]
  return labels.flatMap((label): RegisterLine[] => {
    const stated = scenarios.flatMap((scenario, index) => {
      const input = inputs[index]?.find((candidate) => candidate.label === label)
      return input ? [{ chip: chipOf(scenario), input }] : []
    })
    const [first] = stated
    if (!first) return []
    const { text, unit, path, dimension } = first.input
    const note = rangeNote(scenarios, path, dimension)
    const alike =
      stated.length === scenarios.length && stated.every(({ input }) => input.text === text && input.unit === unit)
    const grade = weakest(stated.map(({ input }) => input.grade))
    const basis = stated.every(({ input }) => input.grade === 'guess')
      ? say('register.startingValue')
      : say('register.setHere')
    return alike
      ? [{ ...LINE, label, path, text, unit, grade, basis, note }]
      : [
          {
            ...LINE,
            label,
            path,
            text: '',
            grade,
            basis,
            note,
            overrides: stated.map(({ chip, input }) => ({ chip, text: input.text, unit: input.unit })),
          },
        ]
  })
}

/** "A 2.00 TB/s to 3.00 TB/s, range set here": the ranges scenarios have of the user's own; '' where none has. */
function rangeNote(scenarios: readonly EvaluatedScenario[], path: string, dimension: Dimension): string {
  const ranges = scenarios.flatMap((scenario) => {
    const range = scenario.resolved.ranges[path]
    if (range === undefined) return []
    const ends = { low: formatText(range.low, dimension), high: formatText(range.high, dimension) }
    const text = say('register.range', ends)
    return [{ letter: chipOf(scenario).letter, text }]
  })
  const [first] = ranges
  if (first === undefined) return ''
  const alike = ranges.length === scenarios.length && ranges.every(({ text }) => text === first.text)
  return say('register.rangeSetHere', {
    ranges: alike ? first.text : enumerated(ranges.map(({ letter, text }) => `${letter} ${text}`)),
  })
}

/** The grade that holds for several figures together. */
function weakest(grades: readonly (Grade | null)[]): Grade | null {
  const worst = Math.max(...grades.map((grade) => (grade === null ? -1 : GRADES.indexOf(grade))))
  return GRADES[worst] ?? null
}

function operationInputs(scenario: EvaluatedScenario): EconomicsInput[] {
  const { overlap, routingSkew } = scenario.resolved.deployment
  const assumed = { grade: 'estimate', was: '', fromProfile: false } as const
  return [
    {
      label: say('register.overlap'),
      path: 'deployment.overlap',
      dimension: 'share',
      ...formatQuantity(overlap, 'share'),
      ...assumed,
    },
    {
      label: say('register.routingSkew'),
      path: 'deployment.routingSkew',
      dimension: 'count',
      ...formatQuantity(routingSkew, 'count', { trim: true }),
      ...assumed,
    },
  ]
}

/** What each stack keeps back of the memory its devices report, once a stack. */
function reserveRows(scenarios: readonly EvaluatedScenario[], numbers: SourceNumbers): RegisterLine[] {
  return distinct(scenarios, ({ resolved }) => resolved.deployment.software ?? '').flatMap(([first]) => {
    if (first === undefined) return []
    const { software } = first.resolved.deployment
    const { share, low, high, grade, address } = memoryReserve(software)
    const name = softwareName(software ?? first.result.calibration.software)
    const figure: Figure = { value: share, low, high, grade, source: address === null ? null : 'stack' }
    const title = say('register.stackDocumentation', { stack: name })
    const sources: SourceTable = address === null ? {} : { stack: { title, address } }
    return [figureLine(say('register.memoryReserve', { stack: name }), figure, 'share', sources, numbers)]
  })
}

function calibrationRows(scenarios: readonly EvaluatedScenario[]): RegisterLine[] {
  // A prefill pool of its own rests on a calibration of its own.
  const uses = scenarios.flatMap((scenario) => {
    const { name, resolved, result } = scenario
    const own = { name, calibration: result.calibration, notes: rivalsNote(scenario, scenarios) }
    if (resolved.prefill === null || result.pools === null) return [own]
    const { calibration } = result.pools.prefill
    return [own, { name: withCommas([name, say('pools.prefill')]), calibration, notes: [] }]
  })
  return uses.map(({ name, calibration, notes }) => {
    return {
      ...LINE,
      label: withCommas([name, stackText(calibration)]),
      text: formatQuantity(calibration.points, 'count').text,
      unit: say('register.point', { count: calibration.points }),
      basis: stepName(calibration.step),
      note: sentences([...calibrationSentences(calibration), ...notes]),
    }
  })
}

/** Which of the others are not calibrated to own measurements, where it is. */
function rivalsNote({ id, result }: EvaluatedScenario, all: readonly EvaluatedScenario[]): readonly string[] {
  const others = all.filter((other) => other.id !== id)
  const compared = others.map((other) => ({ name: slotLetter(other.slot), calibration: other.result.calibration }))
  const rivals = rivalsNotOwn(result.calibration, compared)
  return rivals.length === 0 ? [] : [rivalsSentence(rivals)]
}
