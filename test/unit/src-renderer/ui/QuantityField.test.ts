// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { describe, expect, test } from 'vitest'
import { h } from 'vue'
import { LIMITS } from '#shared/domain/limits.ts'
import { dimensionText } from '../../../../src-renderer/workspace/inputs/dimensionText.ts'
import QuantityField from '../../../../src-renderer/ui/QuantityField.vue'
import { snapSignificant } from '../../../../src-renderer/ui/sliderScale.ts'

const bandwidth = {
  label: 'HBM bandwidth, per device',
  value: 8e12 as number | null,
  text: dimensionText(LIMITS['hardware.memory.bandwidth']),
  scale: { minimum: 1e12, maximum: 64e12, logarithmic: true, snap: snapSignificant(2) },
}

function field(props: Record<string, unknown> = {}) {
  const wrapper = mount({ render: () => h(TooltipProvider, () => h(QuantityField, { ...bandwidth, ...props })) })
  const input = wrapper.find<HTMLInputElement>('input')
  const inner = wrapper.findComponent(QuantityField)
  return { wrapper, input, inner }
}

describe('quantity field', () => {
  test('shows the figure and its unit apart', () => {
    const { input, wrapper } = field()
    expect(input.element.value).toBe('8.00')
    expect(wrapper.find('.unit').text()).toBe('TB/s')
  })

  test('previews a bare number in the unit shown, and a typed unit as it is', async () => {
    const { input, inner } = field()
    await input.setValue('9')
    await input.setValue('900 GB/s')
    expect(inner.emitted('preview')).toEqual([[9e12], [9e11]])
    await input.trigger('keydown', { key: 'Enter' })
    expect(inner.emitted('commit')).toHaveLength(1)
  })

  test('says the fact and what to enter when it cannot read the text, and previews nothing', async () => {
    const { input, inner, wrapper } = field()
    await input.setValue('fast')
    expect(inner.emitted('preview')).toBeUndefined()
    expect(wrapper.find('.message').text()).toMatch(/\w+.*\. .*Enter|enter/)
    expect(input.attributes('aria-invalid')).toBe('true')
  })

  test('Escape abandons what was typed', async () => {
    const { input, inner } = field()
    await input.setValue('9')
    await input.trigger('keydown', { key: 'Escape' })
    expect(inner.emitted('cancel')).toHaveLength(1)
    expect(input.element.value).toBe('8.00')
  })

  test('arrow keys step by one per cent, ten with Shift', async () => {
    const { input, inner } = field()
    await input.trigger('keydown', { key: 'ArrowUp' })
    await input.trigger('keydown', { key: 'ArrowDown', shiftKey: true })
    expect(
      inner
        .emitted('preview')
        ?.flat()
        .map((value) => Math.round(Number(value) / 1e10)),
    ).toEqual([808, 720])
  })

  test('an unknown value is empty and says so, never 0', () => {
    const { input, wrapper } = field({ value: null })
    expect(input.element.value).toBe('')
    expect(wrapper.find('.origin').text()).toBe('unknown')
  })

  test('an overridden value shows what it was, and gives it back', async () => {
    const { wrapper, inner } = field({ overridden: true, base: 4e12, grade: 'own' })
    expect(wrapper.find('.was').text()).toContain('was 4.00')
    await wrapper.find('.was').trigger('click')
    expect(inner.emitted('reset')).toHaveLength(1)
  })
})
