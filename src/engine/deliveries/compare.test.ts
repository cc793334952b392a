import * as arrow from 'apache-arrow'
import { describe, expect, test } from 'vitest'
import { finish } from '../index'
import { deliveryBench } from './testing'

const { file, load, prepare, compare, compared, deliver, rows, client, project } = deliveryBench()

const MARCH = 'id;client;montant\n1;Ain;10,5\n2;Lot;20\n3;Var;30\n'

describe('renames', () => {
  test('columns that nothing makes alike are paired by hand, and the rows are compared through them', async () => {
    const source = await load(await file('notes.csv', 'id;q1;q2\n1;oui;5\n2;non;4\n3;oui;3\n'))
    const { delivery, diff } = await prepare(
      source,
      'refresh',
      await file('notes 2.csv', 'score;satisfait;id\n5;oui;1\n4;oui;2\n3;oui;3\n')
    )
    expect(diff.columns).toMatchObject({ renamed: [], gone: ['q1', 'q2'], added: ['score', 'satisfait'] })
    const renames = [
      { from: 'satisfait', to: 'q1' },
      { from: 'score', to: 'q2' }
    ]
    const paired = await compare(delivery, renames)
    expect(paired.columns).toMatchObject({
      renamed: [
        { from: 'q1', to: 'satisfait', likeness: null },
        { from: 'q2', to: 'score', likeness: null }
      ],
      gone: [],
      added: [],
      changed: [{ name: 'q1', rows: 1 }]
    })
    expect(paired.rows).toMatchObject({ same: 2, changed: 1, added: 0, gone: 0 })
    await deliver(delivery, renames)
    expect(await rows('SELECT q1, q2 FROM raw.notes WHERE id = 2')).toEqual([{ q1: 'oui', q2: 4 }])
  })

  test('a pairing that was found is undone, and comes back with its likeness', async () => {
    const source = await load(await file('ventes.csv', MARCH))
    const next = MARCH.replace('client', 'nom_client')
    const { delivery, diff } = await prepare(source, 'refresh', await file('v2.csv', next))
    const [found] = diff.columns.renamed
    expect(found).toMatchObject({ from: 'client', to: 'nom_client' })
    const undone = await compare(delivery, [])
    expect(undone.columns).toMatchObject({ renamed: [], gone: ['client'], added: ['nom_client'] })
    expect((await compare(delivery, [{ from: 'nom_client', to: 'client' }])).columns.renamed).toEqual([found])
  })

  test('a pair with a column that both sides have, or that none has, is refused and the comparison stays', async () => {
    const source = await load(await file('ventes.csv', MARCH))
    const { delivery } = await prepare(source, 'refresh', await file('v2.csv', MARCH.replace('client', 'acheteur')))
    for (const rename of [
      { from: 'acheteur', to: 'montant' },
      { from: 'acheteur', to: 'absent' },
      { from: 'absent', to: 'client' }
    ])
      await expect(compare(delivery, [rename])).rejects.toMatchObject({ data: { kind: 'input' } })
    expect((await compared(delivery, 'arriving')).total).toBe(3)
  })
})

