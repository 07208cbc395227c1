import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reply } from '../../src-shared/contract/errors.ts'
import type { MethodName } from '../../src-shared/contract/index.ts'
import type { Workspace } from '../../src-shared/domain/workspace.ts'
import type { GrantKind } from '../../src-main/app/grants/fileKinds.ts'
import { ownStack } from '../support/ownStack.ts'

/** Any transport, as the suite sees it: a name and an input nobody has checked. */
export type Call = (name: string, input?: unknown) => Promise<Reply<unknown>>

/** What a case may use. */
export interface CaseContext {
  readonly call: Call
  /** A workspace as documents.create gave it over this transport. */
  readonly workspace: Workspace
  /** An empty folder the application may write. */
  readonly folder: string
  /**
   * Names a file of the folder as a person would over this transport: on a command line, or in the next native dialog.
   * @returns what the caller then says: its id, or null to be asked
   */
  readonly grant: (name: string, kind: GrantKind) => Promise<string | null>
}

const CONTRACT_STACK = ownStack('contract-stack', 'Contract stack')

/**
 * For each method one input it must answer. The type makes the table complete: a method without a case does not compile.
 * Cases run in the table's order, so that what one saves another opens.
 */
export const VALID_INPUTS: { readonly [Name in MethodName]: (context: CaseContext) => unknown } = {
  'app.info': () => undefined,
  'app.settings': () => undefined,
  'app.saveSettings': () => ({ theme: 'system', reducedMotion: false }),
  // Nothing is opened: the address is refused, which has a case of its own below.
  'app.openExternal': () => ({ address: 'http://example.org/' }),
  // Nobody was asked for such a file.
  'app.showFile': () => ({ how: 'open', kind: 'report', file: 'A'.repeat(22) }),
  'app.saveFigure': async ({ grant }) => {
    await grant('figure.svg', 'drawing')
    return { kind: 'drawing', suggestedName: 'figure.svg', bytes: btoa('<svg/>') }
  },
  'app.documentState': () => ({ title: 'Contract', file: null, edited: false }),
  'app.confirmClose': () => ({ close: false }),
  'library.summary': () => undefined,
  'library.listHardware': () => ({ query: '' }),
  'library.listModels': () => ({ query: 'llama' }),
  'library.lines': () => undefined,
  'library.weakFigures': () => ({
    kind: 'hardware',
    id: null,
    weakness: 'disputed',
    systems: false,
    offset: 0,
    limit: 50,
  }),
  'library.hardware': () => ({ id: 'b200-sxm' }),
  'library.model': () => ({ id: 'llama-3.1-70b' }),
  'library.copy': () => ({ kind: 'hardware', id: 'b200-sxm', newId: 'contract-b200', name: 'B200 as measured' }),
  'library.edit': () => ({
    kind: 'hardware',
    id: 'contract-b200',
    path: 'memory.hbm.bandwidth',
    edit: {
      typed: '7.2 TB/s',
      unit: '',
      low: '7',
      high: '7.4 TB/s',
      grade: 'measured',
      note: 'read by a copy kernel',
      source: { title: 'Our own measurement', address: null },
    },
  }),
  'library.revert': () => ({ kind: 'hardware', id: 'contract-b200', path: 'memory.hbm.bandwidth' }),
  'library.describe': () => ({ kind: 'hardware', id: 'contract-b200', name: 'B200 renamed', notes: ['A note.'] }),
  'library.history': () => ({ kind: 'hardware', id: 'contract-b200' }),
  'library.restore': () => ({ kind: 'hardware', id: 'contract-b200', revision: 1 }),
  'library.export': async ({ grant }) => ({
    file: await grant('library.json', 'library'),
    suggestedName: 'library.json',
    all: false,
  }),
  'library.previewImport': ({ folder }) => exportedLibrary(folder),
  'library.merge': async ({ call, folder }) => {
    const file = exportedLibrary(folder)
    const preview = await call('library.previewImport', file)
    const mark = preview.ok ? (preview.value as { mark: string }).mark : ''
    return { ...file, mark, decisions: [] }
  },
  'library.remove': () => ({ kind: 'hardware', id: 'contract-b200' }),
  'imports.recognise': () => ({ name: 'devices.csv', text: 'Name,Memory,Bandwidth\nContract device,80 GB,2 TB/s\n' }),
  'imports.preview': () => ({
    file: { name: 'devices.csv', text: 'Name,Memory,Bandwidth\nContract device,80 GB,2 TB/s\n' },
  }),
  'imports.accept': async ({ call }) => {
    const preview = await call('imports.preview', VALID_INPUTS['imports.preview']({} as CaseContext))
    const { entries } = (preview as { value: { entries: { kind: string; profile: unknown }[] } }).value
    return { entries: entries.map(({ kind, profile }) => ({ kind, profile })), replace: true }
  },
  'stacks.list': () => undefined,
  'stacks.measure': ({ workspace }) => ({
    workspace,
    scenario: workspace.baseline,
    file: { name: 'runs.csv', text: 'concurrency,isl,osl,tpot_ms\n1,1000,100,9\n4,1000,100,10\n16,1000,100,14\n' },
    concurrency: null,
  }),
  'stacks.save': () => ({ stack: CONTRACT_STACK, replace: true }),
  'stacks.remove': () => ({ id: CONTRACT_STACK.id }),
  'accuracy.summary': () => undefined,
  'market.read': () => undefined,
  'accuracy.recompute': () => ({ files: [{ name: 'measured.csv', text: 'device,seconds\nb200,1\n' }] }),
  'engine.evaluate': ({ workspace }) => ({ workspace }),
  'analysis.sensitivity': ({ workspace }) => ({
    workspace,
    metric: 'tpot',
    scenario: workspace.baseline,
    rival: null,
  }),
  'analysis.breakEven': ({ workspace }) => ({
    workspace,
    metric: 'tpot',
    scenario: workspace.baseline,
    rival: workspace.scenarios.at(-1)?.id,
  }),
  'analysis.counterfactual': ({ workspace }) => ({
    workspace,
    scenario: workspace.baseline,
    target: { tpot: 0.001, ttft: null, costPerMillionOutput: null },
  }),
  'analysis.frontier': ({ workspace }) => ({ workspace, job: 'frontier' }),
  'analysis.map': ({ workspace }) => ({ workspace, scenario: workspace.baseline, columns: 12, rows: 9, job: 'map' }),
  'decision.decide': ({ workspace }) => ({ workspace, draws: 200, seed: 7, job: 'decide' }),
  'analysis.configurations': ({ workspace }) => ({
    workspace,
    aim: 'deviceThroughput',
    limits: { target: { tpot: 0.05, ttft: null }, mostDevices: 2, mostPerHour: null, keepPrecision: true },
    requestsPerSecond: 10,
    job: 'configurations',
  }),
  'analysis.sweep': ({ workspace }) => ({ workspace, input: 'Memory bandwidth', metric: 'tpot', job: 'sweep' }),
  'analysis.capacityCliff': ({ workspace }) => ({ workspace }),
  'analysis.levers': ({ workspace }) => ({ workspace, scenario: workspace.baseline }),
  'analysis.cancel': () => ({ job: 'nobody' }),
  'documents.create': () => undefined,
  'documents.serialize': ({ workspace }) => ({ workspace }),
  'documents.parse': () => ({ name: 'broken.memwall', text: '{' }),
  'documents.parseReport': () => ({ name: 'broken.pdf', bytes: 'AAAA' }),
  'documents.save': async ({ workspace, grant }) => ({
    file: await grant('contract.memwall', 'workspace'),
    suggestedName: 'contract.memwall',
    workspace,
    expectedHash: null,
    overwrite: true,
  }),
  'documents.open': async ({ grant }) => ({ file: await grant('contract.memwall', 'workspace') }),
  'documents.recent': () => undefined,
  'documents.pin': async ({ call }) => ({ file: await latest(call), pinned: true }),
  'documents.forget': async ({ call }) => ({ file: await latest(call) }),
  'documents.samples': () => undefined,
  'documents.openSample': () => ({ id: 'b200-against-wse3' }),
  'documents.journal': ({ workspace }) => ({ session: 'contract', file: null, workspace }),
  'documents.recoverable': () => undefined,
  'documents.recover': () => ({ session: 'contract' }),
  'documents.clearJournal': () => ({ session: 'contract' }),
  'report.export': async ({ workspace, grant }) => ({
    workspace,
    file: await grant('contract.pdf', 'report'),
    suggestedName: 'contract.pdf',
  }),
  'exports.make': async ({ workspace, grant }) => ({
    workspace,
    format: 'csv',
    part: 'matrix',
    chart: 'ladder',
    letter: null,
    file: await grant('contract.csv', 'table'),
    suggestedName: 'contract.csv',
  }),
  'report.preview': ({ workspace }) => ({ workspace, known: ['0'.repeat(32)], job: 'contract' }),
  'report.chooseLogo': () => ({
    file: {
      name: 'logo.svg',
      base64: btoa('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>'),
    },
  }),
}

