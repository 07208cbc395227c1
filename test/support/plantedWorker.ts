/** The engine's worker with the planted analyses. */
import './plantedAnalysis.ts'
import '#main/compute/worker.ts'
