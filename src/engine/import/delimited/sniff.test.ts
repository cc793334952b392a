import { afterAll, describe, expect, it } from 'vitest'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

describe('a first look at a file larger than its head', () => {
  it('tells the encoding wherever the head ends', async () => {
    const lines = Array.from({ length: 9_000 }, (_, i) => `${i};éééééééééé;${'à'.repeat(40)}`).join('\n')
    for (const shift of ['', 'x', 'xx', 'xxx']) {
      expect((await files.sniff(`n${shift};a;b\n${lines}\n`)).encoding).toBe('utf-8')
      expect((await files.sniff(`n${shift};a;${'é'.repeat(700_000)}`)).encoding).toBe('utf-8')
    }
  })

  it('finds the encoding by a late accent too', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `${i};abc;def ghi`).join('\n')
    const { encoding } = await files.sniff(
      Buffer.from(`n;a;b\n${lines}\n1;\xe9t\xe9;x\n${lines}\n`.repeat(2), 'latin1')
    )
    expect(encoding).toBe('windows-1252')
  })

  it('finds no fault in a record that the head breaks off', async () => {
    const lines = Array.from({ length: 400 }, (_, i) => `${i},"${`phrase ${i}\n`.repeat(200)}",${i % 7}`)
    const { rows, faults, dialect } = await files.sniff(`n,texte,k\n${lines.join('\n')}\n`)
    expect(faults).toEqual([])
    expect(dialect).toMatchObject({ delimiter: ',', quote: '"', headerRows: 1 })
    expect(rows.length).toBeGreaterThan(50)
    expect(rows.every((row) => row.length === 3)).toBe(true)
  })
})

it.each(['\n', '\r\n', '\r'])('tells that lines end by %j', async (newline) => {
  const { dialect } = await files.sniff(['id;nom', '1;Anne', '2;Paul', '3;Zoé', ''].join(newline))
  expect(dialect?.newline).toBe(newline)
})

it('shows the tables below the first one as they will be loaded', async () => {
  const stock = Array.from({ length: 6 }, (_, i) => `REF${i};${10 * i},5;0${i}/03/2024`)
  const people = Array.from({ length: 5 }, (_, i) => `${i};nom ${i}`)
  const text = ['ref;prix;jour', ...stock, '', 'Clients du trimestre', 'id;nom', ...people, ''].join('\n')
  const { below } = await files.sniff(text)
  expect(below).toHaveLength(1)
  expect(below?.[0]).toMatchObject({ title: 'Clients du trimestre', line: 10 })
  expect(below?.[0]?.columns.map(({ name, type }) => [name, type])).toEqual([
    ['id', 'BIGINT'],
    ['nom', 'VARCHAR']
  ])
  expect(below?.[0]?.rows).toEqual(people.map((line) => line.split(';')))
  expect((await files.load(text)).others?.map(({ length }) => length)).toEqual([6])
  expect((await files.sniff(stock.join('\n'))).below).toBeUndefined()
})

it('shows those tables without the last lines that are left out, as the load does', async () => {
  const rows = (of: string) => Array.from({ length: 6 }, (_, i) => `${of}${i};${10 * i},5;0${i + 1}/03/2024`)
  const text = ['ref;prix;jour', ...rows('REF'), '', 'Clients', 'nom;solde;vu', ...rows('nom'), 'Fin;0,0;09/09/2024', ''].join('\n') // prettier-ignore
  const { below } = await files.sniff(text, { choices: { footer: 1 } })
  expect(below?.map((table) => table.rows.length)).toEqual([6])
  expect((await files.load(text, { choices: { footer: 1 } })).others.map(({ length }) => length - 1)).toEqual([6])
})

it('lets other work go on while it looks at many tables', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `n${i};${i},5;0${1 + (i % 9)}/03/2024`).join('\n')
  const text = Array.from({ length: 190 }, (_, k) => `nom_${k};prix_${k};jour_${k}\n${rows}`).join('\n\n\n')
  let [last, longest] = [performance.now(), 0]
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  const from = performance.now()
  const { below } = await files.sniff(text)
  clearInterval(clock)
  expect(below).toHaveLength(20)
  expect(longest).toBeLessThan((performance.now() - from) / 2)
})

describe('a row longer than a look', () => {
  const told = (notes: { fr: string }[]): boolean => notes.some(({ fr }) => fr.includes('plus longue que ce que'))

  it.each<[string, string]>([
    ['the first one', `id;texte\n1;${'x'.repeat(3_000_000)}\n2;y\n`],
    ['one in quotes', `id;texte\n1;a\n2;"b"\n3;"${'un texte long,\nde plusieurs lignes.\n'.repeat(90_000)}"\n4;y\n`],
    ['a later one', `id;texte\n1;a\n2;b\n3;${'x'.repeat(3_000_000)}\n`]
  ])('is told: %s', async (_what, content) => {
    const { notes, cut } = await files.sniff(content)
    expect([told(notes), cut]).toEqual([true, true])
  })

  it('is none in a long file of short rows, nor in a short file', async () => {
    expect(told((await files.sniff(`id;texte\n${'1;abcdefgh\n'.repeat(100_000)}`)).notes)).toBe(false)
    expect(told((await files.sniff(`id;texte\n1;${'x'.repeat(200_000)}\n`)).notes)).toBe(false)
  })
})

it('cells beyond the header have columns in a first look, as in the load', async () => {
  const body = Array.from({ length: 30 }, (_, i) => `${i};x${i};${2 * i}\n`).join('')
  const content = `a;b;c\n${body}99;y;3;en trop;encore\n${body}`
  const { rows, columns, faults } = await files.sniff(content)
  const loaded = await files.load(content)
  expect(rows[30]).toEqual(['99', 'y', '3', 'en trop', 'encore'])
  expect(rows[0]).toEqual(['0', 'x0', '0', null, null])
  expect(columns).toHaveLength(5)
  expect(loaded.rows[0]).toHaveLength(5)
  expect(faults).toHaveLength(1)
})
