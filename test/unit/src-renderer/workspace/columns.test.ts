import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { workspaceSchema, type Workspace } from '../../../../src-shared/domain/workspace.ts'
import {
  addScenario,
  duplicateScenario,
  moveScenario,
  removeScenario,
  renameScenario,
  setBaseline,
  setHardware,
  setModel,
} from '../../../../src-renderer/workspace/columns.ts'
import { useEvaluation } from '../../../../src-renderer/workspace/evaluation.ts'
import { deploymentRecipe, workloadRecipe } from '../../../../src-renderer/workspace/recipes.ts'
import { useNotices } from '../../../../src-renderer/window/notices.ts'
import { useWorkspace } from '../../../../src-renderer/workspace/workspaceStore.ts'
import type { TestApp } from '../../../support/app.ts'
import { startCoreWithStores } from '../coreClient.ts'
import { sampleWorkspace } from '../sampleWorkspace.ts'

let core: TestApp
const current = (): Workspace => {
  const { workspace } = useWorkspace()
  if (!workspace) throw new Error('no workspace')
  return workspace
}
const columns = () => current().scenarios.map((scenario) => scenario.id)

beforeEach(() => {
  core = startCoreWithStores()
  useWorkspace().load({ file: null, name: 'a', workspace: sampleWorkspace(), diskHash: null, notice: null })
})
afterEach(async () => {
  // Whatever an edit did, the document is one that opens again.
  expect(workspaceSchema.safeParse(current()).error).toBeUndefined()
  await core.close()
})

