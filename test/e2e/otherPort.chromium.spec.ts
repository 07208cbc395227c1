import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, type Page } from '@playwright/test'
import { startMemwall, type MemwallServer } from '../support/browser.ts'
import { findTestChromium, isBuilt } from '../support/runtimes.ts'

const chromium = findTestChromium()
test.skip('missing' in chromium, `the browser shell: ${'missing' in chromium ? chromium.missing : ''}`)
test.skip(!isBuilt(), 'the browser shell: nothing is built')

/** A server of somebody else on another port of this machine: all that it was ever sent. */
interface OtherServer {
  readonly origin: string
  readonly heard: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[]
  close(): Promise<void>
}

/** Sends the browser from page to page, as a link from elsewhere could not: by pages that refresh themselves. */
const HOPS: Readonly<Record<string, string>> = {
  '/': '<meta http-equiv="refresh" content="0;url=/second">',
  '/second': '<meta http-equiv="refresh" content="0;url=/third">',
  '/third': '<title>arrived</title>',
}

async function startOther(): Promise<OtherServer> {
  const heard: OtherServer['heard'][number][] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString('latin1')))
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, body })
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end(`<!doctype html>${HOPS[request.url ?? ''] ?? ''}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

let memwall: MemwallServer
let other: OtherServer

test.beforeEach(async () => {
  memwall = await startMemwall()
  other = await startOther()
})
test.afterEach(async () => {
  await memwall.close()
  await other.close()
})

const ours = () => new URL(memwall.address).origin

async function enter(page: Page): Promise<void> {
  await page.goto(memwall.address)
  await expect(page.getByRole('heading', { name: 'Where is the memory wall?' })).toBeVisible({ timeout: 30_000 })
}

test('a server on another port is sent nothing that opens ours', async ({ page }) => {
  await enter(page)
  const secret = await page.evaluate(() => sessionStorage.getItem('memwall-session'))
  await page.goto(other.origin)
  await page.waitForURL(`${other.origin}/third`)
  await expect(page).toHaveTitle('arrived')
  const sent = JSON.stringify(other.heard)
  expect(other.heard.map(({ path }) => path)).toEqual(expect.arrayContaining(['/', '/second', '/third']))
  if (secret !== null) expect(sent).not.toContain(secret)
  expect(sent).not.toContain(memwall.address.split('=').at(-1))
  for (const { headers } of other.heard) {
    // Whatever it was sent, it may send on; with the Origin and Host of ours, for it is no browser.
    const answers = await Promise.all([
      fetch(`${ours()}/rpc`, {
        method: 'POST',
        headers: { ...plain(headers), 'content-type': 'application/json', origin: ours() },
        body: '{"name":"app.info"}',
      }),
      fetch(`${ours()}/events`, { headers: plain(headers) }),
      fetch(`${ours()}/session`, { headers: plain(headers) }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
  }
})

test('nor does its page get in from the user’s own browser', async ({ page }) => {
  await enter(page)
  await page.goto(`${other.origin}/third`)
  const attempts = await page.evaluate(async (origin) => {
    const tried = async (path: string, options: RequestInit): Promise<string> => {
      try {
        const response = await fetch(`${origin}${path}`, { credentials: 'include', ...options })
        return `${response.status} ${await response.text()}`
      } catch {
        return 'refused'
      }
    }
    const call = { method: 'POST', body: '{"name":"app.info"}' }
    const framed = new Promise<string>((resolve) => {
      const frame = document.createElement('iframe')
      frame.src = origin
      frame.addEventListener('load', () => {
        // Null for a page of another origin, and for the one that stands there when framing is refused.
        resolve(frame.contentDocument?.title ?? 'refused')
      })
      document.body.append(frame)
    })
    return [
      await tried('/rpc', { ...call, headers: { 'content-type': 'application/json' } }),
      await tried('/rpc', { ...call, headers: { 'content-type': 'application/json', 'memwall-session': 'x' } }),
      await tried('/rpc', { ...call, mode: 'no-cors' }),
      await tried('/events', {}),
      await tried('/session', {}),
      await framed,
      String(sessionStorage.length + localStorage.length + document.cookie.length),
    ]
  }, ours())
  expect(attempts).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'refused', '0'])
})

test('a reload of our page goes on, another tab has to have the address, and the address goes from sight', async ({
  page,
  context,
}) => {
  await enter(page)
  expect(page.url()).toBe(`${ours()}/`)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Where is the memory wall?' })).toBeVisible({ timeout: 30_000 })
  expect(await context.cookies()).toEqual([])
  const second = await context.newPage()
  await second.goto(`${ours()}/`)
  await expect(second.getByText('Open the address that Memwall printed')).toBeVisible()
})

/** Headers as they can be sent on: not those that belong to one connection. */
function plain(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name) ? [[name, value]] : [],
    ),
  )
}
