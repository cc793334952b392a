import { expect, test } from 'vitest'
import type { Anomaly } from '../../contract'
import { rowsInWords } from './finding'
import { matterOf, wholeMatter } from './matter'

const RULES: Record<string, Required<Anomaly>['matter']> = {
  date_order: {
    rule: ['debut', 'fin'],
    rows: { fr: '« fin » précède « debut »', en: '“fin” comes before “debut”' }
  },
  arithmetic: {
    rule: ['total', '*', 'prix', 'nombre'],
    rows: { fr: '« total » n’est pas « prix » × « nombre »', en: '“total” is not “prix” × “nombre”' }
  }
}

function part(detector: string, rows: number, blamed: string | null): Anomaly {
  const count = rowsInWords(rows)
  const matter = RULES[detector]
  return {
    detector,
    kind: 'contradiction',
    table: { schema: 'raw', name: 'commandes' },
    columns: [blamed ?? 'fin'],
    rows,
    cells: rows,
    matter,
    message: {
      fr: `${count.fr} où ${matter?.rows.fr}${blamed ? ` : la valeur de « ${blamed} » semble fausse` : ''}`,
      en: `${count.en} where ${matter?.rows.en}${blamed ? `: the value of “${blamed}” seems wrong` : ''}`
    }
  } as Anomaly
}

/** As an earlier version stored it: the sentence alone says what it is about. */
const earlier = ({ matter: _, ...anomaly }: Anomaly): Anomaly => anomaly

test.each(Object.keys(RULES))('the parts of a broken %s are one matter, told with the count of all', (detector) => {
  const parts = [part(detector, 1_234, 'fin'), part(detector, 3, null)] as const
  expect(new Set(parts.map(matterOf)).size).toBe(1)
  const count = rowsInWords(1_237)
  expect(wholeMatter(parts).message.fr).toBe(`${count.fr} où ${RULES[detector]?.rows.fr}`)
  expect(wholeMatter(parts).message.en).toBe(`${count.en} where ${RULES[detector]?.rows.en}`)
})

test.each(Object.keys(RULES))('the words of a broken %s may change: what it is about stays the same', (detector) => {
  const now = part(detector, 5, 'fin')
  const anew = { ...now, message: { fr: 'autrement dit', en: 'in other words' } }
  expect(matterOf(anew)).toBe(matterOf(now))
})

test.each(Object.keys(RULES))('one that an earlier version stored is the same matter as those of now', (detector) => {
  const [now, then] = [part(detector, 5, 'fin'), earlier(part(detector, 1_234, null))]
  expect(matterOf(then)).toBe(matterOf(now))
  expect(wholeMatter([then, earlier(now)]).message).toEqual(wholeMatter([part(detector, 1_234, null), now]).message)
})

test('an anomaly that blames no one else is its own matter', () => {
  expect(matterOf({ ...earlier(part('date_order', 5, null)), detector: 'missing' })).toBeNull()
})
