import path from 'node:path'
import { type CodedError, valueOf } from '#shared/contract/errors.ts'
import { nearestNames } from '#shared/domain/nearestNames.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { workspaceSchema, type Workspace } from '#shared/domain/workspace.ts'
import { say } from '#shared/words/say.ts'
import { withEnding } from '../../../app/grants/fileEnding.ts'
import type { Command, Invocation } from '../command.ts'
import { CommandFailure, EXIT, usageFailure } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { isStandard } from '../standardInput.ts'
import { formatTable } from '../table.ts'
import { answering, printFile, saveTo } from '../workspaceOutput.ts'

/** Writes a new workspace. */
export const newCommand: Command = {
  name: 'new',
  get summary() {
    return say('cli.new.summary')
  },
  get usage() {
    return [say('cli.new.usage'), say('cli.new.usageSamples')]
  },
  words: [0, 1],
  get about() {
    return say('cli.new.about')
  },
  get options() {
    return {
      sample: { type: 'string', short: 's', value: 'ID', text: say('cli.new.sample') },
      samples: { type: 'boolean', text: say('cli.new.samples') },
      title: { type: 'string', short: 't', value: 'TEXT', text: say('cli.new.title') },
      force: { type: 'boolean', short: 'f', text: say('cli.new.force') },
    } as const
  },
  get json() {
    return say('cli.new.json')
  },
  get examples() {
    return [
      [say('cli.new.line'), say('cli.new.example')],
      [say('cli.new.line2'), say('cli.new.exampleSample')],
      [say('cli.new.line3'), say('cli.new.exampleSamples')],
    ] as const
  },
  run: async (invocation) => {
    const { words, flags, values } = invocation
    if (flags.has('samples')) return listSamples(invocation)
    const sample = values.get('sample')
    const workspace = titled(await made(invocation, sample), values.get('title'))
    const [word = sample ?? 'Untitled'] = words
    const terminal = answering(invocation.terminal, word)
    const { title } = workspace
    if (isStandard(word)) await printFile(terminal, serializeDocument(workspace))
    const target = isStandard(word) ? null : await written(workspace, word, flags.has('force'))
    if (flags.has('json')) await terminal.print(jsonText({ path: target, title }))
    else if (target !== null) {
      const shown = path.relative('.', target)
      await terminal.print(`${say('cli.new.made', { path: target, title })}\n${say('cli.new.next', { path: shown })}\n`)
    }
    return EXIT.done
  },
}

async function listSamples({ flags, terminal, connect }: Invocation): Promise<number> {
  const { client } = await connect()
  const samples = valueOf(await client.call('documents.samples'))
  const columns = ['ID', say('cli.new.titleTitle')].map((title) => ({ title, align: 'left' as const }))
  const rows = samples.map(({ id, title }) => [id, title])
  await terminal.print(flags.has('json') ? jsonText(samples) : formatTable(columns, rows, terminal.bold))
  return EXIT.done
}

async function made({ connect }: Invocation, sample: string | undefined): Promise<Workspace> {
  const { client } = await connect()
  if (sample === undefined) return valueOf(await client.call('documents.create')).workspace
  const samples = valueOf(await client.call('documents.samples'))
  if (!samples.some(({ id }) => id === sample)) {
    const [nearest = ''] = nearestNames(
      sample,
      samples.map(({ id }) => id),
      1,
    )
    throw usageFailure(say('cli.new.noSample', { name: sample, nearest }))
  }
  return valueOf(await client.call('documents.openSample', { id: sample })).workspace
}

function titled(workspace: Workspace, title: string | undefined): Workspace {
  if (title === undefined) return workspace
  if (!workspaceSchema.shape.title.safeParse(title).success) throw usageFailure(say('cli.new.tooLong'))
  return { ...workspace, title }
}

async function written(workspace: Workspace, word: string, overwrite: boolean): Promise<string> {
  const target = path.resolve(withEnding(word, 'memwall'))
  try {
    return await saveTo({ path: target, workspace, expectedHash: null, overwrite })
  } catch (thrown) {
    if (
      !(thrown instanceof CommandFailure) ||
      thrown.code !== ('document-changed-outside' satisfies CodedError['code'])
    )
      throw thrown
    const name = path.basename(target)
    throw new CommandFailure(EXIT.failed, thrown.code, say('cli.new.exists', { name }))
  }
}
