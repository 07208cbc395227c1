import { CodedError, toFailure } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { CommandFailure, EXIT } from '../exitCodes.ts'
import { LONGEST_LINE } from '#shared/domain/longestLine.ts'
import { answerLines } from '../lines.ts'

/** The machine interface: requests in, answers out, one JSON object a line. */
export const predictCommand: Command = {
  name: 'predict',
  summary: 'answer requests for times, one JSON object a line',
  usage: ['predict [FILE | -]'],
  words: [0, 1],
  about: [
    'Reads one request a line from FILE or standard input and writes one answer a line, in the same order. A line is answered as soon as it is complete, so a program may send a request, read the answer and send the next. A line that cannot be answered gets {"id","error":{"code","message"}}, and the rest go on.',
    'A request has "mode" (static, aggregated, disaggregated) with hardware, software, model, weightDtype, kvDtype, devices, tp, pp, dp, ep, batch or concurrency, inputTokens and outputTokens; or "op" (gemm, attention_decode, attention_prefill, …) with the sizes of one operator. A mode may add cp (context parallel), cachedShare, skew, stepTokenBudget (most tokens a step carries on a rank: max_num_batched_tokens), offload {"weights", "kv"} as shares kept in host memory, speculation {"draftTokens", "acceptance", "draftCost"}, and softwareVersion. Disaggregated requests have prefill and decode {"workers", "tp", "pp", "dp", "ep", "cp", "batch"} in place of the degrees; a prefill pool that runs elsewhere names its own hardware, software, softwareVersion, weightDtype, activationDtype or kvDtype. “memwall library list” lists the names.',
  ].join('\n'),
  options: {},
  json: 'Nothing changes: the answers are JSON. Times are in seconds, energy in joules: {"id", "ttft", "tpot", "e2e", "prefill", "decodeStep", "outputTokensPerSecond", "interval", "movementShare" and "onDieShare" (off and on the die), "energyPerOutputToken" of the devices and "surroundingEnergyPerOutputToken" of hosts and network, "pools" with the requests a second of "prefill", "transfer" and "decode" and which of them "binds", "bound", "fits", "software" with the "softwareVersion" measured last or asked for, "warnings"} or, for an operator, {"id", "seconds", "interval"}. An interval is [p10, p90].',
  examples: [
    ['memwall predict requests.jsonl > answers.jsonl', 'answer a file of requests'],
    [
      `echo '{"id":1,"op":"gemm","hardware":"h200-sxm","dtype":"fp8","m":64,"n":8192,"k":8192}' | memwall predict`,
      'time of one matrix product',
    ],
  ],
  exitCodes: new Map([[EXIT.done, 'every line was answered, be it with an error of its own']]),
  run: async ({ words, terminal }) => {
    const [{ openPredictor }, { appPaths }] = await Promise.all([
      import('../../../app/predict/predictor.ts'),
      import('../../../app/paths.ts'),
    ])
    const [file = '-'] = words
    const predictor = await openPredictor(appPaths())
    if (predictor.notice !== null) terminal.tell(`memwall: ${predictor.notice}\n`)
    try {
      const answers = { answer: predictor.answer, answerTooLong: tooLong }
      await answerLines(file === '-' ? process.stdin : readable(file), answers, terminal.print)
    } finally {
      await predictor.close()
    }
    return EXIT.done
  },
}

function tooLong(): string {
  const message = `A line may have ${LONGEST_LINE} characters; send this request as several, or with less in it.`
  return JSON.stringify({ id: null, error: { code: 'invalid-input', message } })
}

/** Most bytes of a file of requests: one that never stops growing ends. It is never held whole. */
const LARGEST_FILE = 16 * 2 ** 30

async function* readable(file: string): AsyncGenerator<Uint8Array> {
  const { streamRegularFile } = await import('../../../app/documentFiles.ts')
  try {
    yield* streamRegularFile(file, {
      instead: say('files.giveRequests'),
      most: LARGEST_FILE,
      tooLarge: () => new CodedError('document-too-large', say('files.tooManyRequests', { name: file })),
    })
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    throw new CommandFailure(EXIT.badFile, code, message)
  }
}
