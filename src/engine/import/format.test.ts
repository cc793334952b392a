import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zipBytes } from './archive/zipFixture'
import { detectFormat } from './format'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-format-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function detect(bytes: string | Buffer, complete = true): Promise<string> {
  const file = join(folder, 'file')
  await writeFile(file, bytes)
  const { format, kind } = await detectFormat(file, { name: 'export.csv', complete })
  return `${format} ${kind}`
}

async function refused(bytes: string | Buffer): Promise<string> {
  const error: unknown = await detect(bytes).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ data: { place: { file: 'export.csv' }, hint: { fr: expect.any(String) } } })
  return (error as { data: { message: { fr: string } } }).data.message.fr
}

const latin = (text: string): Buffer => Buffer.from(text + '\0'.repeat(64), 'latin1')
const names = (...entries: string[]): Buffer => zipBytes(entries.map((name) => ({ name, content: 'x' })))

describe('by signature', () => {
  it.each([
    ['PAR1', 'parquet parquet'],
    ['ARROW1\0\0', 'arrow feather'],
    ['\xff\xff\xff\xff\x10', 'arrow arrow-stream'],
    ['SQLite format 3\0', 'sqlite sqlite'],
    ['12345678DUCK', 'duckdb duckdb'],
    ['$FL2', 'spss sav'],
    ['$FL3', 'spss zsav'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'workbook xls']
  ])('%j is %s', async (start, expected) => expect(await detect(latin(start))).toBe(expected))

  it('tells gzip', async () => expect(await detect(gzipSync('a'))).toBe('gzip gzip'))

  it.each([
    ['FEA1', 'Feather'],
    ['\x89PNG\r\n', 'PNG'],
    ['%PDF-1.7', 'PDF'],
    ['MIME-Version: 1.0\r\nContent-Type: multipart/related', 'archive web'],
    ['7z\xbc\xaf\x27\x1c', '7-Zip'],
    ['Rar!\x1a\x07', 'RAR'],
    ['\xfd7zXZ\0', 'XZ'],
    ['\x28\xb5\x2f\xfd', 'Zstandard'],
    ['BZh91AY', 'bzip2'],
    ['MZ\x90\0', 'Windows'],
    ['PARE', 'chiffré']
  ])('refuses %j by name', async (start, word) => expect(await refused(latin(start))).toContain(word))

  it('keeps texts that begin like something else', async () => {
    for (const text of ['MZ;nom\n1;a\n', 'BMI,age\n20,3\n', 'ID3;x\n1;2\n', 'ORCID\n1\n', 'RDX1;a\n'])
      expect(await detect(text)).toBe('delimited text')
  })
})

