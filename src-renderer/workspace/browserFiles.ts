/** Largest file that is read into the window; the back end has its own, smaller limits and sentences. */
const LARGEST = 64 * 1024 * 1024

/** A file the user chose or dropped: a workspace as text, a report as base64. */
export type ChosenFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly bytes: string }

/** Asks for a workspace file with the browser's own chooser. @returns null: nothing was chosen */
export async function chooseFile(): Promise<ChosenFile | null> {
  const file = await uploadedFile('.memwall,application/json,.pdf')
  return file && readFile(file)
}

/** Asks for a file with the browser's own chooser. @param accept endings and media types @returns null: nothing was chosen */
export function uploadedFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    // Part of the page while the chooser is open: an input nobody holds may be collected before the answer comes.
    input.hidden = true
    document.body.append(input)
    input.addEventListener('cancel', () => {
      input.remove()
      resolve(null)
    })
    input.addEventListener('change', () => {
      input.remove()
      resolve(input.files?.[0] ?? null)
    })
    input.click()
  })
}

/** Reads a chosen or dropped file. @throws an Error with one sentence when it is too large */
export async function readFile(file: File): Promise<ChosenFile> {
  if (file.size > LARGEST) {
    throw new Error(`${file.name} is larger than 64 MiB and no workspace. Choose a .memwall file.`)
  }
  return /\.pdf$/i.test(file.name)
    ? { name: file.name, bytes: await base64Of(file) }
    : { name: file.name, text: await file.text() }
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const address = typeof reader.result === 'string' ? reader.result : ''
      resolve(address.slice(address.indexOf(',') + 1))
    })
    reader.addEventListener('error', () => reject(reader.error ?? new Error(file.name)))
    reader.readAsDataURL(file)
  })
}
