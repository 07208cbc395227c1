/** The text cut at a word before `longest` letters, with an ellipsis where it was cut. */
export function shortened(text: string, longest: number): string {
  const letters = [...text]
  if (letters.length <= longest) return text
  return `${letters
    .slice(0, longest)
    .join('')
    .replace(/\s+\S*$/, '')} …`
}
