import { expect, test } from 'vitest'
import { plainFileName } from '../download'
import { translate } from '../i18n'
import { aboutText, exportAbout, exportName } from './export-about'
import { text } from './text'

const at = new Date(2026, 10, 26, 9, 5)
const all = { name: 'enquête', n: 20000, filter: '', sort: '', at }
const t = (key: keyof typeof text.keys): string => translate(text, key)

test('a file is named by its table, and by the filter, n and the day where a filter stood', () => {
  expect(exportName(all)).toBe('enquête')
  expect(exportName({ ...all, n: 6012, filter: 'région = Nord · note ≥ 8' })).toBe('enquête - région = Nord · note ≥ 8 - n 6012 - 2026-11-26') // prettier-ignore
})

test('it stays one that file systems take, however long the filter is, and keeps n and the day', () => {
  const name = exportName({ ...all, name: 'x'.repeat(60), filter: 'a/b < "c" '.repeat(40) })
  expect(name.length).toBeLessThanOrEqual(80)
  expect(name).toMatch(/… - n 20000 - 2026-11-26$/)
  expect(plainFileName(`${name}.csv`)).toBe(`${name}.csv`)
})

test('a pivot table of a table is not named as the table is, however long its name', () => {
  const pivot = { ...all, kind: 'tableau croisé' }
  expect(exportName(pivot)).toBe('enquête - tableau croisé')
  expect(exportName({ ...pivot, filter: 'note ≥ 8' })).toBe(
    'enquête - tableau croisé - note ≥ 8 - n 20000 - 2026-11-26'
  )
  for (const filter of ['', 'note ≥ 8 et '.repeat(30)]) {
    const name = exportName({ ...pivot, name: 'x'.repeat(90), filter })
    expect(name).toContain('x - tableau croisé')
    expect(plainFileName(`${name}.csv`)).toBe(`${name}.csv`)
  }
})

test('what the rows are is told fact by fact, the filter whole', () => {
  const filter = 'ville parmi Lyon, Brest '.repeat(30).trim()
  const about = exportAbout({ ...all, filter, sort: 'note ↓' }, t)
  expect(about.title).toBe('Lisez-moi')
  expect(about.facts.map(([name]) => name)).toEqual(['Table', 'Lignes lues (n)', 'Filtre', 'Tri', 'Exporté le'])
  expect(about.facts[2]?.[1]).toBe(filter)
  expect(aboutText(about, 'a.csv', t).split('\r\n')[0]).toMatch(/^Fichier\s: a\.csv$/)
  expect(exportAbout(all, t).facts[2]?.[1]).toBe(t('noFilter'))
})
