import type { Software } from '#shared/domain/software.ts'
import { LLAMA_CPP_ENTRIES } from './llamaCppTable.ts'
import { SERVING_ENTRIES } from './servingTable.ts'
import { TABLE } from './table.ts'

/** A device and a stack that was measured on it. */
export interface MeasuredStack {
  readonly hardware: string
  readonly software: Software
}

/** Every device and stack of the calibrations, each pair once: of kernels and of serving. */
export function measuredStacks(): readonly MeasuredStack[] {
  const found = new Map<string, MeasuredStack>()
  const add = (hardware: string | null, software: Software | 'any' | null): void => {
    if (hardware === null || software === null || software === 'any') return
    found.set(`${hardware} ${software}`, { hardware, software })
  }
  for (const { subject, software } of TABLE.entries) add(subject, software)
  for (const { hardware, software } of SERVING_ENTRIES) add(hardware, software)
  for (const { devices } of LLAMA_CPP_ENTRIES.values()) for (const device of devices) add(device, 'llamacpp')
  return [...found.values()]
}
