import type { Brief } from '#shared/domain/brief/brief.ts'
import { lifecycleCell, lifecycleRows, rangeOf } from '#shared/words/decision/lifecycleRows.ts'
import type { SaidVerdict } from '#shared/words/decision/saidVerdict.ts'
import type { ShownAlternative } from '#shared/words/decision/shownAlternatives.ts'
import { say } from '#shared/words/say.ts'

/**
 * Training against inference on the devices of an alternative, for a program: dollars of training, months of service at which
 * inference has cost as much, and the company's share of inference by month of service; null where nobody has said.
 */
export function jsonLifecycle(brief: Brief, shown: ShownAlternative) {
  const [row] = lifecycleRows(brief, [shown])
  return { training: row?.curve?.run ?? null, month: row?.curve?.crossing ?? null, company: row?.company ?? null }
}

/** A line of each alternative, once anybody has said what is trained; before that, none. */
export function lifecycleLines(
  brief: Brief,
  alternatives: readonly ShownAlternative[],
  { names }: Pick<SaidVerdict, 'names'>,
): readonly string[] {
  if (brief.lifecycle.training.tokens === null) return []
  const lines = lifecycleRows(brief, alternatives).map((row) => {
    const range = row.curve === null ? 'none' : rangeOf(row.curve, brief.horizon)
    return say('decide.life.cli.line', {
      name: names.get(row.shown.id) ?? row.shown.name,
      text: lifecycleCell(row),
      range: row.state === 'crosses' ? range : 'none',
    })
  })
  return [say('decide.life.cli'), ...lines]
}
