/**
 * Loaded into an Electron main process before the application: says when its page is interactive, then ends it.
 * Interactive: there is a button, the frame with it has been painted, and the page answers a task.
 */
const { app } = require('electron')

const interactive = `new Promise((resolve) => {
  const look = () => {
    if (!document.querySelector('#app button:not([disabled])')) return setTimeout(look, 2)
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0)))
  }
  look()
})`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    void contents.executeJavaScript(interactive).then(() => {
      process.stdout.write('interactive\n', () => app.exit(0))
    })
  })
})
