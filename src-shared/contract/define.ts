import { z } from 'zod'

/** One method of the contract: the schema of its argument and of its answer. */
export interface Method<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input
  readonly output: Output
}

/** Declares a method. @param input schema of the argument, checked at the door @param output schema of the answer */
export function method<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Method<Input, Output> {
  return { input, output }
}

/**
 * An answer made by our own typed code, too large to be checked again at every call. The contract suite checks that it
 * survives the transport unchanged.
 */
export function trusted<Value>(): z.ZodType<Value> {
  return z.custom<Value>((value) => value !== undefined)
}

/** No argument. */
export const nothing = z.undefined()

/** What a caller passes to a method. */
export type InputOf<M extends Method> = z.input<M['input']>
/** What a handler receives. */
export type ParsedInputOf<M extends Method> = z.output<M['input']>
/** What a method gives back. */
export type OutputOf<M extends Method> = z.output<M['output']>