describe('every number opens its rows', () => {
  test('by key: rows added, gone, the same, changed, and the changed cells of one column', async () => {
    const source = await load(await file('ventes.csv', MARCH))
    const next = 'id;client;montant;canal\n1;Ain;11,5;web\n2;Lot;20;web\n4;Jura;7;web\n'
    const { delivery, diff } = await prepare(source, 'refresh', await file('v2.csv', next))
    expect(diff.key).toEqual(['id'])
    expect(diff.columns.changed).toEqual([{ name: 'montant', rows: 1 }])
    const changed = await compared(delivery, 'changed')
    expect(changed.columns).toEqual([
      { name: 'id', side: 'both' },
      { name: 'montant', side: 'both' },
      { name: 'client', side: 'both' },
      { name: 'canal', side: 'arriving' }
    ])
    expect(changed).toMatchObject({ total: 1, columnCount: 4 })
    expect(changed.rows).toEqual([
      { before: ['1', '10,5', 'Ain', null], arriving: ['1', '11,5', 'Ain', 'web'], changed: [1] }
    ])
    expect((await compared(delivery, 'added')).rows.map(({ before, arriving }) => [before, arriving?.[0]])).toEqual([
      [null, '4']
    ])
    expect((await compared(delivery, 'gone')).rows.map(({ before, arriving }) => [before?.[0], arriving])).toEqual([
      ['3', null]
    ])
    for (const [kind, ids] of [
      ['same', ['2']],
      ['before', ['1', '2', '3']]
    ] as const)
      expect((await compared(delivery, kind)).rows.map(({ before }) => before?.[0])).toEqual(ids)
    expect((await compared(delivery, 'arriving')).total).toBe(3)
    expect((await compared(delivery, 'changed', 'montant')).total).toBe(1)
    expect((await compared(delivery, 'changed', 'client')).total).toBe(0)
  })

  test('columns of truth values are told from texts, side by side', async () => {
    const rows = (...answers: boolean[]) => `id;ok;mot\n${answers.map((ok, id) => `${id};${ok};un mot`).join('\n')}\n`
    const source = await load(await file('avis.csv', rows(true, false, true)))
    const { delivery } = await prepare(source, 'refresh', await file('v2.csv', rows(true, true, true)))
    const { columns, rows: changed } = await compared(delivery, 'changed')
    expect(columns).toEqual([
      { name: 'id', side: 'both' },
      { name: 'ok', side: 'both', truth: ['before', 'arriving'] },
      { name: 'mot', side: 'both' }
    ])
    expect(changed.map(({ before, arriving }) => [before?.[1], arriving?.[1]])).toEqual([['false', 'true']])
  })

  test('without a key: whole rows, as many times as they stand', async () => {
    const source = await load(await file('avis.csv', 'ville;note\nLyon;5\nLyon;5\nNice;3\nNice;\n'))
    const { delivery, diff } = await prepare(
      source,
      'refresh',
      await file('avis 2.csv', 'ville;note\nLyon;5\nNice;3\nNice;3\nNice;\n')
    )
    expect(diff.rows).toMatchObject({ same: 3, added: 1, gone: 1, changed: null })
    const [added, gone, same] = await Promise.all(
      (['added', 'gone', 'same'] as const).map((kind) => compared(delivery, kind))
    )
    expect(added?.rows.map(({ arriving }) => arriving)).toEqual([['Nice', '3']])
    expect(gone?.rows.map(({ before }) => before)).toEqual([['Lyon', '5']])
    expect(same?.total).toBe(3)
  })

  test('a cell that differs beyond what is shown of it is marked all the same', async () => {
    const long = 'x'.repeat(900)
    const source = await load(await file('textes.csv', `id;avis\n1;${long}a\n2;b\n`))
    const { delivery } = await prepare(source, 'refresh', await file('t2.csv', `id;avis\n1;${long}z\n2;b\n`))
    expect((await compared(delivery, 'changed')).rows.map(({ changed }) => changed)).toEqual([[1]])
  })
})

describe('the same value written in another way is no change', () => {
  test.each([
    ['decimal commas, then typed numbers', '1 234,5', '1234.5'],
    ['whole numbers, then decimals', '12', '12.0'],
    ['French dates, then ISO ones', '13/01/2024', '2024-01-13']
  ])('%s', async (_what, one, other) => {
    const source = await load(await file('t.csv', `id;v\n1;${one}\n2;${one}\n`))
    const { diff } = await prepare(source, 'refresh', await file('t2.csv', `id;v\n1;${other}\n2;${other}\n`))
    expect(diff.rows).toMatchObject({ same: 2, changed: 0 })
  })
})

test('a renamed column of another type is told as such, by its name in the source', async () => {
  const source = await load(await file('codes.csv', 'id;code\n1;10\n2;20\n3;30\n'))
  const { delivery } = await prepare(source, 'refresh', await file('codes2.csv', 'id;reference\n1;A7\n2;B8\n3;C9\n'))
  const diff = await compare(delivery, [{ from: 'reference', to: 'code' }])
  expect(diff.columns.retyped).toEqual([{ name: 'code', from: 'BIGINT', to: 'VARCHAR' }])
})

