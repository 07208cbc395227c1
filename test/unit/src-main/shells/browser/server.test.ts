import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONTENT_SECURITY_POLICY } from '../../../../../src-main/shells/common/contentSecurityPolicy.ts'
import { MAXIMUM_BODY_BYTES } from '../../../../../src-main/shells/browser/rpc.ts'
import { startTestServer, type TestServer } from '../../../../support/http.ts'

let outer: string
let running: TestServer

beforeAll(async () => {
  outer = mkdtempSync(join(tmpdir(), 'memwall-server-'))
  mkdirSync(join(outer, 'renderer'))
  writeFileSync(join(outer, 'renderer', 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(outer, 'secret.html'), 'secret')
  running = await startTestServer(join(outer, 'renderer'))
})
afterAll(async () => {
  await running.close()
  rmSync(outer, { recursive: true, force: true })
})

/** A request exactly as written: no path is folded and every header can be set. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: running.server.port, path, method: options.method ?? 'GET', headers: options.headers },
      (response) => {
        let body = ''
        response.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      },
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
}

describe('the browser shell’s server', () => {
  it('trades the printed token once, in a body, and sets no cookie', async () => {
    const token = new URL(running.server.address).hash.slice('#open='.length)
    const post = (body: string, headers: Record<string, string> = {}) =>
      ask('/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: running.origin, ...headers },
        body,
      })
    for (const wrong of [
      '',
      '{',
      '[]',
      'null',
      '{}',
      '{"token":7}',
      '{"token":"wrong"}',
      `{"token":"${'x'.repeat(2000)}"}`,
    ]) {
      expect((await post(wrong)).status).toBe(403)
    }
    expect((await post(JSON.stringify({ token }), { 'content-type': 'text/plain' })).status).toBe(403)
    expect((await post(JSON.stringify({ token }), { origin: 'http://127.0.0.1:1' })).status).toBe(403)
    const headers = await running.session()
    expect(headers['memwall-session']).toMatch(/^[\w-]{43}$/)
    const again = await post(JSON.stringify({ token }))
    expect([again.status, JSON.parse(again.body)]).toEqual([403, { secret: null }])
    expect((await ask('/session', { headers })).status).toBe(200)
    expect((await ask('/session')).status).toBe(403)
    for (const path of ['/', '/session', '/rpc', '/events']) {
      // What is never set is never sent to another port.
      expect((await ask(path)).headers['set-cookie']).toBeUndefined()
    }
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  it('answers calls and events only with the secret in its header; a cookie or an address that says it is nothing', async () => {
    const { origin } = running
    const { 'memwall-session': secret = '' } = await running.session()
    const call = { method: 'POST', body: '{"name":"app.info"}' }
    const json = { 'content-type': 'application/json', origin }
    for (const headers of [
      json,
      { ...json, cookie: `memwall-session=${secret}; memwall-${running.server.port}=${secret}` },
      { ...json, authorization: `Bearer ${secret}` },
      { ...json, 'memwall-session': `${secret}x` },
    ]) {
      expect((await ask('/rpc', { ...call, headers })).status).toBe(403)
      expect((await ask('/events', { headers })).status).toBe(403)
    }
    expect((await ask(`/rpc?memwall-session=${secret}`, { ...call, headers: json })).status).toBe(403)
    expect((await ask('/rpc', { ...call, headers: { ...json, 'memwall-session': secret } })).status).toBe(200)
  })

  it('sends the page with the same policy as the window', async () => {
    const page = await ask('/')
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY)
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    expect(page.headers['cache-control']).toBe('no-store')
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe-eval|script-src[^;]*unsafe|\*|https?:/)
  })

  it.each(['/../secret.html', '/%2e%2e/secret.html', '/..%5csecret.html', '/..%2fsecret.html', '/index.html%00'])(
    'finds nothing at %s',
    async (path) => {
      const answer = await ask(path)
      expect(answer.status).toBe(404)
      expect(answer.body).not.toContain('secret</')
    },
  )

  it('refuses another Host or Origin, even with the session', async () => {
    const { 'memwall-session': secret = '' } = await running.session()
    const session = { 'memwall-session': secret }
    expect((await ask('/', { headers: { ...session, host: 'evil.example' } })).status).toBe(403)
    expect((await ask('/', { headers: { ...session, origin: 'http://evil.example' } })).status).toBe(403)
    const call = { method: 'POST', body: '{"name":"app.info"}' }
    const json = { ...session, 'content-type': 'application/json' }
    expect((await ask('/rpc', { ...call, headers: json })).status).toBe(403)
    expect((await ask('/rpc', { ...call, headers: { ...json, origin: 'null' } })).status).toBe(403)
    expect((await ask('/rpc', { ...call, headers: { ...json, origin: 'http://127.0.0.1:1' } })).status).toBe(403)
    expect((await ask('/rpc', { ...call, headers: { ...json, origin: running.origin } })).status).toBe(200)
  })

  it('takes calls as JSON by POST only', async () => {
    const headers = await running.session()
    const json = { ...headers, 'content-type': 'application/json' }
    expect((await ask('/rpc', { headers })).status).toBe(405)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await ask('/rpc', { method: 'POST', headers: { ...headers, 'content-type': type }, body: '{}' })
      expect(answer.status).toBe(405)
    }
    for (const body of ['', '{', '[]', '7', 'null']) {
      const answer = await ask('/rpc', { method: 'POST', headers: json, body })
      expect(answer.status).toBe(400)
      expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    }
    expect((await ask('/', { method: 'DELETE', headers })).status).toBe(405)
  })

  it('refuses more than it takes at once, and goes on', async () => {
    const headers = { ...(await running.session()), 'content-type': 'application/json' }
    const answer = await ask('/rpc', { method: 'POST', headers, body: ' '.repeat(MAXIMUM_BODY_BYTES + 1) })
    expect(answer.status).toBe(413)
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'document-too-large' } })
    expect(await running.call('app.settings')).toMatchObject({ ok: true })
  })

  it('listens on the loopback address only', async () => {
    const { networkInterfaces } = await import('node:os')
    const outside = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .find((address) => !address.internal && address.family === 'IPv4')
    if (!outside) return
    await expect(fetch(`http://${outside.address}:${running.server.port}/`)).rejects.toThrow('fetch failed')
  })
})
