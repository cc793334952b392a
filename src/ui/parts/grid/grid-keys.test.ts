import { expect, it } from 'vitest'
import { commandOf } from './grid-keys'

const press = (key: string, held: string[] = [], onHeader = false): unknown =>
  commandOf(
    {
      key,
      ctrlKey: held.includes('Ctrl'),
      metaKey: false,
      shiftKey: held.includes('Shift'),
      altKey: held.includes('Alt')
    },
    onHeader
  )

it('keys of the grid', () => {
  expect(press('Enter', [], true)).toBe('sort')
  expect(press('Enter', ['Shift'], true)).toBe('addSort')
  expect(press('Enter')).toBeNull()
  expect(press('f', ['Ctrl'])).toBe('find')
  expect(press('g', ['Ctrl'])).toBe('goTo')
  expect(press('F3', ['Shift'])).toBe('findPrevious')
  expect(press('ContextMenu')).toBe('menu')
  expect(press('F10', ['Shift'])).toBe('menu')
  expect(press('ArrowDown', ['Alt'])).toBe('menu')
  expect(press('ArrowDown')).toBeNull()
  expect(press('ArrowRight', ['Alt', 'Shift'])).toBe('moveRight')
})
