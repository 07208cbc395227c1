import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { riskSchema } from '#shared/domain/brief/risk.ts'
import { softwareFileSchema } from '#shared/domain/market/software.ts'
import { softwareEvidence } from '#shared/domain/market/softwareEvidence.ts'
import { isProposed, proposedFor, proposeSoftwareRisk, takenOver } from '#shared/domain/brief/proposeRisks.ts'
import { device, shipped } from '../../../resources/libraryProfiles.ts'

const software = softwareFileSchema.parse(
  JSON.parse(readFileSync(new URL('../../../../../resources/market/software.json', import.meta.url), 'utf8')),
)

describe('the proposed risk of software', () => {
  it.each([
    ['h100-sxm', 5],
    ['mi355x', 4],
    ['m3-ultra', 4],
    ['arc-pro-b60', 3],
    ['tpu7x', 3],
    ['ascend-910c', 3],
    ['gaudi3', 2],
    ['trainium2', 2],
    ['cerebras-wse3', 1],
    ['groq-chip1', 1],
  ] as const)('of %s is %i', (id, score) => expect(proposeSoftwareRisk(device(id), software)?.score).toBe(score))

  it('is a risk of a brief, with where each line was read, and is seen to be a guess', () => {
    for (const profile of shipped.hardware) {
      const risk = proposeSoftwareRisk(profile, software)
      if (risk === null) continue
      expect(riskSchema.safeParse(risk).success).toBe(true)
      expect(isProposed(risk)).toBe(true)
      expect(risk.effects).toBeNull()
      const lines = risk.evidence.split('\n')
      const facts = softwareEvidence(profile, software)
      expect(lines[0]).toContain(facts[0]?.cited.address)
      for (const line of lines) expect(line).toMatch(/\((?:.*, )?20\d\d[\d-]*(?:, https:\/\/[^ ]+)?\)$/)
    }
    expect(isProposed({ author: 'Platform lead' })).toBe(false)
  })

  it('is nobody’s where nothing is known', () => {
    expect(proposeSoftwareRisk({ vendor: 'Ours', kind: 'gpu' }, software)).toBeNull()
    expect(proposeSoftwareRisk(device('gc200'), software)).toBeNull()
    expect(proposeSoftwareRisk(device('h100-sxm'), { ...software, support: [] })).toBeNull()
  })

  it('has the day of its facts only where all of them have one', () => {
    const support = software.support.slice(0, 1).map((fact) => ({ ...fact, date: '2026-05-04' }))
    expect(proposeSoftwareRisk(device('h100-sxm'), { ...software, support })?.date).toBe('2026-05-04')
    expect(proposeSoftwareRisk(device('h100-sxm'), software)?.date).toBeNull()
  })

  it('is proposed for an alternative that has none of its own, and is no proposal once it is taken over', () => {
    const profile = device('mi355x')
    const proposal = proposedFor({ risks: {} }, profile, software)
    expect(proposal).toEqual(proposeSoftwareRisk(profile, software))
    expect(proposedFor({ risks: {} }, null, software)).toBeNull()
    if (proposal === null) throw new Error('Nothing is proposed.')
    for (const author of ['Platform lead', '']) {
      const own = takenOver(proposal, author)
      expect(own).toEqual({ ...proposal, author })
      expect(isProposed(own)).toBe(false)
      expect(proposedFor({ risks: { software: own } }, profile, software)).toBeNull()
    }
  })
})
