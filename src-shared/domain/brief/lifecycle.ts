import { z } from 'zod'
import { numberWithin } from '../limits.ts'
import { assumedWithin, guessed } from './assumed.ts'

/** What training the model takes, and what the company spends: set against serving, and never in a verdict. */
export const lifecycleSchema = z.strictObject({
  training: z.strictObject({
    /** Tokens of one run. Null: nobody has said, and training has no cost. */
    tokens: numberWithin('brief.lifecycle.tokens').nullable(),
    /** Share of the dense bf16 peak that training reaches. */
    utilisation: assumedWithin('brief.lifecycle.utilisation'),
    /** Device-hours of all that leads to the run that is kept, over those of that run. */
    experiments: assumedWithin('brief.lifecycle.experiments'),
    /** How often a year it is trained anew. */
    perYear: numberWithin('brief.lifecycle.perYear'),
  }),
  /** Dollars a year of the whole company, this brief left out. Null: nobody has said. */
  company: z.strictObject({
    training: numberWithin('brief.constraints.dollars').nullable(),
    inference: numberWithin('brief.constraints.dollars').nullable(),
  }),
})
/** What training the model takes, and what the company spends. */
export type Lifecycle = z.infer<typeof lifecycleSchema>

/** Before anybody says what is trained. */
export const DEFAULT_LIFECYCLE: Lifecycle = {
  training: { tokens: null, utilisation: guessed(0.4, 0.3, 0.5), experiments: guessed(1), perYear: 0 },
  company: { training: null, inference: null },
}