describe('zips', () => {
  it.each([
    ['workbook xlsx', names('[Content_Types].xml', 'xl/workbook.xml')],
    ['workbook xlsm', names('[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin')],
    ['workbook ods', names('styles.xml', 'content.xml', 'mimetype')],
    ['workbook xlsb', names('xl/workbook.bin', '[Content_Types].xml')],
    ['zip zip', names('xl/workbook.xml')],
    ['zip zip', names('a.csv', 'b.xlsx')],
    ['zip zip', zipBytes([])],
    [
      'workbook ods',
      zipBytes([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 }])
    ]
  ])('%s', async (expected, bytes) => expect(await detect(bytes)).toBe(expected))

  it('refuses documents by name', async () => {
    expect(await refused(names('[Content_Types].xml', 'word/document.xml'))).toContain('Word')
    expect(await refused(names('[Content_Types].xml', 'ppt/presentation.xml'))).toContain('PowerPoint')
    const odt = zipBytes([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', method: 0 }])
    expect(await refused(odt)).toContain('OpenDocument')
  })

  it('goes by the beginning while the end has not come, and refuses a cut one afterwards', async () => {
    const bytes = names('[Content_Types].xml', 'xl/workbook.xml').subarray(0, 60)
    expect(await detect(bytes, false)).toBe('workbook xlsx')
    expect(await refused(bytes)).toContain('endommagée')
  })
})

describe('texts', () => {
  it.each([
    ['[{"a":1}]', 'json json'],
    ['\ufeff  \n{"a":[1,2]}', 'json json'],
    ['{"a":1}\n{"a":2}\n', 'json ndjson'],
    ['{"a":1}\n{"a":\n{"a":2}\n', 'json ndjson'],
    ['{"a":1}{"a":2}', 'json ndjson'],
    ['[[1,2],[3,4]]', 'json json'],
    ['[1,2,3]', 'json json'],
    ['[{"a":1},{"a":2', 'json json'],
    ['[{"a":1},\n{"a":oops},\n{"a":3}]', 'json json'],
    ['{"a":\'x\'}', 'json json'],
    ['[' + '{"a":'.repeat(2_000), 'json json'],
    ['[id];[nom]\n1;a\n', 'delimited text'],
    ['[1,2];x\n[3,4];y\n', 'delimited text'],
    ['{1,2};x\n{3,4};y\n', 'delimited text'],
    ['{"a","b"};x\n', 'delimited text'],
    ['{"a":1};5\n{"a":2};6\n', 'delimited text'],
    ['{"a":1}\t5\n{"a":2}\t6\n', 'delimited text'],
    ['{"a":1},5\n{"a":2},6\n', 'delimited text'],
    ['[section]\nkey=value\n', 'delimited text'],
    ['[2024-01-01 10:00] démarrage\n', 'delimited text'],
    ['a;b\n1;2\n', 'delimited text'],
    ['"a"\n', 'delimited text'],
    ['12\n13\n', 'delimited text'],
    ['a;b\n1;\0\n', 'delimited text']
  ])('%j is %s', async (text, expected) => expect(await detect(text)).toBe(expected))

  it.each([
    ['<html><body><table><tr><td>1', 'workbook html'],
    ['\ufeff\r\n<!-- export --><!DOCTYPE html><html><table>', 'workbook html'],
    ['\r\n'.repeat(90) + '<html><table>', 'workbook html'],
    ['<div>\n<table border="1"><tr><th>a</th></tr></table></div>', 'workbook html'],
    ['<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook/>', 'workbook xml2003'],
    ['<?xml version="1.0"?><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">', 'workbook xml2003'],
    ['<b>;note\n<i>;2\n', 'delimited text'],
    ['id;html\n1;<table><tr><td>x\n', 'delimited text']
  ])('%j is %s, whatever its name', async (text, expected) => {
    expect(await detect(text)).toBe(expected)
    expect(await detect(Buffer.from(`\ufeff${text.replace('\ufeff', '')}`, 'utf16le'))).toBe(expected)
  })

  it('does not ponder over thousands of comments', async () => {
    const begun = Date.now()
    expect(await detect('<!-- x -->'.repeat(6_000) + ';a\n1;2\n')).toBe('delimited text')
    expect(await detect('<!-- x -->'.repeat(6_000) + '<html><table>')).toBe('workbook html')
    expect(Date.now() - begun).toBeLessThan(5_000)
  })

  it('reads JSON in UTF-16 and Latin-1', async () => {
    expect(await detect(Buffer.from('\ufeff[{"é":1}]', 'utf16le'))).toBe('json json')
    expect(await detect(Buffer.from('[{"é":1}]', 'utf16le'))).toBe('json json')
    expect(await detect(Buffer.from('[{"é":"à la fête"}]', 'latin1'))).toBe('json json')
  })

  it('takes UTF-16 text for text, and refuses noise and nothing', async () => {
    expect(await detect(Buffer.from('nom;âge\nÉlise;3\n', 'utf16le'))).toBe('delimited text')
    const noise = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * at * 31 + at * 7) % 256))
    expect(await refused(noise)).toContain('ni un texte')
    expect(await refused(Buffer.alloc(500))).toContain('ni un texte')
    expect(await refused('<?xml version="1.0"?>\n<Workbook><Row/></Workbook>')).toContain('document XML')
    const named = await detectFormat(join(folder, 'file'), { name: 'export.xml', complete: true }).catch((thrown: unknown) => thrown) // prettier-ignore
    expect(named).toMatchObject({ data: { message: { fr: '« export.xml » est un document XML, pas un tableau.' } } })
    expect(await refused('<html><body>Session expirée</body></html>')).toContain('page web')
    expect(await refused('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>')).toContain('XML')
    expect(await refused('')).toContain('aucune donnée')
  })
})
