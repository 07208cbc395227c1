import { posix, win32 } from 'node:path'

/** The two files that run Memwall, as absolute paths. */
export interface ProgramFiles {
  /** The Node that comes with the dependencies. */
  readonly node: string
  /** The built starter, which takes the document as its argument. */
  readonly starter: string
}

/** @param root Memwall's folder @param platform `process.platform` of the computer it lies on */
export function programFiles(root: string, platform: NodeJS.Platform): ProgramFiles {
  const { join } = platform === 'win32' ? win32 : posix
  // On Windows node_modules\.bin holds scripts for a shell, not programs.
  const node = platform === 'win32' ? ['node', 'bin', 'node.exe'] : ['.bin', 'node']
  return { node: join(root, 'node_modules', ...node), starter: join(root, 'out', 'main', 'start.js') }
}
