import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { amount } from '#shared/units/amount.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { say } from '#shared/words/say.ts'
import { candidateLetter, isOwned, machineOf } from './candidates.ts'
import { isPriced } from './pricing.ts'

/** An input to go to: of the brief, or of one of its candidates. */
export interface BriefPlace {
  readonly path: string
  readonly candidate: string | null
}

/** Something without which there is no first cut: its name, what it is, and the verb that mends it. */
export interface Missing {
  readonly name: string
  readonly text: string
  readonly verb: string
  readonly place: BriefPlace
}

/** Something that stands in the way of an answer, in one sentence, and the verb that mends it. */
export interface Problem {
  readonly text: string
  readonly verb: string
  readonly place: BriefPlace
}

const inBrief = (path: string): BriefPlace => ({ path, candidate: null })

/** What a first cut lacks: a demand, a model and one candidate. Empty: it lacks nothing. */
export function missingOf({ brief, profiles }: Pick<Workspace, 'brief' | 'profiles'>): readonly Missing[] {
  const missing: Missing[] = []
  if (brief.demand.amount.value === null) {
    missing.push({
      name: say('brief.missing.demand'),
      text: say('brief.missing.demand.text'),
      verb: say('brief.verb.enter'),
      place: inBrief('demand.amount'),
    })
  }
  if (profiles.models[brief.model] === undefined) {
    missing.push({
      name: say('brief.missing.model'),
      text: say('brief.missing.model.text'),
      verb: say('brief.verb.choose'),
      place: inBrief('model'),
    })
  }
  if (!brief.alternatives.some(serves)) {
    missing.push({
      name: say('brief.missing.candidate'),
      text: say('brief.missing.candidate.text'),
      verb: say('brief.verb.add'),
      place: inBrief('alternatives'),
    })
  }
  return missing
}

/** It has something that can serve. */
const serves = ({ kind, hardware }: Alternative): boolean => kind === 'hosted' || hardware !== null

/** What a problem says of one candidate. */
function problemsOf(workspace: Pick<Workspace, 'brief' | 'profiles'>, candidate: Alternative): readonly Problem[] {
  const { constraints } = workspace.brief
  const { id, kind, hardware, keeps, offer } = candidate
  const letter = candidateLetter(candidate)
  const inCandidate = (path: string): BriefPlace => ({ path, candidate: id })
  const problems: Problem[] = []
  // What the kept ones would sell for is asked once, where they are kept alone.
  const askedThere =
    kind === 'add' && workspace.brief.alternatives.some((each) => isOwned(each) && each.hardware === keeps)
  const asked = askedThere ? { ...candidate, keeps: null } : candidate
  if (!isPriced(asked, machineOf(workspace, hardware))) {
    const path = kind === 'hosted' ? 'offer.hosted.input' : 'offer.price'
    problems.push({
      text: say('brief.problem.price', { letter }),
      verb: say('brief.verb.price'),
      place: inCandidate(path),
    })
  }
  if (kind === 'hosted' && offer.hosted?.evidence === null) {
    problems.push({
      text: say('brief.problem.evidence', { letter }),
      verb: say('brief.verb.evidence'),
      place: inCandidate('offer.hosted.evidence'),
    })
  }
  const lead = offer.lead.value
  if (constraints.delivery !== null && lead !== null && lead > constraints.delivery) {
    const months = (value: number) => amount(value, 'months', { trim: true })
    problems.push({
      text: say('brief.problem.lead', { letter, lead: months(lead), limit: months(constraints.delivery) }),
      verb: say('brief.verb.relax'),
      place: inBrief('constraints.delivery'),
    })
  }
  if (constraints.ownPremises && kind === 'hosted') {
    problems.push({
      text: say('brief.problem.premises', { letter }),
      verb: say('brief.verb.relax'),
      place: inBrief('constraints.ownPremises'),
    })
  }
  return problems
}

/** What the brief alone tells to be in the way of an answer, the promise first, then by candidate. */
export function problemsIn(workspace: Pick<Workspace, 'brief' | 'profiles'>): readonly Problem[] {
  const { timeToFirstToken, timePerToken, endToEnd } = workspace.brief.promise
  const promised = [timeToFirstToken, timePerToken, endToEnd].some((limit) => limit !== null)
  return [
    ...(promised
      ? []
      : [
          {
            text: say('brief.problem.promise'),
            verb: say('brief.verb.promise'),
            place: inBrief('promise.timeToFirstToken'),
          },
        ]),
    ...workspace.brief.alternatives.flatMap((candidate) => problemsOf(workspace, candidate)),
  ]
}

/** Letters of the candidates that take longer to deliver than the brief allows. */
export function tooLate({ alternatives, constraints }: Workspace['brief']): readonly string[] {
  const { delivery } = constraints
  if (delivery === null) return []
  return alternatives.filter(({ offer }) => (offer.lead.value ?? 0) > delivery).map(candidateLetter)
}
