import { valueOf } from '#shared/contract/errors.ts'
import { demandRates } from '#shared/domain/brief/demandRates.ts'
import { alternativeIndex, setBrief } from '#shared/domain/brief/fields.ts'
import { ALTERNATIVE_KINDS, type AlternativeKind } from '#shared/domain/brief/offer.ts'
import { unknownFields } from '#shared/domain/brief/unknownFields.ts'
import { addAlternative, withoutAlternative } from '#shared/domain/brief/addAlternative.ts'
import { besideKept, followed, isKept } from '#shared/domain/brief/keepOwned.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { profileIn } from '#shared/domain/resolve.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { withoutForgotten } from '#shared/domain/forgottenProfiles.ts'
import { say, wordingText } from '#shared/words/say.ts'
import { alternativeTable, briefTable } from '../briefTables.ts'
import type { Command, Invocation } from '../command.ts'
import { openFile } from '../connect.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { answering, writeWorkspace } from '../workspaceOutput.ts'

/** Kinds of alternatives as they are typed. */
const KINDS = ALTERNATIVE_KINDS.join(', ')

/** Prints and changes the brief of a workspace. */
export const briefCommand: Command = {
  name: 'brief',
  get summary() {
    return say('briefCommand.summary')
  },
  get usage() {
    return [say('briefCommand.usage')]
  },
  words: [1, 1],
  get about() {
    return say('briefCommand.about', { kinds: KINDS })
  },
  get options(): Command['options'] {
    return {
      set: { type: 'string', short: 's', value: 'PATH=VALUE', text: say('briefCommand.set') },
      add: { type: 'string', short: 'a', value: 'DEVICE:KIND', text: say('briefCommand.add') },
      remove: { type: 'string', value: 'ID', text: say('briefCommand.remove') },
      output: { type: 'string', short: 'o', value: 'OUT', text: say('briefCommand.output') },
    }
  },
  get json() {
    return say('briefCommand.json')
  },
  get examples(): Command['examples'] {
    const command = ['memwall', 'brief', 'plan.memwall'].join(' ')
    const demand = ['-s', 'demand.outputTokensPerDay=500M', '-s', 'promise.timePerToken=30ms'].join(' ')
    const rent = ['-a', 'mi355x:rent', '-s', '"alternatives.mi355x.offer.price=2.1(1.9..2.4)"'].join(' ')
    return [
      [command, say('briefCommand.print')],
      [`${command} ${demand}`, say('briefCommand.say')],
      [`${command} ${rent}`, say('briefCommand.rent')],
    ]
  },
  run: async (invocation) => {
    const { words, flags, values, lists } = invocation
    const terminal = answering(invocation.terminal, values.get('output'))
    const opened = await openFile(words[0] ?? '')
    const output = values.get('output')
    const isChanged = ['set', 'add', 'remove'].some((name) => lists.has(name))
    const workspace = isChanged
      ? withoutForgotten(opened.workspace, await changed(opened.workspace, invocation))
      : opened.workspace
    let written: string | null = null
    if (isChanged || output !== undefined) {
      const from = words[0] ?? ''
      const place = output === undefined ? { from, opened } : { from, opened, output }
      written = await writeWorkspace(invocation.terminal, workspace, place)
    }
    const unknown = unknownFields(workspace)
    if (flags.has('json')) {
      const { brief } = workspace
      await terminal.print(jsonText({ path: written, brief, rates: demandRates(brief.demand), unknown }))
      return EXIT.done
    }
    const { brief } = workspace
    if (written !== null) await terminal.print(`${say('briefCommand.written', { path: written })}\n\n`)
    await terminal.print(briefTable(brief, terminal.bold))
    for (const alternative of brief.alternatives) {
      await terminal.print(`\n${alternativeTable(workspace, alternative, terminal.bold)}`)
    }
    const last =
      unknown.length === 0
        ? say('briefCommand.complete')
        : [say('briefCommand.unknown'), ...unknown.map((each) => `  ${each}`)].join('\n')
    await terminal.print(`\n${last}\n`)
    return EXIT.done
  },
}