describe('the same bytes again', () => {
  test('are told, while the rows they brought are in the table and after they were replaced', async () => {
    const source = await load(await file('mars.csv', MARCH))
    const again = await file('copie.csv', MARCH)
    const append = await prepare(source, 'append', again)
    expect(append.diff.twin).toMatchObject({ file: 'mars.csv', present: true })
    const refresh = await prepare(source, 'refresh', again)
    expect(refresh.diff).toMatchObject({
      twin: { present: true },
      rows: { same: 3, added: 0, gone: 0, changed: 0 },
      columns: { added: [], gone: [], renamed: [], retyped: [] }
    })
    const april = await prepare(source, 'refresh', await file('avril.csv', MARCH.replace('20', '21')))
    expect(april.diff.twin).toBeNull()
    const after = await deliver(april.delivery)
    expect((await prepare(after, 'refresh', again)).diff.twin).toMatchObject({ file: 'mars.csv', present: false })
  })
})

test('a delivery is refused where an undo or another delivery came between, and compared again it is applied', async () => {
  const source = await load(await file('ventes.csv', MARCH))
  const one = await prepare(source, 'append', await file('a.csv', 'id;client;montant\n4;Cher;1,5\n'))
  const two = await prepare(source, 'append', await file('b.csv', 'id;client;montant\n4;Cher;1,5\n5;Gers;2,5\n'))
  await deliver(one.delivery)
  await expect(deliver(two.delivery)).rejects.toMatchObject({ data: { kind: 'conflict' } })
  expect((await compare(two.delivery, [])).rows).toMatchObject({ before: 4, same: 1, added: 1 })
  expect((await deliver(two.delivery)).rows).toBe(6)
})

describe('deliveries that do not fit', () => {
  test.each([
    ['an empty file', '', /aucune donnée/],
    ['an image', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), /image|PNG/i],
    ['a broken workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3]), /./]
  ])('%s is refused by its name, and nothing is lost', async (_what, content, words) => {
    const source = await load(await file('ventes.csv', MARCH))
    await expect(prepare(source, 'refresh', await file('faux.csv', content))).rejects.toMatchObject({
      data: { message: { fr: expect.stringMatching(words) } }
    })
    expect(await rows('SELECT count(*) AS n FROM raw.ventes')).toEqual([{ n: 3 }])
    expect(await client().sources.list({})).toHaveLength(1)
  })

  test('a header without rows, and other columns altogether, are told before anything is applied', async () => {
    const source = await load(await file('ventes.csv', MARCH))
    const none = await prepare(source, 'refresh', await file('rien.csv', 'id;client;montant\n'))
    expect(none.diff.rows).toMatchObject({ arriving: 0, gone: 3 })
    expect(none.diff.notes[0]?.fr).toContain('serait vidée')
    const other = await prepare(source, 'append', await file('autre.csv', 'a;b\n1;2\n3;4\n'))
    expect(other.diff.rows).toMatchObject({ same: 0, added: 2, gone: 3 })
    expect(other.diff.notes[0]?.fr).toContain('Aucune colonne commune')
    expect((await compared(other.delivery, 'added')).rows.map(({ arriving }) => arriving)).toEqual([
      ['1', '2', null, null, null],
      ['3', '4', null, null, null]
    ])
  })
})

test('the rows of each delivery are told by their place, also where there are many; those replaced are not', async () => {
  const many = (name: string, n: number): string =>
    `id;de\n${Array.from({ length: n }, (_, i) => `${i};${name}\n`).join('')}`
  const source = await load(await file('a.csv', many('a', 130_000)))
  const next = await deliver((await prepare(source, 'append', await file('b.csv', many('b', 130_000)))).delivery)
  const last = await deliver((await prepare(next, 'append', await file('c.csv', many('c', 7)))).delivery)
  for (const [place, name] of ['a', 'b', 'c'].entries()) {
    const evidence = await client().sources.arrived({ source: source.id, delivery: last.deliveries[place]?.id ?? '' })
    expect(evidence.n).toBe([130_000, 130_000, 7][place])
    expect(await rows(`SELECT de, count(*) AS n FROM (${evidence.rowsSql}) GROUP BY de`)).toEqual([
      { de: name, n: evidence.n }
    ])
  }
  const fresh = await deliver((await prepare(last, 'refresh', await file('d.csv', many('d', 3)))).delivery)
  await expect(
    client().sources.arrived({ source: source.id, delivery: fresh.deliveries[1]?.id ?? '' })
  ).rejects.toMatchObject({ data: { message: { fr: expect.stringContaining('« b.csv » ont été remplacées') } } })
})

