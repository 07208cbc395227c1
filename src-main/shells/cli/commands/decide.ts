import { valueOf } from '#shared/contract/errors.ts'
import { USUAL_DRAWS } from '#shared/domain/analysis/draws.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { lastMonth } from '#shared/domain/brief/lastMonth.ts'
import { askedByQuarter, type Budget } from '#shared/domain/brief/powerBudget.ts'
import type { BriefVerdict, JudgedAlternative, VerdictState } from '#shared/domain/brief/verdict.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { formatText } from '#shared/units/format.ts'
import { saidVerdict, type SaidVerdict } from '#shared/words/decision/saidVerdict.ts'
import { shownAlternatives, type ShownAlternative } from '#shared/words/decision/shownAlternatives.ts'
import { ofThousandText } from '#shared/words/ofThousand.ts'
import { say, wordingText } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { eachFile, MOST_FILES } from '../eachFile.ts'
import { jsonLifecycle, lifecycleLines } from '../decideLifecycle.ts'
import { budgetTyped, jsonPower, jsonQuarters, powerTable } from '../decidePower.ts'
import { EXIT } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { numberOption } from '../numberOption.ts'
import { formatTable } from '../table.ts'

/** How the command ends, by what can be said. */
const ENDS: Readonly<Record<VerdictState, number>> = {
  choose: EXIT.done,
  tied: EXIT.done,
  undecided: 4,
  cannotSay: 4,
  needsDemand: 4,
  noneFeasible: 5,
}

type Judged = ShownAlternative & { readonly judged: JudgedAlternative }

/** An alternative as it stands in the table of `--json`: SI, dollars, shares. */
function jsonRow(brief: Brief, shown: Judged) {
  const { name, offer, configuration, judged } = shown
  const { id, sizing, costing, fared, rank, limits, unpriced } = judged
  return {
    id,
    name,
    offer,
    systems: sizing?.systems ?? null,
    configuration: configuration.filter((line) => line !== '').join('; '),
    ttft: sizing?.timeToFirstToken ?? null,
    tpot: sizing?.timePerToken ?? null,
    busy: sizing?.busy ?? null,
    kilowatts: sizing === null || sizing.power === null ? null : sizing.power / 1000,
    racks: sizing?.racks ?? null,
    quarters: sizing === null ? null : jsonQuarters(askedByQuarter(sizing, lastMonth(brief))),
    capex: costing?.capital ?? null,
    npv: costing?.presentValue ?? null,
    perMillionOutput: costing?.perMillionOutput ?? null,
    /** p10 and p90 of the present dollars in the draws. */
    interval: fared === null ? null : [fared.tenth, fared.ninetieth],
    best: fared?.first ?? null,
    meets: fared?.meets ?? null,
    rank,
    risks: sizing === null ? null : { never: sizing.never, short: fared?.short ?? null, late: fared?.late ?? null },
    limits: [...limits.map(wordingText), ...(unpriced === null ? [] : [wordingText(unpriced.figure)])],
    lifecycle: jsonLifecycle(brief, shown),
  }
}

function judgedOf(workspace: Workspace, verdict: BriefVerdict): readonly Judged[] {
  const shown = shownAlternatives(workspace.brief, workspace.profiles, verdict)
  return shown.flatMap((each) => (each.judged === null ? [] : [{ ...each, judged: each.judged }]))
}

function json(workspace: Workspace, verdict: BriefVerdict, said: SaidVerdict, budget: Budget | null) {
  const { brief } = workspace
  const judged = judgedOf(workspace, verdict)
  return {
    state: verdict.state,
    badge: said.badge,
    headline: said.headline,
    certainty: said.certainty,
    choice: verdict.choice,
    leaning: verdict.leaning,
    confidence: verdict.confidence,
    regret: verdict.regret,
    basis: { line: said.basis, hash: verdict.basis.hash },
    reasons: said.reasons,
    atStake: said.atStake,
    ifWrong: said.ifWrong,
    dissent: said.dissent,
    flips: verdict.flips.map((flip, at) => ({ ...flip, text: said.flips[at] ?? '' })),
    measurements: verdict.measurements.map((each, at) => ({ ...each, text: said.measurements[at] ?? '' })),
    changes: {
      bounds: verdict.changes.bounds.map((each, at) => ({ ...each, text: said.bounds[at] ?? '' })),
      passes: verdict.changes.passes.map((each, at) => ({ ...each, text: said.passes[at] ?? '' })),
      withoutRisks:
        verdict.changes.withoutRisks === null ? null : { ...verdict.changes.withoutRisks, text: said.withoutRisks },
    },
    table: judged.map((each) => ({
      ...jsonRow(brief, each),
      name: said.names.get(each.id) ?? each.name,
    })),
    power: jsonPower(brief, judged, budget),
  }
}

