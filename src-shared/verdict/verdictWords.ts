import { SENSITIVE_METRIC_DIMENSIONS, SENSITIVE_METRICS } from '../domain/sensitivity.ts'
import { slotLetter } from '../domain/workspace.ts'
import { formatDelta, formatText } from '../units/format.ts'
import { amount } from '../units/amount.ts'
import { reasonText } from '../words/reasonText.ts'
import { say } from '../words/say.ts'
import { percentText, timesText } from '../words/text.ts'
import type { Argument, Contestant, Outsider, Reason, Verdict } from './verdict.ts'

/** A number, what it is, and what it is set against. */
export interface VerdictLine {
  readonly value: string
  readonly text: string
  /** '' when there is nothing to add. */
  readonly note: string
}

/** A verdict in the reader's language: every shell shows these words and none of its own. */
export interface VerdictWords {
  readonly criterion: string
  readonly heading: string
  readonly certainty: string
  readonly reasons: readonly VerdictLine[]
  /** As long as the verdict's own list, and in its order; so are those that follow. */
  readonly flips: readonly VerdictLine[]
  readonly worth: readonly VerdictLine[]
  /** '' when there is no second. */
  readonly forSecondHeading: string
  readonly forSecond: readonly string[]
  readonly weaknesses: readonly string[]
}

/** Says a verdict. */
export function verdictWords(verdict: Verdict): VerdictWords {
  const { second, winner, weaknesses, leaders } = verdict
  const known = weaknesses.map(({ code, slot, donor }) =>
    say('verdict.weakness', { code, letter: slotLetter(slot), donor }),
  )
  return {
    criterion: criterionText(verdict),
    heading: headingText(verdict),
    certainty: certaintyText(verdict),
    reasons: verdict.reasons.map((reason) => reasonLine(reason, verdict)),
    flips: verdict.flips.map(({ label, dimension, base, at }) => ({
      value: formatText(at, dimension),
      text: say('verdict.flip', { input: label, direction: at > base ? 'above' : 'below' }),
      note: say('verdict.flipNote', { base: amount(base, dimension), letter: letterOf(second) }),
    })),
    worth: verdict.worth.map(({ label, gain, changes, instead }) => ({
      value: percentText(gain),
      text: label,
      note: say('verdict.worth', { letter: letterOf(instead), share: percentText(changes) }),
    })),
    forSecondHeading: second ? say('verdict.forSecond', { letter: letterOf(second) }) : '',
    forSecond: verdict.forSecond.map((argument) => argumentText(argument, letterOf(second), letterOf(winner))),
    weaknesses: leaders.length > 0 ? [...known, say('verdict.notModelled')] : [],
  }
}

