import { expect, test } from 'vitest'
import type { Delivery } from '../../../../contract'
import { fatesOf } from './fates'

const delivery = (id: string, mode: Delivery['mode'], rows: number): Delivery => ({
  id,
  mode,
  rows,
  files: [],
  loadedAt: '',
  report: {
    encoding: 'utf-8',
    undecodableBytes: 0,
    dialect: null,
    rowsRead: rows,
    rowsLoaded: rows,
    faultCount: 0,
    faults: [],
    columns: [],
    notes: [],
    seconds: 0
  }
})

test('rows stand one delivery behind the other; a newer version takes the place of all before it', () => {
  const fates = fatesOf([
    delivery('a', 'first', 10),
    delivery('b', 'append', 5),
    delivery('c', 'refresh', 20),
    delivery('d', 'append', 1)
  ])
  expect(
    fates.map(({ delivery: { id }, from, replacedBy, replaces }) => [
      id,
      from,
      replacedBy?.id ?? null,
      replaces.map((one) => one.id).join()
    ])
  ).toEqual([
    ['a', 0, 'c', ''],
    ['b', 10, 'c', ''],
    ['c', 0, null, 'a,b'],
    ['d', 20, null, '']
  ])
})
