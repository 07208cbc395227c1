import type { ServerResponse } from 'node:http'
import { SECURITY_HEADERS } from '../common/contentSecurityPolicy.ts'

/** Sends an answer with the security headers; nothing of ours is ever cached unless it is named by its content. */
export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'Cache-Control': 'no-store',
    'Content-Type': contentType,
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  })
  response.end(body)
}

/** Sends a value as JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value))
}

/** Sends one sentence as a page, for what a person may see in the address bar's tab. */
export function sendSentence(response: ServerResponse, status: number, sentence: string): void {
  send(
    response,
    status,
    'text/html; charset=utf-8',
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Memwall</title><body style="font:16px/24px system-ui;margin:48px"><p>${sentence}</p></body></html>`,
  )
}
