import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { createClient } from '#shared/contract/client.ts'
import type { Reply } from '#shared/contract/errors.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { useReportPreview, type ReportPreview } from '../../../../src-renderer/report/previewStore.ts'
import { editReport } from '../../../../src-renderer/report/reportEdits.ts'
import { provideClient } from '../../../../src-renderer/window/client.ts'
import { useWorkspace } from '../../../../src-renderer/workspace/workspaceStore.ts'
import { sampleWorkspace } from '../sampleWorkspace.ts'

interface Asked {
  readonly name: string
  readonly input: { readonly known?: readonly string[]; readonly job?: string; readonly workspace?: Workspace }
  answer(reply: Reply<unknown>): void
}
let calls: Asked[]
let tell: (name: string, payload: unknown) => void
let addresses: Map<string, Blob>

beforeEach(() => {
  calls = []
  addresses = new Map()
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }))
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const address = `blob:${addresses.size}`
    addresses.set(address, blob as Blob)
    return address
  })
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((address) => void addresses.delete(address))
  setActivePinia(createPinia())
  provideClient(
    createClient({
      call: (name, input) =>
        new Promise((answer) =>
          calls.push({ name, input: input as Asked['input'], answer: answer as Asked['answer'] }),
        ),
      subscribe: (listener) => {
        tell = listener
        return () => {}
      },
    }),
  )
  open()
})

function open() {
  useWorkspace().load({ file: null, name: 'a', workspace: sampleWorkspace(), diskHash: null, notice: null })
}
const asked = () => calls.filter(({ name }) => name === 'report.preview')
const preview = (...hashes: readonly string[]): ReportPreview => ({
  pages: hashes.map((hash) => ({
    hash,
    svg: asked().at(-1)?.input.known?.includes(hash) ? null : `<svg id="${hash}"/>`,
    width: 595,
    height: 842,
  })),
  sections: [],
  blocks: [],
  problems: [],
  compiler: 'wasm',
  standard: null,
  seconds: 0.2,
})
async function answered(reply: Reply<unknown>) {
  asked().at(-1)?.answer(reply)
  await vi.waitFor(() => expect(useReportPreview().running).toBe(false))
}
const whole = (...hashes: readonly string[]) => answered({ ok: true, value: preview(...hashes) })
const sign = (name: string) =>
  editReport('Owner', (report) => {
    report.owner = name
  })

test('pages are kept by their hash: neither sent nor made anew, and let go of when they are gone', async () => {
  const store = useReportPreview()
  void store.keep()
  await whole('one', 'two')
  const [first] = store.pages
  sign('A')
  expect(store.stale).toBe(true)
  void store.keep()
  expect(asked().at(-1)?.input.known).toEqual(['one', 'two'])
  await whole('one', 'three')
  expect(store.pages[0]?.address).toBe(first?.address)
  expect(addresses.size).toBe(2)
  expect(await addresses.get(store.pages[1]?.address ?? '')?.text()).toBe('<svg id="three"/>')
})

test('one is under way; of what is entered meanwhile only the newest is asked for', async () => {
  const store = useReportPreview()
  void store.keep()
  for (const name of ['A', 'B', 'C']) {
    sign(name)
    void store.keep()
  }
  expect(asked()).toHaveLength(1)
  asked()[0]?.answer({ ok: true, value: preview('one') })
  await vi.waitFor(() => expect(asked()).toHaveLength(2))
  expect(asked()[1]?.input.workspace?.report.owner).toBe('C')
  await whole('one')
  expect(store.stale).toBe(false)
  await store.keep()
  expect(asked()).toHaveLength(2)
})

test('progress is that of its own job, and Cancel keeps the last whole pages', async () => {
  const store = useReportPreview()
  void store.keep()
  await whole('one')
  sign('A')
  void store.keep()
  tell('analysis.progress', { job: 'decide', done: 1, total: 2 })
  expect(store.progress).toBeNull()
  tell('analysis.progress', { job: 'report', done: 1, total: 4 })
  expect(store.progress).toBe(0.25)
  store.cancel()
  expect(calls.at(-1)).toMatchObject({ name: 'analysis.cancel', input: { job: 'report' } })
  await answered({ ok: false, error: { code: 'cancelled', message: '' } })
  expect(store).toMatchObject({ stopped: true, failure: null, stale: true })
  expect(store.pages).toHaveLength(1)
})

test('a failure is said, and gone with the next whole pages', async () => {
  const store = useReportPreview()
  void store.keep()
  await answered({ ok: false, error: { code: 'report-failed', message: 'It could not be set.' } })
  expect(store.failure).toBe('It could not be set.')
  void store.renew()
  await whole('one')
  expect(store.failure).toBeNull()
})

test('pages of another document are none of this one', async () => {
  const store = useReportPreview()
  void store.keep()
  await whole('one', 'two')
  store.show(2)
  open()
  await vi.waitFor(() => expect(store.pages).toEqual([]))
  expect(addresses.size).toBe(0)
  expect(store.page).toBe(1)
})
