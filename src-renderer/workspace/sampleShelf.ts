import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { chartScenarios } from '#shared/words/scenario.ts'
import type { Sample } from '#shared/contract/documents.ts'
import { useClient } from '../window/client.ts'
import { readOnce } from '../window/readOnce.ts'
import { samplePicture, type SamplePicture } from './samplePicture.ts'

/** A sample on the start page. The picture follows once the engine has evaluated it; null until then. */
export interface ShelvedSample extends Sample {
  readonly slots: readonly number[]
  readonly picture: SamplePicture | null
}

/** The worked samples with pictures computed from them. Read once; the pictures follow one by one. */
export const useSampleShelf = defineStore('sampleShelf', () => {
  const client = useClient()
  /** Null: not read yet. */
  const samples = shallowRef<readonly ShelvedSample[] | null>(null)
  /** One sentence: why there are none. */
  const failure = shallowRef<string | null>(null)

  /** The list alone, without waiting for its pictures. */
  const { load: loadList } = readOnce(async () => {
    const reply = await client.call('documents.samples')
    failure.value = reply.ok ? null : reply.error.message
    if (!reply.ok) return false
    samples.value = reply.value.map((sample) => ({
      ...sample,
      slots: Array.from({ length: sample.scenarios }, (_, index) => index),
      picture: null,
    }))
    return true
  })
  const { load } = readOnce(async () => {
    await loadList()
    for (const { id } of samples.value ?? []) await draw(id)
    return samples.value !== null
  })

  /** A sample that cannot be evaluated keeps its place without a picture: opening it says why. */
  async function draw(id: string): Promise<void> {
    const opened = await client.call('documents.openSample', { id })
    if (!opened.ok) return
    const { workspace } = opened.value
    const evaluated = await client.call('engine.evaluate', { workspace })
    if (!evaluated.ok) return
    const picture = samplePicture(chartScenarios(workspace, evaluated.value.results), workspace.baseline)
    const slots = workspace.scenarios.map((scenario) => scenario.slot)
    samples.value = (samples.value ?? []).map((sample) => (sample.id === id ? { ...sample, slots, picture } : sample))
  }

  return { samples, failure, loadList, load }
})
