import type { ReasonWords } from '../../domain/wording.ts'
import type { MessagesOf } from '../message.ts'

const NO_PRICE =
  'No {mode, select, own {purchase} other {rental}} price of {device} is known: set {mode, select, own {dollars per device} other {dollars per device and hour}}{other, select, yes {, or count it as {mode, select, own {rented} other {owned}}} other {}}'

/** Why a number is not known, what fits, and what a prediction warns of. */
export const reasons: MessagesOf<ReasonWords> = {
  verbatim: '{text}',
  'fit.invalid': 'The deployment is not valid.',
  'fit.capacityUnknown': 'The capacity of {device} is not known, so fit cannot be judged.',
  'fit.fits': 'Weights {weights} and KV {kv} fit in {usable} usable.',
  'weights.held': '{parts} in {format} ({bits, number, ::.##} bits)',
  'weights.part':
    '{part, select, embedding {embedding} router {router} attention {attention} indexer {indexer} denseFeedForward {feed-forward} sharedExperts {shared experts} routedExperts {experts} other {head}}{layers, plural, =0 {} other { of {layers} of {of} layers}}',
  'reason.noDecodeStep': 'No decode step was evaluated.',
  'reason.costUnknown': 'The cost per hour is unknown.',
  'reason.powerUnknown': 'The power of {device} is not known: set its board power.',
  'reason.noPrice': `${NO_PRICE}.`,
  'reason.noPriceToSearch': `${NO_PRICE}, or choose by tokens per device.`,
  'reason.electricityUnknown': 'The power of {device} under this load is unknown, so its electricity is not counted.',
  'reason.facilityUnknown':
    'The power of {device} is unknown, so its space and cooling are not counted: set its board power.',
  'reason.doesNotRun': 'It does not run under this load.',
  'reason.noConfiguration':
    'No configuration of up to {most} × {device} runs {model}{bounded, select, yes { within the bounds on {bounds}} other {}}: allow more devices or relax a bound.',
  'bound.tpot': 'time per token',
  'bound.ttft': 'time to first token',
  'bound.budget': 'budget',
  'reason.invalidWhenMeasured': 'The deployment is not valid: set it as it was when you measured.',
  'reason.tooFewPoints':
    '{points, plural, =0 {No point is left, and a stack is fitted to at least {least} loads} one {One point is too few to fit a stack: measure at least {least} loads} other {# points are too few to fit a stack: measure at least {least} loads}}.',
  'reason.cannotBeServed': 'This deployment cannot be served.',
  'reason.noPowerInProfile': 'no power in the profile',
  'reason.noRackInProfile': 'no devices per rack in the profile',
  'reason.noAreaInProfile': 'no die area in the profile',
  'reason.noPriceAtHand': 'no price',
  'reason.priceNotKnown': 'its price is not known',
  'reason.doesNotFit': 'does not fit',
  'reason.notKnown': 'not known',
  'reason.notEvaluated': 'not evaluated',
  'warning.figureEstimated': 'Figures of {device} that these times rest on are estimates; the intervals are wider.',
  'warning.doesNotFit': 'The model does not fit on these devices; times are as if it did.',
  'warning.requestsWait': 'Only {served} requests are served at once; the rest wait.',
  'warning.inherited': 'No serving runs of this device and stack were measured; coefficients of {donor}.',
  'warning.redundantExperts':
    'Each layer holds {copies, plural, one {# redundant expert} other {# redundant experts}}, the fewest with which its experts are dealt evenly.',
  'warning.extrapolated': 'The load lies beyond what was measured of {donor}: times are extrapolated.',
  'warning.bottleneck': 'Bottleneck: {part}.',
  'warning.ignored': 'Not a field of this request, and ignored: {fields}.',
}
