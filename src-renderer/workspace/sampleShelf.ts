import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { FIRST_DRAWS, USUAL_DRAWS } from '#shared/domain/analysis/draws.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import type { Sample } from '#shared/contract/documents.ts'
import { useClient } from '../window/client.ts'
import { readOnce } from '../window/readOnce.ts'
import { costPicture } from './costPicture.ts'
import { samplePicture, type SamplePicture } from './samplePicture.ts'

/** Name of the job that works out the picture of a decision. */
const JOB = 'samplePicture'

/** A sample on the start page. The picture follows once it is worked out; null until then. */
export interface ShelvedSample extends Sample {
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
    samples.value = reply.value.map((sample) => ({ ...sample, picture: null }))
    return true
  })
  /** Whether the pictures are looked at: for a page that was left none is worked out. */
  let shown = false
  const { load: draw } = readOnce(async () => {
    await loadList()
    for (const sample of samples.value ?? []) if (shown && sample.picture === null) await drawOne(sample)
    return shown && samples.value !== null
  })

  /** A sample that cannot be worked out keeps its place without a picture: opening it says why. */
  async function drawOne({ id, opens }: ShelvedSample): Promise<void> {
    const opened = await client.call('documents.openSample', { id })
    if (!opened.ok || !shown) return
    const { workspace } = opened.value
    const picture = await (opens === 'decide' ? pictureOfDecision(workspace) : pictureOfComparison(workspace))
    samples.value = (samples.value ?? []).map((sample) => (sample.id === id ? { ...sample, picture } : sample))
  }

  async function pictureOfComparison(workspace: Workspace): Promise<SamplePicture | null> {
    const evaluated = await client.call('engine.evaluate', { workspace })
    if (!evaluated.ok) return null
    return samplePicture(chartScenarios(workspace, evaluated.value.results), workspace.baseline)
  }

  async function pictureOfDecision(workspace: Workspace): Promise<SamplePicture | null> {
    const draws = { draws: FIRST_DRAWS, seed: USUAL_DRAWS.seed }
    const decided = await client.call('decision.decide', { workspace, ...draws, job: JOB })
    return decided.ok ? costPicture(workspace, decided.value) : null
  }

  /** The list with its pictures, which are worked out until `leave`. */
  function load(): Promise<void> {
    shown = true
    return draw()
  }

  /** Ends what is worked out for the page: nobody looks at it any more. */
  function leave(): void {
    shown = false
    void client.call('analysis.cancel', { job: JOB })
  }

  return { samples, failure, loadList, load, leave }
})
