import { describe, expect, test } from 'vitest'
import { Step, type Choices } from '../../contract'
import { deliveryBench } from './testing'

const { file, load, prepare, deliver, rows, client, project } = deliveryBench()

const written = (yes: string, no: string, rowCount = 12): string =>
  ['id;actif', ...Array.from({ length: rowCount }, (_, row) => `A${100 + row};${row % 3 ? yes : no}`)].join('\n') + '\n'
const counted = (table: string) =>
  rows(`SELECT count(*) FILTER (actif) AS yes, count(*) FILTER (NOT actif) AS no FROM clean.${table}`)

describe('a delivery that writes yes and no in other words', () => {
  test.each([
    ['vrai', 'faux'],
    ['1', '0'],
    ['O', 'N'],
    ['true', 'false']
  ])('%s and %s are the same values, only rewritten, and are read', async (yes, no) => {
    const source = await load(await file('b.csv', written('oui', 'non')))
    const next = await file('suite.csv', written(yes, no))
    const refresh = await prepare(source, 'refresh', next)
    expect(refresh.diff.rows).toMatchObject({ same: 12, changed: 0, added: 0, gone: 0 })
    expect(refresh.diff.notes.filter(({ fr }) => fr.includes('actif'))).toEqual([])
    const after = await deliver(refresh.delivery)
    expect(await counted('b')).toEqual([{ yes: 8, no: 4 }])
    expect(after.report.columns.find(({ name }) => name === 'actif')).toMatchObject({ failures: 0 })
    await client().project.undo({})
    const append = await prepare(source, 'append', next)
    expect(append.diff.rows).toMatchObject({ same: 12, added: 0 })
    await deliver(append.delivery)
    expect(await counted('b')).toEqual([{ yes: 16, no: 8 }])
    const [step] = (await project().list('step', Step)).filter(({ spec }) => spec.kind === 'cast')
    expect(step?.spec).toMatchObject({
      reading: { yes: 'oui', no: 'non', also: [{ yes: yes.toLowerCase(), no: no.toLowerCase() }] }
    })
  })

  test('a value that really changed is told among rewritten ones', async () => {
    const source = await load(await file('b.csv', written('oui', 'non')))
    const next = written('vrai', 'faux').replace('A101;vrai', 'A101;faux')
    const { diff } = await prepare(source, 'refresh', await file('suite.csv', next))
    expect(diff.rows).toMatchObject({ same: 11, changed: 1 })
    expect(diff.columns.changed).toEqual([{ name: 'actif', rows: 1 }])
  })

  test('a word that the recipe makes missing is none of the pair', async () => {
    const choices: Choices = { columns: [{ name: 'actif', missing: ['NSP'] }] }
    const source = await load(await file('b.csv', written('oui', 'non') + 'B1;NSP\nB2;NSP\n', choices))
    const next = await file('suite.csv', written('1', '0') + 'B1;NSP\nB2;NSP\n')
    const { delivery, diff } = await prepare(source, 'refresh', next)
    expect(diff.rows).toMatchObject({ same: 14, changed: 0 })
    await deliver(delivery)
    expect(await counted('b')).toEqual([{ yes: 8, no: 4 }])
  })

  test('typed values of another format are followed too', async () => {
    const source = await load(await file('b.csv', written('oui', 'non')))
    const next = JSON.stringify(Array.from({ length: 12 }, (_, row) => ({ id: `A${100 + row}`, actif: row % 3 > 0 })))
    const { delivery, diff } = await prepare(source, 'append', await file('suite.json', next))
    expect(diff.rows).toMatchObject({ same: 12 })
    await deliver(delivery)
    expect(await counted('b')).toEqual([{ yes: 16, no: 8 }])
  })
})

describe('values that the recipe will not read are told before the delivery is applied, and after', () => {
  test.each(['refresh', 'append'] as const)('codes of another scale in a column of yes and no: %s', async (mode) => {
    const source = await load(await file('b.csv', written('oui', 'non')))
    const { delivery, diff } = await prepare(source, mode, await file('suite.csv', written('1', '2')))
    const [note] = diff.notes.filter(({ fr }) => fr.includes('actif') && fr.includes('ne lit pas'))
    expect(note?.fr).toContain('12\u00a0valeurs')
    expect(note?.fr).toContain('« 1 », « 2 »')
    const after = await deliver(delivery)
    expect(after.deliveries.at(-1)?.report.notes.map(({ fr }) => fr)).toContain(note?.fr)
    expect(after.report.columns.find(({ name }) => name === 'actif')).toMatchObject({ failures: 12 })
    expect(await counted('b')).toEqual([mode === 'refresh' ? { yes: 0, no: 0 } : { yes: 8, no: 4 }])
  })

  test('words in a column of amounts, counted with examples', async () => {
    const amounts = (last: string): string =>
      'id;montant\n' + Array.from({ length: 30 }, (_, row) => `${row};${row},50`).join('\n') + `\n30;${last}\n`
    const source = await load(await file('m.csv', amounts('3,10')))
    const { diff } = await prepare(source, 'refresh', await file('suite.csv', amounts('environ 3')))
    expect(diff.notes.map(({ fr }) => fr).join()).toContain(
      'ne lit pas 1\u00a0valeur de cette livraison (« environ 3 »)'
    )
  })
})
