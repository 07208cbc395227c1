import { z } from 'zod'
import { numberWithin } from './limits.ts'

/** Training a model once, to be set against what its use costs. */
export const trainingSchema = z.strictObject({
  /** Tokens it is trained on. */
  tokens: numberWithin('decision.training.tokens'),
  /** Share of the dense peak the training reaches. */
  utilisation: numberWithin('decision.training.utilisation'),
})
/** Training a model once. */
export type Training = z.infer<typeof trainingSchema>
