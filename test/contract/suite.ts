import type { MethodName } from '../../src-shared/contract/index.ts'
import { contract } from '../../src-shared/contract/index.ts'
import { ERROR_CODES, type Reply } from '../../src-shared/contract/errors.ts'
import type { Workspace } from '../../src-shared/domain/workspace.ts'
import { HOSTILE_INPUTS, REFUSALS, UNKNOWN_METHODS, VALID_INPUTS, type CaseContext } from './cases.ts'
import type { Call } from './cases.ts'
import { takenOver } from './takenOver.ts'

/** One check of the suite; it throws an Error whose message says what did not hold. */
export interface ContractCheck {
  readonly name: string
  run(context: Omit<CaseContext, 'workspace'>): Promise<void>
}

const methods = Object.keys(VALID_INPUTS) as MethodName[]

/** A method, the name of a hostile input, and the input. */
type HostileCall = readonly [method: MethodName, name: string, input: unknown]

/** Every method with every hostile input. */
export const HOSTILE_CALLS: readonly HostileCall[] = methods.flatMap((method) =>
  HOSTILE_INPUTS.map(([name, input]): HostileCall => [method, name, input]),
)

/**
 * The contract, whatever carries it. The same checks run in process, over HTTP and over Electron's IPC; only the
 * transport differs, so a transport that loses, changes or throws anything shows here.
 * @param hostileCalls those that are made; all go through the one door, whatever carries them
 */
export function contractChecks(hostileCalls: readonly HostileCall[] = HOSTILE_CALLS): readonly ContractCheck[] {
  return [
    {
      name: 'every method of the contract answers its schema for a valid input',
      async run({ call, folder, grant }) {
        const workspace = await newWorkspace(call)
        for (const method of methods) {
          const reply = await call(method, await VALID_INPUTS[method]({ call, workspace, folder, grant }))
          const refusal = REFUSALS[method]
          if (refusal !== undefined) {
            if (reply.ok || reply.error.code !== refusal) throw new Error(`${method}: ${shown(reply)}, not ${refusal}`)
            continue
          }
          if (!reply.ok) throw new Error(`${method}: ${reply.error.code}: ${reply.error.message}`)
          const parsed = contract[method].output.safeParse(reply.value)
          if (!parsed.success) throw new Error(`${method}: its answer breaks its schema: ${parsed.error.message}`)
        }
      },
    },
    {
      name: 'a workspace and its results survive the transport unchanged',
      async run({ call }) {
        const workspace = await newWorkspace(call)
        const first = await call('documents.serialize', { workspace })
        const again = first.ok
          ? await call('documents.parse', { name: 'again.memwall', ...textOf(first.value) })
          : first
        if (!again.ok) throw new Error(shown(again))
        const second = await call('documents.serialize', {
          workspace: (again.value as { workspace: unknown }).workspace,
        })
        if (JSON.stringify(first) !== JSON.stringify(second)) throw new Error('The text changed on its way.')
        const evaluated = await call('engine.evaluate', { workspace })
        if (!evaluated.ok) throw new Error(shown(evaluated))
        const { results } = evaluated.value as { results: { id: string; metrics: { tpot: { value: unknown } } }[] }
        const expected = workspace.scenarios.map((scenario) => scenario.id).join()
        if (results.map((result) => result.id).join() !== expected) throw new Error('Results are not in order.')
        if (results.some((result) => typeof result.metrics.tpot.value !== 'number')) {
          throw new Error('A starting scenario has no time per output token.')
        }
      },
    },
    {
      name: 'a hostile input ends in a typed failure, and nothing is polluted',
      async run({ call }) {
        for (const [method, name, input] of hostileCalls) {
          const reply = await call(method, input)
          if (reply.ok) throw new Error(`${method} took ${name}`)
          if (reply.error.code !== 'invalid-input') throw new Error(`${method} with ${name}: ${shown(reply)}`)
          if (!isSentence(reply.error.message)) throw new Error(`${method} with ${name} says “${reply.error.message}”`)
        }
        if ('polluted' in {}) throw new Error('An object’s prototype was changed.')
      },
    },
    {
      name: 'an unknown method is refused as such',
      async run({ call }) {
        for (const name of UNKNOWN_METHODS) {
          const reply = await call(name, undefined)
          if (reply.ok || reply.error.code !== 'unknown-method') throw new Error(`${name}: ${shown(reply)}`)
        }
      },
    },
    {
      name: 'a page that is taken over reads and writes nothing that nobody granted',
      async run(context) {
        await takenOver({ ...context, workspace: await newWorkspace(context.call) })
      },
    },
    {
      name: 'a failure carries a known code and one sentence',
      async run({ call, grant }) {
        const failures = [
          await call('library.hardware', { id: 'no-such-device' }),
          await call('documents.openSample', { id: 'no-such-sample' }),
          await call('documents.open', { file: await grant('none.memwall', 'workspace') }),
          await call('documents.recover', { session: 'none' }),
        ]
        for (const reply of failures) {
          if (reply.ok || reply.error.code !== 'not-found' || !isSentence(reply.error.message))
            throw new Error(shown(reply))
          if (!ERROR_CODES.includes(reply.error.code)) throw new Error(shown(reply))
        }
      },
    },
  ]
}

async function newWorkspace(call: Call): Promise<Workspace> {
  const created = await call('documents.create')
  if (!created.ok) throw new Error(`documents.create: ${shown(created)}`)
  return (created.value as { workspace: Workspace }).workspace
}

function textOf(value: unknown): { text: string } {
  return value as { text: string }
}

function isSentence(message: string): boolean {
  return /^\S.*[.?!]$/s.test(message) && message.length < 500
}

function shown(reply: Reply<unknown>): string {
  return JSON.stringify(reply).slice(0, 300)
}
