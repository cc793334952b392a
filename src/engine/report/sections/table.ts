import { html, type Content, type Markup } from '../markup'

export interface TableColumn {
  head: string
  numeric?: boolean
}

/** A table with its caption and header cells; the first cell of each row is its header. */
export function table(caption: string, columns: readonly TableColumn[], rows: readonly (readonly Content[])[]): Markup {
  return html`<div class="scroll">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ head, numeric }) => html`<th scope="col" ${numeric ? html` class="num"` : ''}>${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, place) => {
                const num = columns[place]?.numeric ? html` class="num"` : ''
                return place ? html`<td${num}>${cell}</td>` : html`<th scope="row" ${num}>${cell}</th>`
              })}
            </tr> `
        )}
      </tbody>
    </table>
  </div>`
}

/** A short remark beside results. */
export function note(text: Content): Markup {
  return html`<p class="note">${text}</p>`
}
