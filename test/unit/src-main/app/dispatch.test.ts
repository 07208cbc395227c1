import { describe, expect, it } from 'vitest'
import { CodedError } from '../../../../src-shared/contract/errors.ts'
import { contract, type Handlers } from '../../../../src-shared/contract/index.ts'
import { createDispatch } from '../../../../src-main/app/dispatch.ts'

function dispatchWith(overrides: Partial<Record<keyof Handlers, unknown>>, failures: string[] = []) {
  const handlers = Object.fromEntries(Object.keys(contract).map((name) => [name, () => null]))
  return createDispatch({ ...handlers, ...overrides } as unknown as Handlers, (method) => failures.push(method))
}

describe('createDispatch', () => {
  it('names the field at fault', async () => {
    const reply = await dispatchWith({})('library.hardware', { id: 7 })
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect(reply.ok ? '' : reply.error.message).toMatch(/^“id” is not valid: .+\.$/)
  })

  it('keeps the code and details of a failure meant for the user', async () => {
    const failures: string[] = []
    const dispatch = dispatchWith(
      {
        'app.settings': () => {
          throw new CodedError('disk-full', 'The disk is full.', { free: 0 })
        },
      },
      failures,
    )
    expect(await dispatch('app.settings', undefined)).toEqual({
      ok: false,
      error: { code: 'disk-full', message: 'The disk is full.', details: { free: 0 } },
    })
    expect(failures).toEqual([])
  })

  it('turns a stray exception into a reply and tells the log', async () => {
    const failures: string[] = []
    const dispatch = dispatchWith({ 'app.settings': () => Promise.reject(new TypeError('oops')) }, failures)
    expect(await dispatch('app.settings', undefined)).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(failures).toEqual(['app.settings'])
  })

  it.each([undefined, null, 7, {}, 'constructor', '__proto__', 'hasOwnProperty'])(
    'knows no method %j',
    async (name) => {
      expect(await dispatchWith({})(name, undefined)).toMatchObject({ ok: false, error: { code: 'unknown-method' } })
    },
  )
})
