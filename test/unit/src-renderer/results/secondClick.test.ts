// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { onSecondClick } from '../../../../src-renderer/results/secondClick.ts'

let name: HTMLElement
let shade: HTMLElement
const then = vi.fn<() => void>()
const shadeClicked = vi.fn<() => void>()

function click(on: HTMLElement, x: number, detail: number): void {
  on.dispatchEvent(new MouseEvent('click', { clientX: x, clientY: 10, detail, bubbles: true, cancelable: true }))
}

beforeEach(() => {
  vi.useFakeTimers()
  name = document.body.appendChild(document.createElement('button'))
  shade = document.body.appendChild(document.createElement('div'))
  name.addEventListener('click', (event) => onSecondClick(event, then), { once: true })
  shade.addEventListener('click', shadeClicked)
})
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
  vi.clearAllMocks()
  document.body.replaceChildren()
})

describe('the second click of a double one', () => {
  test('does what it is for where something opened over what the first one reached, and nothing else', () => {
    click(name, 100, 1)
    vi.advanceTimersByTime(400)
    click(shade, 102, 2)
    expect(then).toHaveBeenCalledOnce()
    expect(shadeClicked).not.toHaveBeenCalled()
    click(shade, 102, 1)
    expect(shadeClicked).toHaveBeenCalledOnce()
    expect(then).toHaveBeenCalledOnce()
  })

  test('is left to what the first one reached while that is still there', () => {
    click(name, 100, 1)
    click(name, 100, 2)
    expect(then).not.toHaveBeenCalled()
  })

  test('is none somewhere else, nor later', () => {
    click(name, 100, 1)
    click(shade, 160, 1)
    expect(shadeClicked).toHaveBeenCalledOnce()
    name.addEventListener('click', (event) => onSecondClick(event, then), { once: true })
    click(name, 100, 1)
    vi.advanceTimersByTime(1000)
    click(shade, 100, 1)
    expect(shadeClicked).toHaveBeenCalledTimes(2)
    expect(then).not.toHaveBeenCalled()
  })
})
