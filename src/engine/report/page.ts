import { VERSION } from '../version'
import type { ReportFacts, Writer } from './context'
import { html, Markup } from './markup'
import { STYLE } from './style'

/** What the report may do when it is opened: show its own styles and nothing else. */
export const REPORT_POLICY = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`

/** The whole file around its sections. */
export function page(
  { doc, info, sources, madeAt }: ReportFacts,
  sections: readonly { heading: string; body: Markup[] }[],
  writer: Writer
): string {
  const title = doc.title.trim() || writer.say(`Rapport\u00a0: ${info.name}`, `Report: ${info.name}`)
  const by = [doc.authors.trim(), writer.day(madeAt)].filter(Boolean).join(' · ')
  const made = writer.say(
    `Fait avec Chantier ${VERSION} le ${writer.moment(madeAt)}, projet «\u00a0${info.name}\u00a0», ${sources.length}\u00a0${sources.length > 1 ? 'sources' : 'source'}.`,
    `Made with Chantier ${VERSION} on ${writer.moment(madeAt)}, project “${info.name}”, ${sources.length} ${sources.length === 1 ? 'source' : 'sources'}.`
  )
  return html`<!doctype html>
    <html lang="${writer.language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${new Markup(REPORT_POLICY)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p class="subtitle">${by}</p>
        </header>
        <nav aria-labelledby="contents">
          <h2 id="contents">${writer.say('Sommaire', 'Contents')}</h2>
          <ol>
            ${sections.map(({ heading }, place) => html`<li><a href="#s${place + 1}">${heading}</a></li>`)}
          </ol>
        </nav>
        <main>
          ${sections.map(
            ({ heading, body }, place) =>
              html`<section aria-labelledby="s${place + 1}">
                <h2 id="s${place + 1}">${heading}</h2>
                ${body}
              </section> `
          )}
        </main>
        <footer><p>${made}</p></footer>
      </body>
    </html> `.source
}