/** The verdict as a text to be put into one's own words: the choice, its reasons, what would turn it. */
export function verdictText({ heading, criterion, certainty, reasons, flips, ...rest }: VerdictWords): string {
  const why = reasons.map(({ value, text, note }) => lineText(value, text, note)).join('; ')
  const turns = flips.map(({ value, text, note }) => lineText(text, value, note)).join('; ')
  return [
    say('verdict.text', { heading, criterion, certainty }),
    why && say('verdict.textWhy', { reasons: why }),
    turns && say('verdict.textFlips', { flips: turns }),
    rest.forSecondHeading && `${rest.forSecondHeading}: ${rest.forSecond.join(' ')}`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function lineText(value: string, text: string, note: string): string {
  return say('verdict.textReason', { value, text, note: note || 'none' })
}

function letterOf(scenario: Contestant | null): string {
  return scenario ? slotLetter(scenario.slot) : ''
}

function named(scenario: Contestant): string {
  return say('verdict.scenario', { letter: letterOf(scenario), name: scenario.name })
}

/** "Lowest cost per million output tokens within 15 ms per token". */
/** What is chosen by, said also while there is no verdict yet: "Lowest cost … within 15 ms per token". */
export function criterionText({
  metric,
  objective: { timePerToken, timeToFirstToken },
}: Pick<Verdict, 'metric' | 'objective'>): string {
  const stated = timePerToken === null ? (timeToFirstToken === null ? 'none' : 'ttft') : 'tpot'
  return say('verdict.criterion', {
    better: SENSITIVE_METRICS[metric],
    noun: say('metric.noun', { metric }),
    limits: timePerToken !== null && timeToFirstToken !== null ? 'both' : stated,
    tpot: amount(timePerToken, 'seconds', { trim: true }),
    ttft: amount(timeToFirstToken, 'seconds', { trim: true }),
  })
}

function headingText({ state, certainty, leaders, objective }: Verdict): string {
  const bounded = objective.timePerToken !== null || objective.timeToFirstToken !== null
  const said = state === 'noneMeets' && !bounded ? 'noneFits' : state
  return say('verdict.heading', {
    state: certainty?.kind === 'alone' ? 'alone' : said,
    leaders: leaders.map(named),
  })
}

function certaintyText({ certainty, leaders, outside, metric, state }: Verdict): string {
  if (certainty === null) {
    const scenarios = outside.map((outsider) => outsiderText(outsider, metric))
    const reason = state === 'noNumber' ? reasonText(outside.find(({ why }) => why === 'noNumber')?.reason, '') : ''
    return [say('verdict.none', { count: scenarios.length, scenarios }), reason].filter((text) => text).join(' ')
  }
  const { kind, rival, count, draws, level, meets } = certainty
  const sure = say('verdict.certainty', {
    kind,
    leaders: leaders.map(letterOf),
    number: leaders.length,
    rival: letterOf(rival),
    count,
    draws,
    level: say('verdict.level', { level }),
  })
  return meets === null ? sure : `${sure} ${say('verdict.meets', { share: percentText(meets / draws) })}`
}

function outsiderText({ scenario, why, tpot, ttft }: Outsider, metric: Verdict['metric']): string {
  return say('verdict.outsider', {
    why,
    letter: letterOf(scenario),
    tpot: amount(tpot, 'seconds'),
    ttft: amount(ttft, 'seconds'),
    noun: say('metric.noun', { metric }),
  })
}

function reasonLine(reason: Reason, { metric }: Verdict): VerdictLine {
  switch (reason.code) {
    case 'metric': {
      const { value, against } = reason
      const dimension =
        reason.metric === 'deviceThroughput' ? 'tokensPerSecond' : SENSITIVE_METRIC_DIMENSIONS[reason.metric]
      const difference = formatDelta(value, against?.value ?? null, dimension).text
      return {
        value: formatText(value, dimension),
        text: say('metric.noun', { metric: reason.metric }),
        note: against && difference ? say('verdict.against', { difference, letter: slotLetter(against.slot) }) : '',
      }
    }
    case 'limit':
      return {
        value: formatText(reason.value, 'seconds'),
        text: say('metric.noun', { metric: reason.metric }),
        note: say('verdict.inside', { share: percentText(1 - reason.value / reason.limit) }),
      }
    case 'memory':
      return {
        value: percentText(reason.fullness),
        text: say('verdict.memory'),
        note: reason.binds ? say('verdict.binds', reason.binds) : '',
      }
    case 'outside':
      return {
        value: say('name.and', { names: reason.slots.map(slotLetter) }),
        text: say('verdict.outside', {
          why: reason.why,
          count: reason.slots.length,
          noun: say('metric.noun', { metric }),
        }),
        note: '',
      }
  }
}

function argumentText(argument: Argument, letter: string, winner: string): string {
  switch (argument.code) {
    case 'better': {
      const points = argument.points.map(({ metric, ratio }) =>
        say('verdict.better', { noun: say('metric.noun', { metric }), times: timesText(ratio) }),
      )
      return say('verdict.betterThan', { letter, points, winner })
    }
    case 'measured':
      return say('verdict.measured', { letter, winner })
    case 'memory':
      return say('verdict.room', {
        letter,
        free: percentText(argument.free),
        against: percentText(argument.against),
      })
    case 'nothing':
      return say('verdict.nothing', { letter })
  }
}
