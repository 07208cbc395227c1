#!/usr/bin/env node
import { runOnNewerNode } from './newerNode.ts'

// First of all, and before anything else is loaded: an older Node crashes on loading SQLite.
const handedOver = runOnNewerNode()
if (handedOver === null) {
  const { run } = await import('./run.ts')
  process.exitCode = await run(process.argv.slice(2))
} else {
  process.exitCode = handedOver
}
