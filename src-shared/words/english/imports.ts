import type { Wording } from '../../domain/wording.ts'
import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** What is told of a file of somebody else, and of the weights a file describes. */
export const imports = {
  'import.schemeUnread': message<{ scheme: string }>(
    'How the weights are stored is not read (“{scheme}”): which parts a precision covers follows the rule of its name.',
  ),
  'import.partsMixed': message<{ parts: readonly Wording[] }>(
    'Some matrices of these parts are narrower than others, and all are counted as the widest: {parts}.',
  ),
  'import.dimensionsMissing': message<{ type: string; names: readonly string[] }>(
    'The configuration of “{type}” lacks {names}: give the whole config.json, or add what is missing.',
  ),
  'import.activationUnknown': message<{ activation: string; type: string }>(
    'The activation “{activation}” of “{type}” is not known, and with it whether its feed-forward layers have two matrices or three: enter the model as a profile of your own instead.',
  ),
  'import.patternDiffers': message<{ layer: number }>(
    'The model configuration says of layer {layer, number} one thing in "layer_types" and another in "sliding_window_pattern": correct it.',
  ),
  /** `share`: by how much, of what the name says. */
  'import.sizeDiffers': message<{
    name: string
    part: 'all' | 'active'
    named: Amount
    counted: Amount
    more: 'more' | 'less'
    share: number
  }>(
    '{name} names {named} parameters{part, select, active { active per token} other {}}, and the dimensions give {counted}, {share, number, ::scale/100 precision-integer} % {more, select, more {more} other {less}}: a part of the model may be read wrongly, or it is another one. Compare its layers with the model’s page before you enter it.',
  ),
  /** `known`: the id of the library's model. `share`: by how much, of what the library has. */
  'import.libraryDiffers': message<{
    name: string
    known: string
    had: Amount
    counted: Amount
    more: 'more' | 'less'
    share: number
  }>(
    'The library has {known} of this name with {had} parameters, and {name} gives {counted}, {share, number, ::scale/100 precision-integer} % {more, select, more {more} other {less}}: a part of the model may be read wrongly, or it is another one. Compare the two before you enter it, or use the library’s.',
  ),
  /** `known`: the library's device. */
  'import.sparsePeak': message<{ name: string; format: string; given: Amount; dense: Amount; known: string }>(
    '{name} gives {given} in {format}, twice the dense {dense} of {known} in the library: it is the sparse peak. Take the dense one from the library (--dense on the command line), or write it in the table.',
  ),
  'import.denseTaken': message<{ name: string; format: string; given: Amount; dense: Amount; known: string }>(
    '{name} gives {given} in {format}, the sparse peak: the dense {dense} of {known} in the library is taken.',
  ),
  'import.denseNote': message<{ known: string }>('The file gives the sparse peak; this is the dense one of {known}.'),
  'import.bothDirections': message<{ name: string; given: Amount; each: Amount; known: string }>(
    '{name} gives its scale-up link {given}, twice the {each} per direction of {known} in the library: it may count both directions, of which one is meant.',
  ),
  'import.named': message<{ id: string }>('The file does not name the model: it is called {id}.'),
  'import.nameOfSeveral': message('The file holds several profiles, which one name cannot tell apart: leave it out.'),
  'import.doubts': message('In doubt'),
  'import.nameField': message('Name of the model'),
  'import.nameHint': message('The file names none: its repository, for example Qwen/Qwen3-8B.'),
  'import.takeDense': message<{ count: number }>(
    'Take {count, plural, one {the dense peak} other {the # dense peaks}} of the library instead',
  ),
}
