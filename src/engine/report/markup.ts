import { inertText } from '../../charts'

/** Markup that is safe to stand in the report as it is. Made by `html` and by the chart sanitiser only. */
export class Markup {
  constructor(readonly source: string) {}
}

export type Content = string | number | Markup | null | false | undefined | readonly Content[]

/**
 * A template of the report: the literal parts are ours, every value put in is text and escaped, in element content as in
 * quoted attributes, unless it is `Markup` already. Unseen and direction-changing characters are shown by their code.
 */
export function html(parts: TemplateStringsArray, ...values: Content[]): Markup {
  return new Markup(parts.reduce((out, part, place) => out + written(values[place - 1]) + part))
}

/** A long text of the user as paragraphs and lists: blank lines part paragraphs, lines that begin with "- " are items. */
export function prose(text: string): Markup[] {
  return text
    .split(/\r?\n[ \t]*\r?\n/)
    .map((block) => block.trim())
    .filter(Boolean)
    .map((block) => {
      const lines = block.split(/\r?\n/)
      if (lines.every((line) => line.startsWith('- ')))
        return html`<ul>
          ${lines.map((line) => html`<li>${line.slice(2)}</li>`)}
        </ul>`
      return html`<p>${lines.map((line, place) => (place ? html`<br />${line}` : line))}</p>`
    })
}

function written(value: Content): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Markup) return value.source
  if (Array.isArray(value)) return value.map(written).join('')
  return inertText(String(value), 200_000).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`)
}
