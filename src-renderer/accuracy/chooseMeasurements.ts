/** A measurement file as text. */
export interface MeasurementFile {
  readonly name: string
  readonly text: string
}

/** Asks for CSV files with the window's own chooser, the same in every shell. @returns empty: nothing was chosen */
export function chooseMeasurements(): Promise<readonly MeasurementFile[]> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.csv,text/csv'
    input.multiple = true
    input.addEventListener('cancel', () => resolve([]))
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])]
      Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() }))).then(resolve, reject)
    })
    input.click()
  })
}
