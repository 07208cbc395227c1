/** A file as a line of text: its name, and the end of its folder's path where it has one. */
export function placeText({ name, folder }: { readonly name: string; readonly folder: string }): string {
  return [name, folder].filter(Boolean).join(' · ')
}
