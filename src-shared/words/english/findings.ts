import type { FindingWords } from '../../domain/wording.ts'
import type { MessagesOf } from '../message.ts'

const NEEDED = '{needed, plural, =0 {No number of such devices holds it.} other {{needed} such devices would hold it.}}'

/** What the engine finds in a scenario. */
export const findings: MessagesOf<FindingWords> = {
  'degrees-devices':
    'Tensor {tensor} × pipeline {pipeline} × data parallel {data}{context, plural, =1 {} other { × context parallel {context}}} make {product} devices, but the deployment has {devices}: set them so that they multiply to {devices}.',
  'tensor-heads':
    'Tensor parallel {degree} does not divide the {heads} {kind, select, query {query heads} linear {linear-attention heads} other {state-space heads}} of {model}: set {allowed}.',
  'pipeline-layers':
    '{model} has {layers} layers and cannot be cut into {stages} pipeline stages: set {layers} or fewer.',
  'expert-dense': '{model} has no experts to spread: set expert parallel to 1.',
  'expert-experts':
    'Expert parallel {degree} does not divide the {experts} experts of {model}{held, plural, =0 {} other { and {held} redundant ones}}: set {allowed}, or hold {redundant} redundant experts.',
  'expert-width': 'Expert parallel {degree} does not divide tensor × data parallel = {width}: set {allowed}.',
  'wafer-context': 'A wafer holds the whole context of its layers: set context parallel of {device} to 1.',
  'wafer-offload': 'Weights that do not fit on {device} are streamed as they are: set both offload shares to 0.',
  'offload-link': 'The host link of {device} is not known: set its bandwidth, or both offload shares to 0.',
  'wafer-stages':
    'Wafers are joined as pipeline stages: tensor parallel {degree} is taken as {stages} stages of whole layers.',
  'pools-missing': 'Disaggregated serving needs a prefill and a decode pool: set workers and degrees for both.',
  'pool-surplus':
    'The {pool, select, prefill {prefill} other {decode}} pool has {surplus, number} of its {workers, number} workers on {device} more than the rate needs: the other pool or the link binds.',
  'pools-transfer':
    'A prompt’s cache crosses to the decode pool over {link} of {device}, {bytes} a device at {bandwidth}{anew, select, no {} order {, and is read and written once more there, in the order of the other maker’s kernels} other {, and is converted there from {from} to {to}}}.',
  'pools-devices':
    'The prefill pool takes {prefill} devices and the decode pool {decode}, {total} together: set the deployment to {total} devices or change the pools.',
  'figure-missing':
    '{figure, select, bandwidth {The memory bandwidth of {device} is not known: set it to evaluate.} cores {The number of cores of {device} is not known: set it to evaluate.} peak {No dense peak of {device} is known for {precision}: set one to evaluate.} link {No link between devices of {device} is known: set its bandwidth, or use one device.} other {A figure this scenario needs is not known for {device}.}}',
  'fit-uncertain':
    'Working memory and what the stack keeps for itself are estimates: where they are at the upper end of their range, {held, plural, =0 {not one request fits} other {# of {requests} requests fit at once}}.',
  'weights-streamed':
    'The weights exceed the on-wafer memory: {share, number, ::scale/100 .#} % of them are streamed from outside in every step.',
  'weights-do-not-fit': `The weights take {weights} and do not fit: {missing} are missing on {devices} × {device}. ${NEEDED}`,
  'kv-does-not-fit': `{held, plural, =0 {Not one request of {input} input and {output} output tokens fits beside the weights: {missing} are missing.} other {{requests} requests in flight need {kv} of KV; {held} fit at once and the rest wait.}} ${NEEDED}`,
  'requests-wait':
    'Times are for {served} requests at once; the other {waiting} wait for {limit, select, memory {memory} other {a place in a step}}, and their wait is in the time to the first token.',
  'prefill-saturated':
    'Prompts fill every step: requests queue for them. More devices, shorter inputs or a prefix cache would help.',
  bottleneck:
    '{part, select, prefill {The prefill pool} decode {The decode pool} other {The link between the pools}} limits the throughput.',
  'context-exceeded': '{tokens} tokens exceed the published context of {model}, {context} tokens.',
  'bandwidth-allocation':
    '{shared, select, yes {While decoding, memory has {memory} and the link {link} of the bandwidth they share; with prompts in the step memory has {prefill, number, ::scale/100 precision-integer} % of it.} other {{device} has no memory off its die and link to share bandwidth between: the allocation changes nothing.}}',
  'figure-estimated':
    '{figure, select, peak {The dense peak of {device} is an estimate} other {The link between devices of {device} is not published, and estimated}}: times that rest on it have a wider interval.',
  'wafer-passage':
    'A token passes {wafers, plural, one {# wafer} other {# wafers}}; each adds {each}, an estimate between {low} and {high}, for the way from and to its host.',
  'peak-derived':
    'No dense {precision} peak of {device} is published; one is derived, and compute times are estimates.',
  'precision-unpacked':
    '{device} has no {precision} unit, or none that is faster: weights are unpacked and multiplied in {format}.',
  'weights-cover':
    '{published, select, yes {Weights in {precision} are those of {checkpoint}} other {Weights in {precision} are as such checkpoints usually are}}: {held}.',
  'stack-unused':
    'Your calibration “{stack}” is of another device or way of serving, and is not used here: choose another, or calibrate anew.',
  'stack-own':
    'Calibrated on {points} of your own points, “{stack}”{judged, select, yes {, {error, number, ::scale/100 precision-integer} % off on points left out} other {}}.',
  'calibration-unexercised':
    'The measured runs of {donor} say nothing of {part, select, experts {experts} collectives {transfers between devices} attention {attention} other {ranks that wait for one another}}: taken as measured alone.',
  'calibration-inherited':
    '{source, select, generic {No measured runs of {device} or a relative are at hand: generic efficiencies are used, with a wide interval.} other {No measured runs of {device} with this stack are at hand: coefficients of {donor} are used, with a wider interval.}}',
  extrapolated:
    '{value} {axis, select, requestsPerRank {requests at once on a rank} inputTokens {input tokens} other {tokens of input and output together}} lie beyond the measurements of {donor}, {low} to {high}: times are extrapolated, with a wider interval.',
  'stages-idle': '{stages} pipeline stages serve {requests} requests at once: some stages idle.',
  'movement-share':
    '{share, number, ::scale/100 precision-integer} % of the time per token is spent moving data off the die{within, select, yes {, {onDie, number, ::scale/100 precision-integer} % moving it on the die} other {}}{wall, select, yes {: this scenario stands at the memory wall} other {}}.',
}
