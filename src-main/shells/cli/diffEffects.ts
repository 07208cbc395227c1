import type { Client } from '#shared/contract/client.ts'
import { taking, type DifferingPlace } from '#shared/document/places.ts'
import { USUAL_DRAWS } from '#shared/domain/analysis/draws.ts'
import { NO_EFFECT, type Effect } from '#shared/domain/brief/effect.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { effectOf, hasSameChoice, lookedAt } from '#shared/verdict/effect.ts'
import { effectText } from '#shared/words/decision/effectText.ts'
import { saidVerdict } from '#shared/words/decision/saidVerdict.ts'
import { remarked } from '#shared/words/joined.ts'
import { say } from '#shared/words/say.ts'
import type { Invocation } from './command.ts'

/** What one place alone does to the decision. */
export interface PlaceEffect {
  readonly place: DifferingPlace
  /** Null: it was not, or could not be, worked out. */
  readonly effect: Effect | null
  /** The same in words; why, where there is none. */
  readonly text: string
}

/** What differing places do to the decision. */
export interface DecidedEffects {
  /** The verdict before and after, and whether the choice is the same, a line each. */
  readonly head: readonly string[]
  readonly places: readonly PlaceEffect[]
}

/** Places that are decided: each takes about as long as `memwall decide`. */
const MOST_DECIDED = 40

/** A verdict with what its alternatives are called and its headline; else why there is none. */
type Decided =
  | { readonly verdict: BriefVerdict; readonly headline: string; readonly names: ReadonlyMap<string, string> }
  | { readonly why: string }

/**
 * Decides a workspace with each of the places of another alone.
 * @param places of `differingPlaces(before, after)`
 * @param connect opens the core, if anything has to be decided
 * @param onProgress told which share of the places is done
 */
export async function decidedEffects(
  before: Workspace,
  after: Workspace,
  places: readonly DifferingPlace[],
  connect: Invocation['connect'],
  onProgress: (share: number) => void,
): Promise<DecidedEffects> {
  const { basisHash } = await import('../../app/analysis/decider.ts')
  const basisOf = (workspace: Workspace): string => basisHash(workspace, USUAL_DRAWS)
  const basis = basisOf(before)
  const changed = places.map((place) => ({ place, alone: taking(before, after, [place.path]) }))
  const isDeciding = ({ alone }: { readonly alone: Workspace }): boolean => basisOf(alone) !== basis
  const none = (place: DifferingPlace): PlaceEffect => ({ place, effect: NO_EFFECT, text: say('effect.none') })
  if (basisOf(after) === basis && !changed.some(isDeciding)) {
    return { head: [say('cli.diff.choice', { changed: 'none' })], places: places.map(none) }
  }

  const { client } = await connect()
  const known = new Map<string, Decided>()
  const decide = async (workspace: Workspace): Promise<Decided> => {
    const hash = basisOf(workspace)
    const decided = known.get(hash) ?? (await decidedBy(client, workspace))
    known.set(hash, decided)
    return decided
  }
  const total = 2 + changed.filter(isDeciding).length
  onProgress(0)
  const first = await decide(before)
  onProgress(1 / total)
  const last = await decide(after)

  // Without both ends no place has an effect.
  const isWorth = 'verdict' in first && 'verdict' in last
  const found: PlaceEffect[] = []
  let decided = 0
  for (const each of changed) {
    const { place, alone } = each
    if (!isDeciding(each)) found.push(none(place))
    else if (decided === MOST_DECIDED) found.push(beyond(place))
    else {
      onProgress((2 + decided) / total)
      decided++
      found.push(placeEffect(place, first, last, isWorth ? await decide(alone) : first))
    }
  }
  return { head: headOf(first, last), places: found }
}

async function decidedBy(client: Client, workspace: Workspace): Promise<Decided> {
  // A job of its own: its progress is a part of the whole.
  const reply = await client.call('decision.decide', { workspace, ...USUAL_DRAWS, job: 'diff' })
  if (!reply.ok) return { why: reply.error.message }
  const { headline, names } = saidVerdict(workspace, reply.value)
  return { verdict: reply.value, headline, names }
}

function headOf(first: Decided, last: Decided): readonly string[] {
  const headline = (decided: Decided): string =>
    'verdict' in decided ? decided.headline : say('cli.diff.notDecided', { why: decided.why })
  const lines = [
    say('cli.diff.before', { headline: headline(first) }),
    say('cli.diff.after', { headline: headline(last) }),
  ]
  if (!('verdict' in first) || !('verdict' in last)) return lines
  return [...lines, say('cli.diff.choice', { changed: hasSameChoice(first.verdict, last.verdict) ? 'no' : 'yes' })]
}

function beyond(place: DifferingPlace): PlaceEffect {
  return { place, effect: null, text: say('cli.diff.rest', { most: MOST_DECIDED }) }
}

function placeEffect(place: DifferingPlace, first: Decided, last: Decided, alone: Decided): PlaceEffect {
  const not = (text: string): PlaceEffect => ({ place, effect: null, text })
  if (!('verdict' in first)) return not(say('cli.diff.notDecided', { why: first.why }))
  if (!('verdict' in last)) return not(say('cli.diff.notDecided', { why: last.why }))
  if (!('verdict' in alone)) return not(say('cli.diff.alone', { why: alone.why }))
  const effect = effectOf(first.verdict, alone.verdict, lookedAt(first.verdict, last.verdict))
  return { place, effect, text: effectText(effect, distinct(new Map([...first.names, ...last.names, ...alone.names]))) }
}

/** Two files may call two alternatives alike: then each is told by its id as well. */
function distinct(names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const all = [...names.values()]
  const isShared = (name: string): boolean => all.indexOf(name) !== all.lastIndexOf(name)
  return new Map([...names].map(([id, name]) => [id, isShared(name) ? remarked(name, id) : name]))
}
