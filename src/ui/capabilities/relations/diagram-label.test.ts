import { afterEach, expect, it } from 'vitest'
import { translate } from '../../parts'
import { changeLanguage } from '../../parts/i18n'
import { text } from './text'

afterEach(() => changeLanguage('fr'))

const label = (tables: number, links: number): string =>
  translate(text, 'diagramLabel', {
    tables: translate(text, 'tables', { count: tables }),
    links: translate(text, 'links', { count: links })
  })

it('the diagram is named by its tables and its links, each in its own number', async () => {
  expect(label(3, 2)).toMatch(/3 tables, 2 liens$/)
  expect(label(2, 1)).toMatch(/2 tables, 1 lien$/)
  await changeLanguage('en')
  expect(label(2, 1)).toMatch(/2 tables, 1 link$/)
  expect(label(1, 0)).toMatch(/1 table, 0 links$/)
})
