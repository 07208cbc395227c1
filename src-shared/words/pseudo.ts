import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'

const PLAIN = 'AaCcDdEeGgHhIiLlNnOoRrSsTtUuYyZz'
const DISGUISED = 'ÅåÇçĎďÉéĞğĤĥÎîĽľÑñÖöŘřŠšŤťÛûÝýŽž'

/** English in disguise: the words of a pattern with accents and in brackets, its arguments as they are. */
export function pseudo(pattern: string): MessageFormatElement[] {
  return [literal('⟦'), ...disguise(parse(pattern, { ignoreTag: true })), literal('⟧')]
}

function literal(value: string): MessageFormatElement {
  return { type: TYPE.literal, value }
}

function disguise(elements: readonly MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element) => {
    if (element.type === TYPE.literal) return { ...element, value: disguised(element.value) }
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return element
    const options = Object.entries(element.options).map(([name, option]) => [
      name,
      { ...option, value: disguise(option.value) },
    ])
    return { ...element, options: Object.fromEntries(options) }
  })
}

function disguised(text: string): string {
  return [...text].map((letter) => DISGUISED[PLAIN.indexOf(letter)] ?? letter).join('')
}
