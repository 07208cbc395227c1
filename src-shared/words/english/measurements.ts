import type { MeasuredWords } from '../../domain/wording.ts'
import { message, type MessagesOf } from '../message.ts'

/** A load, as a sentence about one of several names it. */
const LOAD = '{inFlight, number} in flight with {input, number} tokens in and {output, number} out'

/** Why a measured load cannot have been measured on the scenario it is given for. */
const impossible: MessagesOf<MeasuredWords> = {
  'measured.belowStep': `${LOAD}: {measured} per token is below the {floor} that reading the weights and one request’s cache takes at the full bandwidth of {device}. Check the unit, the device, the model and its precision, or whether tokens were guessed ahead.`,
  'measured.belowPrompt': `${LOAD}: {measured} to the first token is below the {floor} that the operations of such a prompt take at the dense peak of {device}. Check the unit and the device, or whether prompts were found in a prefix cache.`,
  'measured.belowRequest': `${LOAD}: its throughput gives {measured} a request, below the {floor} that its prompt and its tokens take at the limits of {device}. Check the unit, the device and the model, or whether prompts were found in a prefix cache.`,
  'measured.beyondPeak': `${LOAD}: {measured} of prompts is above the {most} that the dense peak of {device} allows for such prompts. Check the unit, the device and the model, or whether prompts were found in a prefix cache.`,
  'measured.beyondMemory': `${LOAD}: their KV cache takes {needed}, and {room} of the scenario’s memory is left beside the weights, so {held, plural, =0 {not one such request is} one {only one such request is} other {only # such requests are}} held at once. While the others wait a request takes at least {floor} on {device}, and {measured} was measured: set devices, model and precision as they were, or check whether prompts were shared.`,
  'measured.waited': `${LOAD}: {held, plural, one {one is} other {# are}} served at once by the memory of the scenario, and the others are taken to have waited.`,
  'measured.guessedAhead': `${LOAD}: {tokens, number, ::.0#} tokens came in a step, so the run guessed ahead, and the scenario does not. Set its speculative decoding as it ran, or measure without.`,
  'measured.guessedOtherwise': `${LOAD}: {tokens, number, ::.0#} tokens came in a step, and the scenario’s speculative decoding gives {modelled, number, ::.0#}. Set its acceptance as it was measured.`,
}

