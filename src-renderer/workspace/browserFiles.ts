/** Largest file that is read into the window; the back end has its own, smaller limits and sentences. */
const LARGEST = 64 * 1024 * 1024

/** A file the user chose or dropped, as text. */
export interface ChosenFile {
  readonly name: string
  readonly text: string
}

/** Asks for a workspace file with the browser's own chooser. @returns null: nothing was chosen */
export function chooseFile(): Promise<ChosenFile | null> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.memwall,application/json'
    // Part of the page while the chooser is open: an input nobody holds may be collected before the answer comes.
    input.hidden = true
    document.body.append(input)
    input.addEventListener('cancel', () => {
      input.remove()
      resolve(null)
    })
    input.addEventListener('change', () => {
      input.remove()
      const file = input.files?.[0]
      if (file) readFile(file).then(resolve, reject)
      else resolve(null)
    })
    input.click()
  })
}

/** Reads a chosen or dropped file. @throws an Error with one sentence when it is too large */
export async function readFile(file: File): Promise<ChosenFile> {
  if (file.size > LARGEST) {
    throw new Error(`${file.name} is larger than 64 MiB and no workspace. Choose a .memwall file.`)
  }
  return { name: file.name, text: await file.text() }
}
