import { describe, expect, it } from 'vitest'
import { buildWorkspace, createDocument } from '#main/documents/create.ts'
import { profileHash, sha256 } from '#main/documents/embed.ts'
import { readDocumentText } from '#main/documents/open.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { testHardware, testLibrary } from '../../../support/documents.ts'

describe('createDocument', () => {
  it('compares eight packages with four wafers, each profile embedded once and whole', () => {
    const { workspace, ...rest } = createDocument(testLibrary)
    expect(rest).toEqual({ path: null, name: 'Untitled.memwall', diskHash: null, notice: null })
    expect(workspace.scenarios).toMatchObject([
      { slot: 0, hardware: 'b200-sxm', deployment: { devices: 8, tensorParallel: 8, weightPrecision: 'fp8' } },
      { slot: 1, hardware: 'cerebras-wse3', deployment: { devices: 4, pipelineParallel: 4, weightPrecision: 'fp16' } },
    ])
    expect(workspace.baseline).toBe(workspace.scenarios[0]?.id)
    expect(Object.keys(workspace.profiles.models)).toEqual(['llama-3.1-70b'])
    expect(readDocumentText('x', serializeDocument(workspace)).workspace).toEqual(workspace)
  })

  it('says so when the library lacks a device', () => {
    const empty = {
      ...testLibrary,
      hardware: (id: string) => {
        throw new CodedError('not-found', `There is no device “${id}”.`)
      },
    }
    expect(() => createDocument(empty)).toThrow('There is no device “b200-sxm”.')
  })
})

describe('buildWorkspace', () => {
  it('lets a sketch name another baseline and report fields', () => {
    const scenarios = ['a', 'b'].map((id) => ({ id, hardware: 'h', model: 'm', deployment: {} }))
    const workspace = buildWorkspace({ scenarios, baseline: 'b', report: { owner: 'Ada' } }, testLibrary)
    expect(workspace).toMatchObject({ baseline: 'b', report: { owner: 'Ada', paper: 'a4' } })
  })
})

describe('profileHash', () => {
  it('is the SHA-256 of the canonical JSON, whatever the order of the keys', () => {
    const profile = testHardware()
    expect(profileHash(profile)).toBe(sha256(canonicalJson(profile)))
    expect(profileHash(Object.fromEntries(Object.entries(profile).toReversed()))).toBe(profileHash(profile))
    expect(profileHash({})).toBe('ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356')
  })
})
