import { message } from '../message.ts'

type Named = { readonly name: string }
type Shares = { readonly low: string; readonly high: string; readonly threshold: string }

/** What an audit says of where the time goes: verdict, costs, advice, and the command itself. */
export const auditCommand = {
  'auditCommand.instead': message('give a trace, a file of benchmark results, or a folder of them'),
  'auditCommand.tooLarge': message<Named>(
    '“{name}” is larger than any trace: record a shorter time, some 20 steps are enough.',
  ),
  'auditCommand.longBenchmark': message<Named>(
    '“{name}” is larger than results of benchmarks are: give the summary, not every request.',
  ),
  'auditCommand.noRun': message<Named>('“{name}” has no finished run: give the results of one that ended.'),
  'auditCommand.noFiles': message('there is no file to read: give a trace, or a folder with traces in it'),
  'auditCommand.more': message<{ readonly count: number }>(
    'The first {count} files are read: give the rest in another audit.',
  ),
  'auditCommand.progress': message<{ readonly name: string; readonly share: string }>('Reading {name} … {share}'),
  'auditCommand.refused': message<{ readonly name: string; readonly reason: string }>('{name}: not read. {reason}'),
  'auditCommand.partial': message<{ readonly name: string; readonly reason: string }>('{name}: read in part. {reason}'),
  'auditCommand.whole': message<Named>('{name}'),
  'auditCommand.device': message<{
    readonly id: number
    readonly device: string
    readonly span: string
    readonly busy: string
  }>('{device, select, none {GPU {id}} other {GPU {id}, {device}}}: {span}, busy {busy}'),
  'auditCommand.requests': message<{
    readonly count: number
    readonly span: string
    readonly input: number
    readonly output: number
  }>('{count} requests in {span}; {input, number, ::.#} tokens in and {output, number, ::.#} out each'),
  'auditCommand.kernels': message<{ readonly count: number; readonly time: string; readonly largest: string }>(
    '{count, plural, one {# launch} other {# launches}} in {time} of kernels, most in {largest}; a table of kernels says nothing of idle time or copies.',
  ),
  'auditCommand.launch': message<{ readonly kernel: string; readonly bound: string }>(
    '{kernel}: waits for {bound, select, dram {memory} onChip {caches and paths on the chip} compute {the multipliers} latency {neither computing nor memory: it is too small, or its steps follow one another} other {what its counters do not say: export the details}}',
  ),
  'auditCommand.run': message<{
    readonly where: string
    readonly ttft: string
    readonly tpot: string
    readonly rate: string
  }>('{where}: TTFT {ttft}, TPOT {tpot}, {rate}'),
  'auditCommand.notGiven': message('not given'),
  'auditCommand.state': message<Shares & { readonly state: string }>(
    '{state, select, moving {Held back by moving data: between {low} and {high} of the time, where {threshold} is enough. Mend the data path before buying more GPUs.} notMoving {Not held back by moving data: at most {high} of the time, less than the {threshold} from which data comes first.} other {Cannot tell: moving data takes between {low} and {high} of the time, and {threshold} lies between.}}',
  ),
  'auditCommand.shares': message<{ readonly off: string; readonly within: string; readonly unknown: string }>(
    'Over links and the host’s bus {off}; within the package {within}, assumed from the kernels’ names; {unknown} of which nothing says what it waits for.',
  ),
  'auditCommand.overruns': message<{ readonly count: number }>(
    '{count, plural, one {# event has} other {# events have}} an end that was taken too late: it is moved to where the next of its stream begins.',
  ),
  'auditCommand.below': message<{ readonly share: string }>('below {share}'),
  'auditCommand.gap': message<{ readonly share: string }>(
    'One gap is {share} of the recording and says only where it was cut: it is left out of the shares below.',
  ),
  'auditCommand.noVerdict': message('No trace of a GPU is among the files, so nothing says where the time goes.'),
  'auditCommand.host': message<{ readonly share: string }>(
    'The host was late for {share} of the time (inferred from when work was launched).',
  ),
  'auditCommand.hostSilence': message<{ readonly why: string }>(
    'Nothing is said of the host: {why, select, oneGap {one gap is more than half of the time, which says where the recording was cut} fewSteps {the trace names fewer than three steps} other {for too much of the idle time no launch is known}}.',
  ),
  'auditCommand.cost': message<{ readonly what: string; readonly share: string; readonly most: string }>(
    '{what}: {share}, at most {most} × as fast without',
  ),
  'auditCommand.costName': message<{ readonly name: string }>(
    '{name, select, compute {Products of matrices and other computing} attention {Attention and KV cache} memoryBound {Kernels that wait for memory} unclassified {Kernels of no known kind} collective {Collectives that nothing hides} peerCopy {Copies between GPUs} hostToDevice {Copies from the host} deviceToHost {Copies to the host} localCopy {Copies within a GPU} hostBound {Idle, the host was late} queued {Idle with work queued} other {Idle for no known reason}}',
  ),
  'auditCommand.advice': message<{ readonly name: string }>(
    '{name, select, computememory {Products of matrices wait for weights, as few requests decode together: hold weights in fewer bits, serve more requests at once, or use a faster memory.} computeunknown {Products of matrices: what they wait for is not recorded. With few requests at once it is the weights, with many the multipliers.} computecompute {Computing: fewer bits per multiplication (FP8, FP4) or more compute helps; a faster memory or link does not.} attention {Attention and its cache: keep the KV cache in 8 bits, share prompts’ prefixes, or spread the cache over more devices.} memoryBound {Kernels that wait for memory: fuse them, hold weights in fewer bits, or serve more requests at once so that each read of the weights is used more often.} unclassified {Kernels of no known kind: profile one step with Nsight Compute, which says what each kernel waits for.} collective {Collectives: use a smaller tensor parallel degree, a faster link within the group, or an engine that overlaps them with computing.} peerCopy {Copies between GPUs: keep what belongs together on one device, or use a faster link.} hostToDevice {Copies from the host: keep weights and cache in device memory, pin the host’s buffers, or copy while computing.} deviceToHost {Copies to the host: send back fewer logits, or copy while computing.} localCopy {Copies within a GPU: use layouts that need none, and fused kernels.} hostBound {The host: record CUDA graphs, serve more requests at once, or move work off the thread that launches; faster GPUs would wait longer.} queued {Devices wait with work queued, for others or for events: look at the slowest rank and at dependencies between streams.} other {Devices idle and no launch says why: record with the activities of the CPU as well.}}',
  ),
  'auditCommand.capture': message<{ readonly what: string }>(
    '{what, select, steps {What would tell: a recording of at least three steps that the engine names, so that it is known how many requests decode together.} kernels {What would tell: the same run with Nsight Compute on the largest kernels, which says what each waits for.} other {What would tell: a recording of steps that either read prompts or generate, not both.}}',
  ),
  'auditCommand.summary': message('where the time of a cluster goes: from its traces and benchmark results'),
  'auditCommand.about': message(
    'Reads traces of the PyTorch profiler and of rocprofv3, exports of Nsight Systems, tables of Nsight Compute, results of serving benchmarks and traces of when requests came, told apart by what is in them, and says for each GPU where its time went, whether moving data holds it back, the three largest costs with what each could gain at most, and what to do first. Folders are read with all that is in them. Nothing is changed, and nothing is kept.',
  ),
  'auditCommand.threshold': message(
    'share of the time from which moving data comes before more compute; 50 % where it is not given',
  ),
  'auditCommand.json': message(
    `'{'"files":['{'"path", "kind", "read":"whole"|"partial"|"refused", "reason", "gpus":['{'"id", "name", "span", "busy", "shares", "groups", "unknown"'}'], "benchmark", "arrivals"'}'], "verdict", "advice"'}' with times in seconds and shares from 0 to 1; "shares" of a GPU add up to 1.`,
  ),
  'auditCommand.usage': message('audit PATH…'),
  'auditCommand.line': message('memwall audit trace.json.gz'),
  'auditCommand.lineFolder': message('memwall audit traces/ --json'),
  'auditCommand.example': message('one trace of one process'),
  'auditCommand.exampleFolder': message('every rank of a run, for a script'),
  'auditCommand.exit': message('nothing could be read'),
} as const
