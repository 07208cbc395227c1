import { extname } from 'node:path'

/** @returns the path with the ending of its kind, added where the user left it out. @param extension without the dot */
export function withEnding(path: string, extension: string): string {
  return extname(path).toLowerCase() === `.${extension}` ? path : `${path}.${extension}`
}
