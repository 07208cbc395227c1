import type { InputWords } from '../../domain/wording.ts'
import type { Grade } from '../../domain/provenance.ts'
import type { Amount } from '../../units/amount.ts'
import { message, type Message, type MessagesOf } from '../message.ts'

/** What inputs are called, where their ranges come from, and what might be tried with a scenario. */
const words: MessagesOf<InputWords> = {
  'input.memoryBandwidth': 'Memory bandwidth',
  'input.memoryCapacity': 'Memory capacity',
  'input.densePeak': '{format, select, any {Dense peak} other {Dense peak, {format}}}',
  'input.scaleUp': 'Scale-up link',
  'input.network': 'Network',
  'input.hostLink': 'Host link',
  'input.boardPower': 'Board power',
  'input.purchasePrice': 'Price per device',
  'input.rentalPrice': 'Rent per device and hour',
  'input.inputTokens': 'Input tokens per request',
  'input.outputTokens': 'Output tokens per request',
  'input.concurrency': 'Requests in flight',
  'input.cachedShare': 'Input found in cache',
  'input.utilisation': 'Hours in use',
  'input.lifetimeYears': 'Amortised over',
  'input.electricityTariff': 'Electricity',
  'input.powerUsageEffectiveness': 'Facility over device power',
  'input.surroundingsShare': 'Host, network, rack over device price',
  'input.operationsPerDeviceYear': 'Operations per device and year',
  'input.networkShare': 'Scale-out network over device price',
  'input.sparesShare': 'Spare devices',
  'input.failuresPerYear': 'Devices replaced per year',
  'input.costOfCapital': 'Cost of capital per year',
  'input.spacePerKilowattYear': 'Space per kW and year',
  'input.coolingPerKilowattYear': 'Cooling plant per kW and year',
  'input.peoplePerYear': 'People per year',
  'input.migrationPort': 'Porting the software',
  'input.migrationTraining': 'Training people',
  'input.migrationRisk': 'Software risk',
  'input.ofPrefill': '{input}, {device}',
  'input.ofDevice': '{input} of {device}',
  'input.servingError': '{metric} of {device} under {software}',
  'basis.assumed': 'a quarter less or more',
  'basis.recorded': 'recorded range',
  'basis.grade': 'grade: {grade}',
  'basis.own': 'your range',
  'lever.precision': 'Weights and arithmetic in {precision}',
  'lever.kv': 'KV cache in fp8',
  'lever.sparse': 'A model with sparse attention: 2,048 tokens read per query',
  'lever.batch': 'Twice the requests in flight, {requests, number, ::group-off}',
  'lever.drafting': 'Speculative decoding: 3 drafted tokens, 70 % accepted, 5 % of a step each',
  'lever.prefix': 'Half of the input found in a prefix cache',
  'lever.pools': 'Prompts and decoding on separate pools of {devices, number, ::group-off} devices each',
  'lever.memory': 'Memory 1.5 times as fast',
  'lever.capacity': 'Memory 1.5 times as large',
  'lever.cache': 'On-die cache twice as large',
  'lever.network': 'Network card twice as fast',
  'lever.optical': 'Optical scale-up link: 4 times the bandwidth, 8 times the reach',
  'lever.phases':
    'Bandwidth by phase: {decode, number, ::scale/100 precision-integer} % to memory in decode, {prefill, number, ::scale/100 precision-integer} % with prompts',
  'lever.stages': 'Twice the wafers, {devices, number, ::group-off}, as pipeline stages',
  'lever.tensors': 'Twice the devices, {devices, number, ::group-off}, tensor parallel {degree, number, ::group-off}',
  'lever.copies': 'Twice the devices, {devices, number, ::group-off}, data parallel {degree, number, ::group-off}',
}

/** How far a figure can be trusted. */
const grades: { readonly [Each in Grade as `grade.${Each}`]: Message } = {
  'grade.measured': 'measured',
  'grade.vendor': 'vendor',
  'grade.secondary': 'secondary',
  'grade.derived': 'derived',
  'grade.own': 'own',
  'grade.estimate': 'estimate',
  'grade.guess': 'guess',
}

/** Inputs and levers, with what a target reaches. */
export const inputs = {
  ...words,
  ...grades,
  'reached.nothing': message('does not run'),
  'reached.times': message<{
    readonly tpot: Amount
    readonly ttft: Amount
    readonly cost: Amount
    readonly priced: 'yes' | 'no'
  }>('TPOT {tpot}, TTFT {ttft}{priced, select, yes {, {cost} per million output tokens} other {}}'),
}
