import path from 'node:path'
import type { ImportPreview, MergeChoice, MergeOutcome } from '#shared/contract/libraryExchange.ts'
import { exchangedText, MERGE_CHOICES } from '#shared/contract/libraryExchange.ts'
import { toFailure } from '#shared/contract/errors.ts'
import type { Invocation } from './command.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { CommandFailure, EXIT, usageFailure } from './exitCodes.ts'
import { changeText } from './libraryHistory.ts'
import { jsonText } from './jsonText.ts'
import { fileTyped, isStandard } from './standardInput.ts'
import { answering, printFile } from './workspaceOutput.ts'

/** Differences listed of one conflict; --json has them all. */
const MOST_DIFFERENCES = 20

/** Writes the library to a file. */
export async function exportTo({ flags, terminal, connect }: Invocation, file: string): Promise<number> {
  const { client, grants } = await connect()
  const target = isStandard(file) ? null : await grants.giveTarget(file, 'library')
  const written = valueOf(
    await client.call('library.export', {
      file: target?.id ?? null,
      suggestedName: target?.name ?? '',
      all: flags.has('all'),
    }),
  )
  const { hardware = 0, models = 0, stacks = 0 } = written ?? {}
  if (target === null) await printFile(terminal, written?.text ?? '')
  await answering(terminal, file).print(
    flags.has('json')
      ? jsonText({ path: target?.path ?? null, hardware, models, stacks })
      : `${target?.path ?? file}: ${exchangedText({ hardware, models, stacks })}\n`,
  )
  return EXIT.done
}

/** Takes a file in where nothing is undecided; otherwise says what is. */
export async function importFrom(invocation: Invocation, file: string): Promise<number> {
  const { flags, values, terminal, connect } = invocation
  const prefer = values.get('prefer')
  if (prefer !== undefined && !isChoice(prefer)) {
    throw usageFailure(`--prefer takes ${MERGE_CHOICES.join(', ')}, not “${prefer}”.`)
  }
  const { client } = await connect()
  const contents = await readContents(file)
  const reply = await client.call('library.previewImport', contents)
  if (!reply.ok) throw badFile(reply.error)
  const { mark, entries } = reply.value
  const conflicts = entries.filter(({ state }) => state === 'conflict')
  const undecided = prefer === undefined && conflicts.length > 0
  const outcome =
    flags.has('dry-run') || undecided
      ? null
      : valueOf(
          await client.call('library.merge', {
            ...contents,
            mark,
            decisions: conflicts.map(({ kind, id }) => ({ kind, id, choice: prefer ?? 'mine' })),
          }),
        )
  await terminal.print(
    flags.has('json')
      ? jsonText({ file: path.resolve(file), entries, outcome })
      : importText(contents.name, entries, outcome),
  )
  return undecided ? EXIT.failed : EXIT.done
}

async function readContents(file: string): Promise<{ name: string; text: string }> {
  const { readLibraryFile } = await import('../../app/library/libraryFile.ts')
  try {
    return await readLibraryFile(await fileTyped(file))
  } catch (thrown) {
    throw badFile(toFailure(thrown))
  }
}

function badFile({ code, message }: { readonly code: string; readonly message: string }): CommandFailure {
  return new CommandFailure(EXIT.badFile, code, message)
}

function isChoice(text: string): text is MergeChoice {
  return (MERGE_CHOICES as readonly string[]).includes(text)
}

function importText(name: string, entries: ImportPreview['entries'], outcome: MergeOutcome | null): string {
  const fresh = entries.filter(({ state }) => state === 'new')
  const conflicts = entries.filter(({ state }) => state === 'conflict')
  const same = entries.length - fresh.length - conflicts.length
  const lines = [
    `${name}: ${fresh.length} new, ${same} the same, ${conflicts.length} in conflict`,
    ...fresh.map(({ id, name: title }) => `  new  ${id}  ${title}`),
    ...conflicts.flatMap(({ id, mine, differences }) => [
      `  conflict  ${id}  (mine ${mine === 'user' ? 'is my own' : 'is the shipped one'}; mine → theirs)`,
      ...differences
        .slice(0, MOST_DIFFERENCES)
        .map(({ path, mine: before, theirs: after }) => `  ${changeText({ path, before, after })}`),
      ...(differences.length > MOST_DIFFERENCES ? [`    and ${differences.length - MOST_DIFFERENCES} more`] : []),
    ]),
    outcome === null ? `nothing was imported${undecidedHint(conflicts.length)}` : outcomeText(outcome),
  ]
  return `${lines.join('\n')}\n`
}

function undecidedHint(conflicts: number): string {
  return conflicts === 0 ? '' : '; decide the conflicts with --prefer mine, theirs or both'
}

function outcomeText({ added, replaced, beside, kept, same }: MergeOutcome): string {
  return `imported: ${added} added, ${replaced} replaced, ${beside} put beside mine, ${kept} of mine kept, ${same} the same`
}