/** The file that was opened or saved last. */
async function latest(call: Call): Promise<string | undefined> {
  const recent = await call('documents.recent')
  return recent.ok ? (recent.value as { file: string }[])[0]?.file : undefined
}

/** What the case of library.export has written. */
function exportedLibrary(folder: string): { name: string; text: string } {
  return { name: 'library.json', text: readFileSync(join(folder, 'library.json'), 'utf8') }
}

/** Methods whose case above must be refused, and with which code. */
export const REFUSALS: Partial<Record<MethodName, string>> = {
  'app.openExternal': 'not-allowed',
  'app.showFile': 'not-allowed',
  'documents.parse': 'document-broken',
  'documents.parseReport': 'document-foreign',
}

/** Inputs that no method may take, whatever it is: each must end in a typed failure. */
export const HOSTILE_INPUTS: readonly (readonly [name: string, input: unknown])[] = [
  ['a number', 7],
  ['a text', 'hello'],
  ['null', null],
  ['a list', [1, 2, 3]],
  ['an unknown field', { notAField: true }],
  ['its own prototype', JSON.parse('{"__proto__":{"polluted":true}}')],
  ['a prototype deep inside', { workspace: { profiles: JSON.parse('{"__proto__":{"polluted":true}}') } }],
  ['a constructor', { constructor: { prototype: { polluted: true } } }],
  [
    'wrong types in every known field',
    { id: 1, file: 2, path: 2, query: {}, workspace: 'no', session: [], text: null },
  ],
  ['a million characters', { id: 'x'.repeat(1_000_000), query: 'x'.repeat(1_000_000), path: 'x'.repeat(1_000_000) }],
  ['a thousand levels', nested(1000)],
]

/** Names that are no methods. */
export const UNKNOWN_METHODS: readonly string[] = [
  '',
  'constructor',
  '__proto__',
  'toString',
  'app',
  'app.info ',
  'documents.delete',
  'x'.repeat(100_000),
]

function nested(depth: number): unknown {
  let value: unknown = 'bottom'
  for (let level = 0; level < depth; level += 1) value = { inside: value }
  return value
}