describe('edits of the workspace', () => {
  test('a device is added with the next free letter, its profile embedded and a valid split', async () => {
    const id = await addScenario('h200-sxm')
    const added = current().scenarios.find((scenario) => scenario.id === id)
    expect(added?.slot).toBe(2)
    expect(added?.model).toBe('llama-3.1-70b')
    expect(current().profiles.hardware['h200-sxm']?.profile.name).toContain('H200')
    const { devices, tensorParallel, pipelineParallel, dataParallel } = added?.deployment ?? {}
    expect((tensorParallel ?? 0) * (pipelineParallel ?? 0) * (dataParallel ?? 0)).toBe(devices)
    useWorkspace().undo()
    expect(current().profiles.hardware['h200-sxm']).toBeUndefined()
  })

  test('a device that is added or put in takes the baseline’s stack where that was measured on its like', async () => {
    const stackOf = (id: string | null) =>
      current().scenarios.find((scenario) => scenario.id === id)?.deployment.software
    useWorkspace().edit('', deploymentRecipe('a', { software: 'vllm' }))
    expect(stackOf(await addScenario('h200-sxm'))).toBe('vllm')
    const wafer = await addScenario('cerebras-wse3')
    expect(stackOf(wafer)).toBeNull()
    await setHardware(wafer ?? '', 'mi355x')
    expect(stackOf(wafer)).toBe('vllm')
    await setHardware(wafer ?? '', 'tpu-v6e')
    expect(stackOf(wafer)).toBeNull()
  })

  test('a baseline that names no stack hands on the one it was evaluated with', async () => {
    const evaluation = useEvaluation()
    expect(current().scenarios[0]?.deployment.software).toBeNull()
    await vi.waitUntil(() => evaluation.evaluated?.workspace === current(), 20_000)
    const used = evaluation.evaluated?.results.get('a')?.calibration.software
    const id = await addScenario('h200-sxm')
    expect(current().scenarios.find((scenario) => scenario.id === id)?.deployment.software).toBe(used)
  })

  test('an unknown device changes nothing', async () => {
    const before = current()
    expect(await addScenario('no-such-device')).toBeNull()
    expect(current()).toBe(before)
  })

  test('a removed letter is free again, and the baseline moves on', async () => {
    removeScenario('a')
    expect(current().baseline).toBe('b')
    // The brief still names it as an alternative.
    expect(current().profiles.hardware['b200-sxm']).toBeDefined()
    await addScenario('h200-sxm')
    expect(current().scenarios.map((scenario) => scenario.slot)).toEqual([1, 0])
  })

  test('the last column stays', () => {
    removeScenario('a')
    removeScenario('b')
    expect(columns()).toEqual(['b'])
  })

  test('eight columns are the most', () => {
    for (let index = 0; index < 10; index++) duplicateScenario('a')
    expect(current().scenarios).toHaveLength(8)
    expect(new Set(current().scenarios.map((scenario) => scenario.slot)).size).toBe(8)
    expect(new Set(columns()).size).toBe(8)
  })

  test('columns move and keep their letters', () => {
    moveScenario('b', -1)
    expect(columns()).toEqual(['b', 'a'])
    expect(current().scenarios[0]?.slot).toBe(1)
    moveScenario('b', -1)
    expect(columns()).toEqual(['b', 'a'])
  })

  test('names and the baseline change; an empty name is none', () => {
    renameScenario('b', '  Wafers ')
    expect(current().scenarios[1]?.name).toBe('Wafers')
    renameScenario('b', ' ')
    expect(current().scenarios[1]?.name).toBeNull()
    setBaseline('b')
    expect(current().baseline).toBe('b')
  })

  test('another device drops the overrides of the old one', async () => {
    useWorkspace().edit('Override', (draft) => {
      const [first] = draft.scenarios
      if (first) first.hardwareOverrides['memory.hbm.bandwidth'] = 1e12
    })
    await setHardware('a', 'mi300x')
    expect(current().scenarios[0]?.hardware).toBe('mi300x')
    expect(current().scenarios[0]?.hardwareOverrides).toEqual({})
    // The brief still names the old one as an alternative.
    expect(current().profiles.hardware['b200-sxm']).toBeDefined()
  })

  test('a cloud instance comes in as rented, and prices typed for the device before it go', async () => {
    const store = useWorkspace()
    store.edit('Economics', (draft) => {
      const [first] = draft.scenarios
      if (first) Object.assign(first.economics, { purchasePrice: 31_000, embodiedCarbon: 200, electricityTariff: 0.2 })
    })
    await setHardware('a', 'gcp-a3-highgpu-8g')
    expect(current().scenarios[0]?.economics).toMatchObject({
      mode: 'rent',
      purchasePrice: null,
      embodiedCarbon: null,
      electricityTariff: 0.2,
    })
    await setHardware('a', 'cs-3')
    expect(current().scenarios[0]?.economics.mode).toBe('own')
  })

  test('a column that is added pays at the site of the baseline', async () => {
    const store = useWorkspace()
    store.edit('Economics', (draft) => {
      for (const scenario of draft.scenarios) scenario.economics.electricityTariff = 0.31
    })
    const id = await addScenario('mi300x')
    expect(current().scenarios.find((scenario) => scenario.id === id)?.economics.electricityTariff).toBe(0.31)
  })

  test('a model goes into the columns it was chosen for', async () => {
    await setModel(['a'], 'deepseek-v3')
    expect(current().scenarios.map((scenario) => scenario.model)).toEqual(['deepseek-v3', 'llama-3.1-70b'])
    await setModel(columns(), 'deepseek-v3')
    // The brief still serves the model it was proposed with.
    expect(Object.keys(current().profiles.models)).toEqual(['llama-3.1-70b', 'deepseek-v3'])
  })

  test('another model keeps the devices, and says so with a way back where they are split anew', async () => {
    const store = useWorkspace()
    store.edit('Devices', (draft) => {
      for (const scenario of draft.scenarios) {
        Object.assign(scenario.deployment, { devices: 6, tensorParallel: 2, pipelineParallel: 3, dataParallel: 1 })
        scenario.deployment.overlap = 0.5
      }
    })
    const before = current().scenarios.map(({ deployment }) => deployment)
    await setModel(columns(), 'llama-3.1-8b')
    // The smaller model can be cut as the larger one was.
    expect(current().scenarios.map(({ deployment }) => deployment)).toEqual(before)
    expect(useNotices().list).toEqual([])
    store.undo()
    store.edit('Devices', (draft) => {
      for (const scenario of draft.scenarios)
        Object.assign(scenario.deployment, { tensorParallel: 6, pipelineParallel: 1 })
    })
    const kept = current().scenarios.map(({ deployment }) => deployment)
    await setModel(columns(), 'llama-3.1-8b')
    for (const [index, { deployment }] of current().scenarios.entries()) {
      const { tensorParallel, pipelineParallel, dataParallel, expertParallel, ...rest } = deployment
      expect(tensorParallel * pipelineParallel * dataParallel).toBe(6)
      expect({ ...kept[index], ...{ tensorParallel, pipelineParallel, dataParallel, expertParallel } }).toEqual({
        ...rest,
        tensorParallel,
        pipelineParallel,
        dataParallel,
        expertParallel,
      })
    }
    const [notice] = useNotices().list
    expect(notice?.severity).toBe('warning')
    expect(notice?.text).toMatch(/the same 6 devices are split anew/)
    notice?.actions?.[0]?.run()
    expect(current().scenarios.map(({ deployment }) => deployment)).toEqual(kept)
    expect(current().scenarios[0]?.model).toBe('llama-3.1-70b')
    expect(useNotices().list).toEqual([])
  })

  test('a column beside eight devices has eight, and says so; one of whole systems says why it has more', async () => {
    const store = useWorkspace()
    store.edit('Devices', (draft) => {
      for (const scenario of draft.scenarios) Object.assign(scenario.deployment, { devices: 8, tensorParallel: 8 })
    })
    const devicesOf = (id: string | null) => current().scenarios.find((each) => each.id === id)?.deployment.devices
    expect(devicesOf(await addScenario('mi300x'))).toBe(8)
    expect(useNotices().list.at(-1)?.text).toMatch(/^C has 8 × .+, as many devices as A\.$/)
    expect(devicesOf(await addScenario('cerebras-wse3'))).toBe(8)
    const racks = await addScenario('dgx-gb200-nvl72')
    expect(devicesOf(racks)).toBe(72)
    expect(useNotices().list.at(-1)?.text).toMatch(/has 72 × .+, not 8 as A: they come in whole systems/)
    useNotices().list.at(-1)?.actions?.[0]?.run()
    expect(current().scenarios.some(({ id }) => id === racks)).toBe(false)
    await setHardware('a', 'h200-sxm')
    expect(devicesOf('a')).toBe(8)
  })

  test('a load is shared until a column overrides it, and shared again after a reset', () => {
    const store = useWorkspace()
    store.edit('Load', workloadRecipe('a', 'concurrency', 7))
    expect(current().scenarios[0]?.workloadOverrides).toEqual({ concurrency: 7 })
    store.edit('Load', workloadRecipe(null, 'concurrency', 9))
    expect(current().workload.concurrency).toBe(9)
    store.edit('Load', workloadRecipe('a', 'concurrency', undefined))
    expect(current().scenarios[0]?.workloadOverrides).toEqual({})
  })
})