test('the column with the name of each row’s file is not called gone: it gets the name of the delivery', async () => {
  const files = [await file('jan.csv', 'id;prix\n1;1,5\n'), await file('fev.csv', 'id;prix\n2;2,5\n')]
  const { sources } = await finish(
    await client().sources.import({ files, together: { name: 'ventes', fileColumn: true } })
  )
  const [source] = sources
  if (!source) throw new Error('nothing was loaded')
  const { delivery, diff } = await prepare(source, 'append', await file('mars.csv', 'id;prix\n3;3,5\n'))
  expect(diff.columns.gone).toEqual([])
  expect(diff.notes.at(-1)?.fr).toContain('« fichier » reçoit le nom du fichier')
  await deliver(delivery)
  expect(await rows('SELECT fichier FROM raw.ventes WHERE id = 3')).toEqual([{ fichier: 'mars.csv' }])
})

describe('a column of the files that is only called like the one that names them', () => {
  const whole = async (fileColumn: boolean) => {
    const files = [
      await file('a.csv', 'id,fichier\n1,photo.jpg\n2,\n'),
      await file('b.csv', 'id,fichier\n3,\n4,x.png\n')
    ]
    const { sources } = await finish(await client().sources.import({ files, together: { name: 'photos', fileColumn } }))
    if (!sources[0]) throw new Error('nothing was loaded')
    return sources[0]
  }
  const cells = async (column: string) =>
    (await rows(`SELECT ${column} AS v FROM raw.photos ORDER BY rowid`)).map(({ v }) => v)

  test('keeps every cell, and has none in rows of a file without it', async () => {
    const source = await whole(false)
    const { delivery, diff } = await prepare(source, 'append', await file('c.csv', 'id\n5\n6\n'))
    expect(diff.columns.gone).toEqual(['fichier'])
    await deliver(delivery)
    expect(await cells('fichier')).toEqual(['photo.jpg', null, null, 'x.png', null, null])
  })

  test('and beside that one only the latter gets the name, in the new rows', async () => {
    const source = await whole(true)
    const made = source.deliveries[0]?.fileColumn ?? ''
    expect(made).not.toBe('fichier')
    const first = await deliver((await prepare(source, 'append', await file('c.csv', 'id\n5\n'))).delivery)
    await deliver((await prepare(first, 'append', await file('d.csv', 'id\n6\n'))).delivery)
    expect(await cells('fichier')).toEqual(['photo.jpg', null, null, 'x.png', null, null])
    expect(await cells(`"${made}"`)).toEqual(['a.csv', 'a.csv', 'b.csv', 'b.csv', 'c.csv', 'd.csv'])
  })

  test('is left alone after a newer version took the place of the rows that had one', async () => {
    const source = await whole(true)
    const made = source.deliveries[0]?.fileColumn ?? ''
    const replaced = await deliver(
      (await prepare(source, 'refresh', await file('c.csv', `id,${made}\n1,\n2,x\n`))).delivery
    )
    await deliver((await prepare(replaced, 'append', await file('d.csv', 'id\n3\n'))).delivery)
    expect(await cells(`"${made}"`)).toEqual([null, 'x', null])
  })

  test('is left alone in a project whose earlier version did not record it', async () => {
    const source = await whole(true)
    const made = source.deliveries[0]?.fileColumn ?? ''
    const unrecorded = { ...source, deliveries: source.deliveries.map(({ fileColumn: _, ...delivery }) => delivery) }
    await project().change({ fr: 'x', en: 'x' }, (scope) => scope.put('source', source.id, unrecorded))
    const { delivery, diff } = await prepare(source, 'append', await file('c.csv', 'id,fichier\n5,\n'))
    expect(diff.columns.gone).toEqual([made])
    await deliver(delivery)
    expect(await cells(`"${made}"`)).toEqual(['a.csv', 'a.csv', 'b.csv', 'b.csv', null])
    expect(await cells('fichier')).toEqual(['photo.jpg', null, null, 'x.png', null])
  })
})

