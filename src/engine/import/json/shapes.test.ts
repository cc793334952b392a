import { describe, expect, it } from 'vitest'
import { jsonFiles } from './fixture'
import { openHead } from './reader'

const { parts, read, refusal, write } = jsonFiles()

describe('shapes', () => {
  it('finds every list of objects in a document, and what stands beside them', async () => {
    const text = '{"clients":[{"a":1}],"total":3,"d":{"commandes":[{"b":2},{"b":3}],"page":{"n":1}},"vide":[]}'
    expect(
      (await parts(text)).map(({ path, name, rows, columns, hidden }) => [path[0], name, rows, columns, hidden])
    ).toEqual([
      ['/clients', 'clients', 1, 1, false],
      ['/d/commandes', 'commandes', 2, 1, false],
      ['', '', 1, null, true]
    ])
    expect((await read(text, { part: ['/d/commandes'] })).rows).toEqual([['2'], ['3']])
    expect(await read(text, { part: [''] })).toMatchObject({
      header: ['total', 'd.page.n', 'vide'],
      rows: [['3', '1', '[]']]
    })
    expect(await refusal(read(text, { part: ['/rien'] }))).toMatchObject({ kind: 'not_found' })
  })

  it('takes wrappers off', async () => {
    const text = '{"data":{"items":[{"a":1},{"a":2}]}}'
    expect(await parts(text)).toMatchObject([{ path: [], name: 'items', rows: 2, columns: 1 }])
    expect((await read(text)).rows).toEqual([['1'], ['2']])
  })

  it('reads GeoJSON features, unfolded on request', async () => {
    const feature = (n: number): string =>
      `{"type":"Feature","properties":{"nom":"v${n}"},"geometry":{"type":"Point","coordinates":[${n}.50,1]}}`
    const text = `{"type":"FeatureCollection","features":[${feature(1)},${feature(2)}]}`
    expect((await parts(text))[0]).toMatchObject({ path: ['/features'], name: 'features', rows: 2, hidden: false })
    expect(await read(text, { part: ['/features'], unfold: true })).toMatchObject({
      header: ['type', 'properties.nom', 'geometry.type', 'geometry.coordinates'],
      rows: [
        ['Feature', 'v1', 'Point', '[1.50,1]'],
        ['Feature', 'v2', 'Point', '[2.50,1]']
      ]
    })
  })

  it('names places whose keys have slashes or dots, and repeats of a key', async () => {
    const text = '{"a/b":[{"x":1}],"a.b":[{"x":2}],"a":{"b":[{"x":3}]},"a/b":[{"x":4}]}'
    expect((await parts(text)).map(({ path }) => path[0])).toEqual(['/a~1b', '/a.b', '/a/b'])
    expect((await read(text, { part: ['/a~1b'] })).rows).toEqual([['1'], ['4']])
    expect(await read('{"a":[{"x":1}],"a":"y"}')).toMatchObject({ header: ['a', 'a'], rows: [['[{"x":1}]', 'y']] })
  })

  it('reads lists of lists, their first row as header where it reads as one', async () => {
    expect(await read('[["n","v"],["A",1],["B",2.50,"de trop"]]')).toMatchObject({ header: null, rows: { length: 3 } })
    expect(await read('[["n","v"],["A",1],["B"]]')).toMatchObject({
      header: ['n', 'v'],
      rows: [
        ['A', '1'],
        ['B', null]
      ]
    })
    expect(await read('[[1,2],[3,[4]]]')).toMatchObject({
      header: null,
      rows: [
        ['1', '2'],
        ['3', '[4]']
      ]
    })
    expect(await read('[["n"],["A"],["B"]]', { headerRows: 0 })).toMatchObject({ header: null, rows: { length: 3 } })
    expect(await read('{"data":[[1],[2]]}', { headerRows: 1 })).toMatchObject({ header: ['1'], rows: [['2']] })
  })

  it('reads columns, the shorter ones filled', async () => {
    expect(await read('{"a":[1,2,3,4],"b":["x","z",{"y":1}]}')).toMatchObject({
      header: ['a', 'b'],
      rows: [
        ['1', 'x'],
        ['2', 'z'],
        ['3', '{"y":1}'],
        ['4', null]
      ],
      notes: [{ fr: expect.stringContaining('4 valeurs') }]
    })
    expect(await read('{"heure":{"t":["1h","2h"],"v":[1,2]},"lat":3}', { part: ['/heure'] })).toMatchObject({
      header: ['t', 'v'],
      rows: [
        ['1h', '1'],
        ['2h', '2']
      ]
    })
  })

  it('reads what pandas writes: columns, index, split', async () => {
    const rows = [
      ['1', 'x'],
      ['2', null]
    ]
    expect(await read('{"a":{"0":1,"1":2},"b":{"0":"x","1":null}}')).toMatchObject({ header: ['a', 'b'], rows })
    expect(await read('{"a":{"7":1,"9":2},"b":{"9":"y","7":"x"}}')).toMatchObject({
      header: ['', 'a', 'b'],
      rows: [
        ['7', '1', 'x'],
        ['9', '2', 'y']
      ]
    })
    expect(await read('{"k1":{"a":1,"b":"x"},"k2":{"a":2,"b":null}}')).toMatchObject({
      header: ['', 'a', 'b'],
      rows: [
        ['k1', '1', 'x'],
        ['k2', '2', null]
      ]
    })
    const split = '{"columns":["a","b"],"index":[0,1],"data":[[1,"x"],[2,null]]}'
    expect(await read(split, { part: ['/data'] })).toMatchObject({ header: ['a', 'b'], rows })
  })

  it('reads one object as one row, values as one column, pages of records as records', async () => {
    expect(await read('{"nom":"A","adresse":{"cp":"01000"},"tags":[1,2]}')).toMatchObject({
      header: ['nom', 'adresse', 'tags'],
      rows: [['A', '{"cp":"01000"}', '[1,2]']]
    })
    expect(await read('[1,"a",null,true]')).toMatchObject({ header: null, rows: [['1'], ['a'], [null], ['true']] })
    expect(await read('{"notes":[1,2]}')).toMatchObject({ header: ['notes'], rows: [['1'], ['2']] })
    expect((await read('[{"a":1},{"a":2}]\n[{"a":3}]\n')).rows).toEqual([['1'], ['2'], ['3']])
  })

  it('lists the tables of lines without reading them', async () => {
    const list = `{"items":[\n${'{"a":1},\n'.repeat(50_000)}{"a":2}]}`
    expect(await parts(list)).toMatchObject([{ name: 'items', rows: 50_001 }])
    const text = `${'{"a":1}\n'.repeat(100_000)}{"a":`
    expect(await parts(text)).toEqual([{ path: [], name: '', rows: null, columns: null, hidden: false, note: null }])
  })

  it('shows first rows by the beginning of a file', async () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => `{"n":${at}}`)
    for (const text of [`[${rows.join(',')}]`, rows.join('\n')]) {
      const table = await openHead(await write(text), [], {}, 5_000)
      const seen: (string | null)[] = []
      for await (const batch of table.records()) seen.push(...batch.map((row) => row[0] ?? null))
      expect(seen.length).toBeGreaterThan(300)
      expect(seen).toEqual(seen.map((_, at) => String(at)))
      expect(table.notes().some((note) => note.fr.includes('début'))).toBe(true)
    }
  })
})
