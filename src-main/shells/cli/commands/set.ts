import { valueOf } from '#shared/contract/errors.ts'
import { diffWorkspaces } from '#shared/document/diff.ts'
import { findPlace, setPlace } from '#shared/document/place.ts'
import { withoutForgotten } from '#shared/domain/forgottenProfiles.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { say } from '#shared/words/say.ts'
import type { Command, Invocation } from '../command.ts'
import { openFile } from '../connect.ts'
import { differenceLine } from '../differenceLine.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { answering, writeWorkspace } from '../workspaceOutput.ts'

/** Changes one field of a workspace. */
export const setCommand: Command = {
  name: 'set',
  get summary() {
    return say('cli.set.summary')
  },
  get usage() {
    return [say('cli.set.usage')]
  },
  words: [3, 3],
  get about() {
    return say('cli.set.about')
  },
  get options() {
    return { output: { type: 'string', short: 'o', value: 'OUT', text: say('cli.set.output') } } as const
  },
  get json() {
    return say('cli.set.json')
  },
  get examples() {
    return [
      [say('cli.set.line'), say('cli.set.example')],
      [say('cli.set.line2'), say('cli.set.exampleBrief')],
      [say('cli.set.line3'), say('cli.set.examplePipe')],
    ] as const
  },
  run: async ({ words, flags, values, terminal, connect }) => {
    const [from = '', typed = '', text = ''] = words
    const output = values.get('output')
    const opened = await openFile(from)
    const found = findPlace(opened.workspace, typed)
    if (!found.ok) throw usageFailure(found.message)
    const whole = await withProfile(opened.workspace, found.path, text.trim(), connect)
    const set = setPlace(whole, found.path, text)
    if (!set.ok) throw usageFailure(set.message)
    const workspace = withoutForgotten(opened.workspace, set.workspace)
    const written = await writeWorkspace(terminal, workspace, {
      from,
      opened,
      ...(output === undefined ? {} : { output }),
    })
    const differences = diffWorkspaces(opened.workspace, workspace).filter(({ path }) => !path.startsWith('profiles/'))
    const beside = answering(terminal, output)
    if (flags.has('json')) await beside.print(jsonText({ path: written, differences }))
    else if (differences.length === 0) await beside.print(`${say('cli.set.unchanged', { path: found.path })}\n`)
    else await beside.print(differences.map((difference) => `${differenceLine(difference)}\n`).join(''))
    return EXIT.done
  },
}

/** The workspace with the profile that a place is to name, where it lacks that. @throws CodedError not-found */
async function withProfile(
  workspace: Workspace,
  path: string,
  id: string,
  connect: Invocation['connect'],
): Promise<Workspace> {
  const { profiles } = workspace
  if (/^scenarios\/[^/]+\/(?:machine|prefill)\/hardware$/.test(path) && !Object.hasOwn(profiles.hardware, id)) {
    const found = valueOf(await (await connect()).client.call('library.hardware', { id }))
    return { ...workspace, profiles: { ...profiles, hardware: { ...profiles.hardware, [id]: found } } }
  }
  if (/^scenarios\/[^/]+\/model$/.test(path) && !Object.hasOwn(profiles.models, id)) {
    const found = valueOf(await (await connect()).client.call('library.model', { id }))
    return { ...workspace, profiles: { ...profiles, models: { ...profiles.models, [id]: found } } }
  }
  return workspace
}