test('rows behind a number are of the version compared: of another there are none until it is compared again', async () => {
  const source = await load(await file('ventes.csv', MARCH))
  const waiting = await prepare(source, 'refresh', await file('v2.csv', MARCH.replace('3;Var', '4;Var')))
  const gone = async () => (await compared(waiting.delivery, 'gone')).rows.map(({ before }) => before?.[0])
  expect(await gone()).toEqual(['3'])
  const other = await prepare(
    source,
    'refresh',
    await file('v3.csv', 'id;client;montant\n7;Gers;1\n8;Ain;2\n9;Lot;3\n')
  )
  await deliver(other.delivery)
  await expect(gone()).rejects.toMatchObject({ data: { kind: 'conflict' } })
  await compare(waiting.delivery, [])
  expect(await gone()).toEqual(['7', '8', '9'])
  await client().project.undo({})
  await expect(gone()).rejects.toMatchObject({ data: { kind: 'conflict' } })
  await client().sources.remove({ id: source.id })
  await expect(gone()).rejects.toMatchObject({ data: { kind: 'conflict' } })
})

describe('a change that waits for its turn while a delivery is merged', () => {
  const waiting = async () => {
    const source = await load(await file('t.csv', 'id;v\n1;1,5\n2;2,5\n'))
    const { delivery } = await prepare(source, 'append', await file('u.csv', 'id;v\n3;3,5\n'))
    return { source, delivery }
  }
  /** Holds back all changes behind it for a while. */
  const hold = () =>
    project().change({ fr: 'x', en: 'x' }, () => new Promise<void>((resolve) => setTimeout(resolve, 300)))

  test('keeps what it said of the source', async () => {
    const { source, delivery } = await waiting()
    const held = hold()
    const deliveries = source.deliveries.map((one) => ({ ...one, choices: { encoding: 'latin1' } }))
    const said = project().change({ fr: 'y', en: 'y' }, (scope) =>
      scope.put('source', source.id, { ...source, deliveries })
    )
    await Promise.all([held, said, deliver(delivery)])
    const [after] = await client().sources.list({})
    expect(after?.deliveries).toMatchObject([{ choices: { encoding: 'latin1' } }, { mode: 'append' }])
  })

  test('of how a column is read: the delivery is refused rather than the reading put back', async () => {
    const { source, delivery } = await waiting()
    const reading = { kind: 'number', decimal: ',', grouping: ' ', unit: null } as const
    const held = hold()
    const again = client().sources.reread({ source: source.id, column: 'v', reading })
    const [, , outcome] = await Promise.allSettled([held, again, deliver(delivery)])
    expect(outcome).toMatchObject({ status: 'rejected', reason: { data: { kind: 'conflict' } } })
    await deliver(delivery)
    const { steps } = await client().recipe.show({ table: 't' })
    expect(steps.map(({ step }) => step.spec)).toMatchObject([{ kind: 'cast', column: 'v', reading }])
    expect((await rows('SELECT v FROM clean.t ORDER BY id')).map(({ v }) => v)).toEqual([1.5, 2.5, 3.5])
  })
})

test('where no type holds the numbers of both exactly, their text is kept beside its reading, and that is told', async () => {
  const ids = Array.from({ length: 30 }, (_, i) => i)
  const arrowOf = (columns: Record<string, Int32Array | Float64Array | BigInt64Array>): Uint8Array =>
    arrow.tableToIPC(arrow.tableFromArrays(columns), 'file')
  const [id, next] = [Int32Array.from(ids), Int32Array.from(ids, (i) => i + 30)]
  const source = await load(await file('a.arrow', arrowOf({ id, v: Float64Array.from(ids, (i) => i / 4) })))
  const big = BigInt64Array.from(ids, (i) => (i === 1 ? 2n ** 53n + 1n : BigInt(i)))
  const { delivery, diff } = await prepare(source, 'append', await file('b.arrow', arrowOf({ id: next, v: big })))
  expect(diff.columns.retyped).toMatchObject([{ name: 'v' }])
  expect(diff.notes.at(-1)?.fr).toMatch(/Gardées comme texte.*« v ».*La préparation les lira/)
  const after = await deliver(delivery)
  expect(await rows('SELECT v FROM raw.a WHERE id IN (3, 31) ORDER BY id')).toEqual([
    { v: '0.75' },
    { v: '9007199254740993' }
  ])
  const { steps } = await client().recipe.show({ table: 'a' })
  expect(steps.map(({ step }) => step.spec)).toMatchObject([{ kind: 'cast', column: 'v' }])
  expect(await rows('SELECT count(*) AS n, count(v + 1) AS present FROM clean.a')).toEqual([{ n: 60, present: 60 }])
  expect(after.report.columns.find(({ name }) => name === 'v')).toMatchObject({ lossless: false, failures: 0 })
})
