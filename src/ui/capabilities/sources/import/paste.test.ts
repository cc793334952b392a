import { describe, expect, it } from 'vitest'
import { changeLanguage } from '../../../parts'
import { htmlTable, pastedFiles, pastedName } from './paste'

const NOW = new Date(2026, 10, 25, 14, 5)

describe('a pasted table', () => {
  it('becomes a file that says when', async () => {
    const [file] = pastedFiles(clipboard({ 'text/plain': 'a\tb\n1\t2\n' }), NOW) ?? []
    expect(file?.name).toBe('collage du 25 nov. 14 h 05.txt')
    expect(await file?.text()).toBe('a\tb\n1\t2\n')
  })

  it('is named in English too', async () => {
    await changeLanguage('en')
    expect(pastedName(NOW)).toBe('pasted on 25 Nov at 14.05.txt')
    await changeLanguage('fr')
  })

  it('of a page is read from its HTML where the plain text has lost its cells', async () => {
    const html = '<p>avant</p><table><tr><th>ville<th>note</tr><tr><td>Lyon<td> 4 </tr></table>'
    const [file] = pastedFiles(clipboard({ 'text/plain': 'ville note Lyon 4', 'text/html': html }), NOW) ?? []
    expect(await file?.text()).toBe('ville\tnote\nLyon\t4\n')
  })

  it('keeps tabs, line ends and quotes of its cells', () => {
    expect(htmlTable('<table><tr><td>a\tb</td><td>dit "oui"</td></tr></table>')).toBe('"a\tb"\t"dit ""oui"""\n')
  })

  it('keeps breaks of its cells, and takes line ends of the HTML for none', () => {
    const html =
      '<table><tr><td>Paris<br>centre</td><td>deux\r\n  mots</td></tr><tr><td><p>a</p><p>b</p></td><td></td></tr></table>'
    expect(htmlTable(html)).toBe('"Paris\ncentre"\tdeux mots\n"a\nb"\t\n')
  })

  it('keeps each cell in its column beside and below merged ones', () => {
    const html =
      '<table><tr><th rowspan=2>Ville<th colspan=2>Notes</tr><tr><td>2023<td>2024</tr><tr><td>Lyon<td>4<td>5</tr></table>'
    expect(htmlTable(html)).toBe('Ville\tNotes\t\n\t2023\t2024\nLyon\t4\t5\n')
  })

  it('has one header, with all that stands above each column, where it has several', () => {
    const body = '<tr><th>Lyon<td>4<td>5</tr>'
    const first = '<tr><th rowspan=2>Ville<th colspan=2>Notes<br>du lycée</tr>'
    const named = 'Ville\tNotes du lycée 2023\tNotes du lycée 2024\nLyon\t4\t5\n'
    expect(htmlTable(`<table>${first}<tr><th>2023<th>2024</tr>${body}</table>`)).toBe(named)
    expect(htmlTable(`<table><thead>${first}<tr><td>2023<td>2024</tr></thead><tbody>${body}</table>`)).toBe(named)
    expect(htmlTable('<table><tr><th>a<th>b</tr><tr><th>c<th>d</tr></table>')).toBe('a\tb\nc\td\n')
  })

  it('is nothing where the clipboard is empty, and the files themselves where files were copied', () => {
    expect(pastedFiles(clipboard({ 'text/plain': ' \n' }), NOW)).toBeNull()
    const copied = new File(['x'], 'copie.csv')
    expect(pastedFiles(clipboard({ 'text/plain': 'copie.csv' }, [copied]), NOW)).toEqual([copied])
  })
})

function clipboard(texts: Record<string, string>, files: File[] = []) {
  return { files: files as unknown as FileList, getData: (type: string) => texts[type] ?? '' }
}
