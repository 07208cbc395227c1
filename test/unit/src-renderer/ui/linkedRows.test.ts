// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defineComponent, h, ref, type Ref } from 'vue'
import { provideLinkedHover } from '../../../../src-renderer/ui/linkedHover.ts'
import { useLinkedRows } from '../../../../src-renderer/ui/linkedRows.ts'

const Rows = defineComponent(() => {
  const linked = useLinkedRows()
  return () => ['a', 'b', undefined].map((id) => h('p', linked(id)))
})
function rows(hovered: Ref<string | null>) {
  const Shared = defineComponent(() => {
    provideLinkedHover({ hovered, ids: () => ['a', 'b'] })
    return () => h('div', h(Rows))
  })
  return mount(Shared).findAll('p')
}

test('a row shares its scenario while the pointer or the focus is in it', async () => {
  const hovered = ref<string | null>(null)
  const [first] = rows(hovered)
  await first?.trigger('mouseenter')
  expect(hovered.value).toBe('a')
  expect(first?.classes()).toContain('linked')
  await first?.trigger('mouseleave')
  expect(hovered.value).toBeNull()
  await first?.trigger('focusin')
  expect(hovered.value).toBe('a')
  await first?.trigger('focusout')
  expect(hovered.value).toBeNull()
})

test('a row stands out with the marks of its scenario, one of no scenario never does', async () => {
  const hovered = ref<string | null>('b')
  const [first, second, none] = rows(hovered)
  expect(second?.classes()).toContain('linked')
  expect(first?.classes()).not.toContain('linked')
  await none?.trigger('mouseenter')
  expect(hovered.value).toBe('b')
})

test('where nothing is shared a row is a row', () => {
  expect(mount(Rows).findAll('p')[0]?.attributes()).toEqual({})
})
