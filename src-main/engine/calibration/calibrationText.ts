import dataflow from '#resources/calibration/dataflow.json' with { type: 'json' }
import llamaCpp from '#resources/calibration/llamacpp.json' with { type: 'json' }
import operators from '#resources/calibration/operators.json' with { type: 'json' }
import serving from '#resources/calibration/serving.json' with { type: 'json' }
import sparse from '#resources/calibration/sparse.json' with { type: 'json' }

/** All fits this build computes with, as one text: two builds of one release with other fits give other numbers. */
export function calibrationText(): string {
  return JSON.stringify([serving, operators, llamaCpp, dataflow, sparse])
}