/** The workspace with all that was asked. @throws usage failure at the first that cannot be done */
async function changed(before: Workspace, { lists, connect }: Invocation): Promise<Workspace> {
  let workspace = before
  for (const named of lists.get('remove') ?? []) {
    const { brief } = workspace
    const found = brief.alternatives[alternativeIndex(brief, named)]
    if (!found) {
      const known = brief.alternatives.map(({ id }) => id).join(', ') || 'none'
      throw usageFailure(say('briefCommand.notThere', { named, known }))
    }
    workspace = { ...workspace, brief: withoutAlternative(brief, found.id) }
  }
  const known = new Set(workspace.brief.alternatives.map(({ id }) => id))
  for (const typed of lists.get('add') ?? []) workspace = await withAdded(workspace, typed, connect)
  // After all that was asked for, so that nothing asked for lacks a letter.
  for (const { id } of workspace.brief.alternatives.filter((each) => !known.has(each.id))) {
    const { brief } = workspace
    workspace = { ...workspace, brief: { ...brief, alternatives: [...brief.alternatives, ...besideKept(brief, id)] } }
  }
  for (const typed of lists.get('set') ?? []) {
    const at = typed.indexOf('=')
    if (at < 1) throw usageFailure(say('briefCommand.noValue', { typed }))
    const set = setBrief(workspace.brief, typed.slice(0, at).trim(), typed.slice(at + 1))
    if (!set.ok) throw usageFailure(say('briefCommand.notSet', { why: wordingText(set.message) }))
    workspace = { ...workspace, brief: followed(workspace.brief, set.brief) }
  }
  return workspace
}

async function withAdded(workspace: Workspace, typed: string, connect: Invocation['connect']): Promise<Workspace> {
  const parts = typed.split(':')
  const [device, kind, kept] = parts.length === 1 && isKind(parts[0]) ? ['', parts[0]] : parts
  if (device === undefined || !isKind(kind) || parts.length > 3) {
    throw usageFailure(say('briefCommand.noKind', { typed, kinds: KINDS }))
  }
  const needsDevice = kind !== 'hosted' && kind !== 'statusQuo'
  if (needsDevice && device === '') throw usageFailure(say('briefCommand.noDevice', { typed, kind }))
  if ((kind === 'add') !== (kept !== undefined && kept !== '')) {
    throw usageFailure(say('briefCommand.noKept', { typed }))
  }
  const profiles = { hardware: { ...workspace.profiles.hardware } }
  const find = async (id: string | undefined): Promise<HardwareProfile | null> => {
    if (id === undefined || id === '') return null
    const held = profileIn(workspace, id)
    if (held !== null) return held
    const { client } = await connect()
    const found = valueOf(await client.call('library.hardware', { id }))
    profiles.hardware[id] = found
    return found.profile
  }
  const { brief, scenarios, baseline } = workspace
  const there = scenarios.find(({ id }) => id === baseline)
  const added = addAlternative(brief, {
    kind,
    hardware: await find(device),
    kept: await find(kept),
    known: there === undefined ? null : (profileIn(workspace, there.hardware)?.vendor ?? null),
  })
  if (added === null) {
    throw usageFailure(say('briefCommand.full', { typed }))
  }
  // One that is owned starts as one of them, as on the screen of the brief.
  const entered = isKept(added) ? { ...added, ownedSystems: Math.max(1, added.ownedSystems) } : added
  return {
    ...workspace,
    profiles: { ...workspace.profiles, ...profiles },
    brief: { ...brief, alternatives: [...brief.alternatives, entered] },
  }
}

function isKind(word: string | undefined): word is AlternativeKind {
  return (ALTERNATIVE_KINDS as readonly string[]).includes(word ?? '')
}