function table(workspace: Workspace, verdict: BriefVerdict, said: SaidVerdict, bold: (text: string) => string): string {
  return formatTable(
    [
      { title: '', align: 'right' },
      { title: say('decide.cli.alternative'), align: 'left' },
      { title: say('decide.cli.offer'), align: 'left' },
      { title: 'TTFT', align: 'right' },
      { title: 'TPOT', align: 'right' },
      { title: say('decide.cli.presentValue'), align: 'right' },
      { title: say('decide.cli.perMillion'), align: 'right' },
      { title: say('decision.firstIn'), align: 'right' },
    ],
    judgedOf(workspace, verdict).map(({ id, name, offer, judged: { rank, sizing, costing, fared } }) => [
      rank === null ? '–' : String(rank),
      said.names.get(id) ?? name,
      offer,
      formatText(sizing?.timeToFirstToken ?? null, 'seconds'),
      formatText(sizing?.timePerToken ?? null, 'seconds'),
      formatText(costing?.presentValue ?? null, 'dollars'),
      formatText(costing?.perMillionOutput ?? null, 'dollars'),
      fared === null || rank === null ? '–' : ofThousandText(fared.first),
    ]),
    bold,
  )
}

/** What is in the way of every alternative that cannot be chosen. */
function refusals(workspace: Workspace, verdict: BriefVerdict, said: SaidVerdict): readonly string[] {
  return judgedOf(workspace, verdict).flatMap(({ id, name, judged: { limits, unpriced } }) =>
    [...limits, ...(unpriced === null ? [] : [unpriced.figure])].map((limit) =>
      say('decide.cli.refused', { name: said.names.get(id) ?? name, reason: wordingText(limit) }),
    ),
  )
}

/** The verdict of a file's brief. */
export const decideCommand: Command = {
  name: 'decide',
  get summary() {
    return say('decide.cli.summary')
  },
  usage: ['decide FILE… [--power WATTS | --racks N | --tokens RATE] [--draws N] [--seed N] [--json]'],
  words: [1, MOST_FILES],
  get about() {
    return say('decide.cli.about')
  },
  get options() {
    return {
      draws: {
        type: 'string',
        short: 'n',
        value: 'N',
        text: say('decide.cli.draws', { usual: USUAL_DRAWS.draws }),
      },
      seed: { type: 'string', value: 'N', text: say('decide.cli.seed', { usual: USUAL_DRAWS.seed }) },
      power: { type: 'string', value: 'WATTS', text: say('decide.power.cli.option') },
      racks: { type: 'string', value: 'N', text: say('decide.power.cli.racks') },
      tokens: { type: 'string', value: 'RATE', text: say('decide.power.cli.rate') },
    } as const
  },
  get json() {
    return say('decide.cli.json')
  },
  get examples() {
    return [
      ['memwall decide plan.memwall', say('decide.cli.example')],
      ['memwall decide plan.memwall --json', say('decide.cli.exampleJson')],
      [['memwall', 'decide', 'plan.memwall', '--power', '2MW'].join(' '), say('decide.power.cli.example')],
    ] as const
  },
  get exitCodes() {
    return new Map([
      [EXIT.done, say('decide.cli.exit.done')],
      [4, say('decide.cli.exit.open')],
      [5, say('decide.cli.exit.none')],
    ])
  },
  run: eachFile(async ({ words, flags, values, terminal, connect }) => {
    const draws = numberOption(values, 'draws', 'analysis.draws') ?? USUAL_DRAWS.draws
    const seed = numberOption(values, 'seed', 'analysis.seed') ?? USUAL_DRAWS.seed
    const budget = budgetTyped(values)
    const { workspace } = await openFile(words[0] ?? '')
    const { client } = await connect()
    const verdict = valueOf(await client.call('decision.decide', { workspace, draws, seed, job: 'decide' }))
    const said = saidVerdict(workspace, verdict)
    if (flags.has('json')) {
      await terminal.print(jsonText(json(workspace, verdict, said, budget)))
      return ENDS[verdict.state]
    }
    const paragraphs = [
      [`${terminal.bold(said.headline)}`, said.certainty].filter((line) => line !== '').join('\n'),
      [...said.reasons, said.atStake, said.ifWrong].filter((line) => line !== '').join('\n'),
      table(workspace, verdict, said, terminal.bold).trimEnd(),
      refusals(workspace, verdict, said).join('\n'),
      powerTable(workspace.brief, judgedOf(workspace, verdict), budget, said, terminal.bold),
      lifecycleLines(workspace.brief, judgedOf(workspace, verdict), said).join('\n'),
      [...said.measurements, ...said.relaxations, ...said.turns, ...said.free].join('\n'),
      [...said.bounds, ...said.passes, said.withoutRisks].filter((line) => line !== '').join('\n'),
      said.basis,
    ]
    await terminal.print(`${paragraphs.filter((text) => text !== '').join('\n\n')}\n`)
    return ENDS[verdict.state]
  }),
}
