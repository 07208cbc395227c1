import type { IncomingMessage } from 'node:http'

/** @returns whether a request carries JSON and is a POST: what no form of another site can send */
export function isJsonPost(request: IncomingMessage): boolean {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  return request.method === 'POST' && type === 'application/json'
}

/**
 * @param most bytes that are kept
 * @returns the text, or null when it is too large; what is too large is read to its end but not kept
 */
export function readBody(request: IncomingMessage, most: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > most) chunks = []
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(bytes > most ? null : Buffer.concat(chunks).toString('utf8')))
    request.on('error', reject)
  })
}

/** @returns the object a text holds; null: it holds none */
export function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null
  } catch {
    return null
  }
}