/** What is told of files of measurements. */
export const measurements = {
  ...impossible,
  'measurements.inFlightMean': message('Where no limit of requests in flight was set, their measured mean is taken.'),
  'measurements.inFlightGiven': message<{ count: number }>(
    'Where the file does not say how many requests were in flight, the {count, number} that were given are taken.',
  ),
  'measurements.inFlightStated': message<{ count: number }>(
    'The file says how many requests were in flight: the {count, number} that were given are not taken.',
  ),
  'measurements.inFlightLittle': message(
    'Where the file does not say how many requests were in flight, the rate of requests times the time of each is taken (Little’s law).',
  ),
  'measurements.medians': message('Medians are taken where there are no means.'),
  'measurements.betweenTokens': message(
    'Where there is no time per output token, the mean time between two tokens is taken.',
  ),
  'measurements.allStages': message(
    'The file sums up all stages of a run: where they had different loads, give the files of the stages instead (stage_N_lifecycle_metrics.json).',
  ),
  'measurements.lacks': message<{ where: string; missing: readonly string[] }>('{where} does not say {missing}.'),
  'measurements.lacksLoad': message<{ where: string; missing: readonly string[] }>(
    '{where} does not say {missing}: give the number beside the file (--concurrency on the command line).',
  ),
  'measurements.howManyInFlight': message('how many requests were in flight'),
  'measurements.howLongPrompts': message('how long its prompts were'),
  'measurements.howLongAnswers': message('how long its answers were'),
  'measurements.measuresNothing': message<{ where: string }>(
    '{where} measures no time per token, time to the first token or throughput.',
  ),
  'measurements.unitInDoubt': message<{ where: string }>(
    '{where} has a time per token of more than hours: check its unit.',
  ),
  /** `sign`: what gives it away. `rest`: whether its throughput is taken. */
  'measurements.notStreamed': message<{
    where: string
    sign: 'first' | 'between' | 'whole'
    rest: 'throughput' | 'nothing'
  }>(
    '{where} was not streamed ({sign, select, first {its time to the first token is 0} between {its time between tokens is 0} other {its time per token times its tokens is the whole request}}): its time per token holds the whole request with its prompt and is left out{rest, select, throughput {; its throughput is taken} other {. Measure with streaming}}.',
  ),
  'measurements.holdsPrompt': message<{ where: string }>(
    '{where} has a time per token that holds the prompt (times its tokens it is the whole request): it is left out.',
  ),
  'measurements.atDepth': message<{ where: string; tokens: number; depth: number }>(
    '{where} times {tokens, number} tokens on top of {depth, number} that were in the cache already (-d), which is no time to the first token of a prompt: it is left out. Measure prompts of that length without -d.',
  ),
  /** `why`: what gives it away. */
  'measurements.saturated': message<{ where: string; why: 'atOnce' | 'overrun' }>(
    '{where} was sent {why, select, atOnce {all at once} other {faster than it was served}}, so its times are those of waiting: no point is taken from it. Measure with a limit of requests in flight (--max-concurrency) or at a lower rate, or give their number beside the file.',
  ),
  'measurements.byDocumentation': message<{ format: string }>(
    '{format} is read by its documentation; no sample was tried, so compare a figure or two with the file.',
  ),
  'measurements.oneRequestAtATime': message('llama-bench runs one request at a time.'),
  'measurements.fewerCells': message(
    'Lines have fewer cells than there are titles: cells are counted from the end, and tokens over time are held against the rate.',
  ),
  'measurements.odds': message<{ where: string }>(
    '{where} is at odds with itself (tokens over time are not its rate), so its cells are not under their titles: run llama-bench again with -o json.',
  ),
  'measurements.mlperfInvalid': message<{ file: string; verdict: string }>(
    '{file} calls its result {verdict}, not VALID: give the log of a run that MLPerf calls valid.',
  ),
  'measurements.mlperfNoVerdict': message<{ file: string }>(
    '{file} ends before MLPerf says whether the result is VALID: let the run finish, or copy the whole log.',
  ),
  'measurements.mlperfAccuracy': message<{ file: string; mode: string }>(
    '{file} is of a run in mode {mode}, which measures no times: give the log of its performance run.',
  ),
  'measurements.mlperfLog': message('The log'),
  'measurements.oneReport': message('The report'),
  'measurements.records': message('The requests'),
  'measurements.noRequestAnswered': message<{ file: string; count: number }>(
    'None of the {count, number} requests in {file} was answered: look at the errors it holds, and measure again.',
  ),
  'measurements.someFailed': message<{ where: string; failed: number; cancelled: number }>(
    '{where}: {failed, plural, one {# request} other {# requests}} gave no answer{cancelled, plural, =0 {} other { (# cancelled)}} and {failed, plural, one {counts} other {count}} in no mean.',
  ),
  'measurements.more': message<{ count: number }>(
    '{count, plural, one {One more point is} other {# more points are}} left out for reasons like these.',
  ),
  'measurements.whatIsRead': message(
    'Results of vllm bench serve, sglang.bench_serving, guidellm, inference-perf, AIPerf, GenAI-Perf, trtllm-bench or llama-bench, or a table; or drop it here.',
  ),
  'measurements.inFlightField': message('Requests in flight, if they do not say'),
  'measurements.leftOut': message('Left out'),
  'measurements.taken': message('Taken so'),
  'measurements.points': message<{ count: number }>('{count, plural, one {# point} other {# points}}'),
  'measurements.assumedLine': message<{ sentence: string }>('Assumed: {sentence}'),
  'measurements.leftOutLine': message<{ sentence: string }>('Left out: {sentence}'),
  'measurements.ignoredLine': message<{ keys: string }>('Ignored: {keys}'),
  'measurements.noBetter': message('The fit makes points it has not seen no better: what it started from is kept.'),
}
