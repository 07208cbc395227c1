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

  it('looks at an input before any schema does', async () => {
    let deep: unknown = 'bottom'
    for (let level = 0; level < 100; level += 1) deep = { inside: deep }
    const asked = async (input: unknown) => {
      const reply = await dispatchWith({})('library.hardware', input)
      return reply.ok ? '' : reply.error.message
    }
    // The schema alone would say that the field is unknown, after it had walked there.
    expect(await asked({ id: 'a', deep })).toBe('The request is nested too deeply to be one of ours.')
    expect(await asked(JSON.parse('{"id":"a","__proto__":{}}'))).toContain('forbidden name “__proto__”')
    expect(await asked({ id: 'x'.repeat(256_000_001) })).toContain('too long')
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
