import type { ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { findAsset } from '../common/assets.ts'
import { send, sendSentence } from './answers.ts'

/** Answers a GET with a file of the built renderer, or 404. @param rawPath the path as sent, escapes included */
export async function answerFile(response: ServerResponse, folder: string, rawPath: string): Promise<void> {
  const asset = findAsset(folder, rawPath)
  if (!asset) return sendSentence(response, 404, 'There is nothing at this address.')
  send(response, 200, asset.contentType, await readFile(asset.path), {
    'Cache-Control': asset.immutable ? 'private, max-age=31536000, immutable' : 'no-store',
  })
}
