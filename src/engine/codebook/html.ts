import type { Codebook, CodebookColumn, CodebookTable, NoteTexts } from '../../contract'
import { html, Markup, REPORT_POLICY, STYLE } from '../report'
import type { Words, Written } from './words'

/** The codebook as one file that prints by itself: no script, nothing from elsewhere. */
export function writeHtml({ tables, orphans }: Codebook, { name, words, now }: Written): string {
  const title = words.say(`Dictionnaire des données : ${name}`, `Codebook: ${name}`)
  return html`<!doctype html>
    <html lang="${words.language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${new Markup(REPORT_POLICY)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <style>
          ${new Markup(`${STYLE}main, header { max-width: 72rem; }\n@media print { @page { size: A4 landscape; } thead { display: table-header-group; } }`)}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p class="subtitle">${words.day(now)}</p>
        </header>
        <main>
          ${tables.map((table) => section(table, words))}
          ${
            orphans.length > 0 &&
            html`<section>
              <h2>${words.say('Notes sans colonne', 'Notes without a column')}</h2>
              ${orphans.map(
                (note) =>
                  html`<h3>${[note.table, note.column].filter(Boolean).join(' › ')}</h3>
                    <p class="stale">${note.orphan && words.text(note.orphan)}</p>
                    ${noteMarkup(note, words)}`
              )}
            </section>`
          }
        </main>
      </body>
    </html> `.source
}

function section({ table, rows, files, note, columns }: CodebookTable, words: Words): Markup {
  const heads: [string, string][] = [
    ['Colonne', 'Column'],
    ['Note', 'Note'],
    ['Type', 'Type'],
    ['Manquantes', 'Missing'],
    ['Distinctes', 'Distinct'],
    ['Étendue', 'Range'],
    ['Valeurs fréquentes', 'Frequent values']
  ]
  const size = words.say(
    `${words.number(rows)} lignes, ${words.number(columns.length)} colonnes`,
    `${words.number(rows)} rows, ${words.number(columns.length)} columns`
  )
  return html`<section>
    <h2>${table.name}</h2>
    <p class="subtitle">${[size, ...files].join(' · ')}</p>
    ${note && noteMarkup(note, words)}
    <table>
      <caption>
        ${words.say(`Colonnes de ${table.name}`, `Columns of ${table.name}`)}
      </caption>
      <thead>
        <tr>
          ${heads.map(([fr, en]) => html`<th scope="col">${words.say(fr, en)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${columns.map((column) => row(column, words))}
      </tbody>
    </table>
  </section>`
}

function row(column: CodebookColumn, words: Words): Markup {
  const { name, type, semantic, rows, missing, distinct, note } = column
  return html`<tr>
    <th scope="row">${name}</th>
    <td>${note && noteMarkup(note, words)}</td>
    <td>${type}<br />${words.kind(semantic.kind)}</td>
    <td class="num">${words.number(missing)}<br />${words.share(missing, rows)}</td>
    <td class="num">${words.number(distinct)}</td>
    <td>${words.range(column).slice(0, 200)}</td>
    <td>${words.top(column, 5).slice(0, 400)}</td>
  </tr> `
}

function noteMarkup(note: NoteTexts, words: Words): Markup {
  const told: [string, string][] = [
    [words.say('Unité', 'Unit'), note.unit],
    [words.say('Codes', 'Codes'), words.codes(note, words.between)],
    [words.say('Source', 'Source'), note.source],
    [words.say('Doute', 'Doubt'), note.doubt]
  ]
  return html`${note.label && html`<strong>${note.label}</strong>`}
  ${note.description && html`<p>${note.description}</p>`}
  ${told.filter(([, text]) => text).map(([name, text]) => html`<p><span class="note">${name}</span> ${text}</p>`)}`
}
