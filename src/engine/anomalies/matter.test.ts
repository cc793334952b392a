import { expect, test } from 'vitest'
import type { Anomaly } from '../../contract'
import { rowsInWords } from './finding'
import { matterOf, wholeMatter } from './matter'

function part(rows: number, blamed: string | null): Anomaly {
  const count = rowsInWords(rows)
  return {
    detector: 'date_order',
    kind: 'contradiction',
    table: { schema: 'raw', name: 'commandes' },
    columns: blamed ? [blamed] : ['fin', 'debut'],
    rows,
    cells: rows,
    message: {
      fr: `${count.fr} où « fin » précède « debut »${blamed ? ` : la valeur de « ${blamed} » semble fausse` : ''}`,
      en: `${count.en} where “fin” precedes “debut”${blamed ? `: the value of “${blamed}” seems wrong` : ''}`
    }
  } as Anomaly
}

test('the parts of a broken rule are one matter, told with the count of all, beyond thousands too', () => {
  const parts = [part(1_234, 'fin'), part(3, null)] as const
  expect(new Set(parts.map(matterOf)).size).toBe(1)
  const count = rowsInWords(1_237)
  expect(wholeMatter(parts).message).toEqual({
    fr: `${count.fr} où « fin » précède « debut »`,
    en: `${count.en} where “fin” precedes “debut”`
  })
})
