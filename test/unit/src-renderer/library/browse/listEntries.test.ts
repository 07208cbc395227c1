import { expect, test } from 'vitest'
import type { HardwareListing } from '../../../../../src-shared/contract/library.ts'
import { hardwareListing } from '../../../../../src-main/library/hardware.ts'
import { listEntries, rowText } from '../../../../../src-renderer/library/browse/listEntries.ts'
import { device } from '../../../resources/libraryProfiles.ts'

const listings: readonly HardwareListing[] = ['cerebras-wse3', 'groq-lp30', 'b200-sxm', 'epyc-9965'].map((id) => ({
  ...hardwareListing(device(id)),
  origin: 'bundled',
}))

const deviceEntries = (lines: readonly HardwareListing[]) => listEntries(lines, ({ vendor }) => vendor)

test('each vendor is named once, above its devices, and not again in their names', () => {
  const entries = deviceEntries(listings)
  expect(entries.map((entry) => (entry.kind === 'heading' ? `# ${entry.owner}` : rowText(entry.line).name))).toEqual([
    '# Cerebras',
    'CS-3 (WSE-3)',
    '# Groq/NVIDIA',
    '3 LPU LP30 (LPX rack)',
    '# NVIDIA',
    'B200 SXM (HGX)',
    '# AMD',
    'EPYC 9965 (Turin Dense)',
  ])
})

test('capacity says when it is SRAM and when it is unknown; what is spoken names all of it', () => {
  const profiles = deviceEntries(listings).flatMap((entry) => (entry.kind === 'profile' ? [entry] : []))
  expect(profiles.map((entry) => rowText(entry.line).size)).toEqual([
    '44\u00a0GB SRAM',
    '500\u00a0MB SRAM',
    '192\u00a0GB',
    'unknown',
  ])
  expect(profiles[2] && rowText(profiles[2].line).spoken).toBe(
    'NVIDIA B200 SXM (HGX), 192\u00a0GB, sources disagree on 4 figures',
  )
  expect(profiles.map((entry) => entry.position)).toEqual([1, 2, 3, 4])
})

test('an empty list has no heading', () => {
  expect(deviceEntries([])).toEqual([])
})
