import { expect, it } from 'vitest'
import type { ReportDoc } from '../../../contract'
import { changed, moved, withoutSection, withSection } from './outline'

const doc: ReportDoc = {
  title: '',
  authors: '',
  sections: [
    { kind: 'sources', id: 'a' },
    { kind: 'plan', id: 'section-3' }
  ]
}
const ids = (outline: ReportDoc) => outline.sections.map((section) => section.id)

it('adds a section with an id of its own', () => {
  expect(ids(withSection(doc, 'text'))).toEqual(['a', 'section-3', 'section-4'])
})

it('moves a section within the outline and no further', () => {
  expect(ids(moved(doc, 'section-3', -1))).toEqual(['section-3', 'a'])
  expect(moved(doc, 'a', -1)).toBe(doc)
  expect(moved(doc, 'section-3', 1)).toBe(doc)
})

it('removes and changes one section only', () => {
  expect(ids(withoutSection(doc, 'a'))).toEqual(['section-3'])
  expect(changed(doc, { kind: 'text', id: 'a', heading: 'h', body: 'b' }).sections).toEqual([
    { kind: 'text', id: 'a', heading: 'h', body: 'b' },
    { kind: 'plan', id: 'section-3' }
  ])
})
