import type { ReportFacts, Writer } from '../context'
import { html, type Markup } from '../markup'
import { note, table } from './table'

const SHOWN = 30

/** The changes that made the present state, the latest ones by name. */
export function journalSection({ history }: ReportFacts, writer: Writer): Markup[] {
  const applied = history.filter((change) => change.applied)
  const [first, last] = [applied[0], applied.at(-1)]
  if (!first || !last) return [note(writer.say('Aucun changement n’est enregistré.', 'No change is recorded.'))]
  const [from, to] = [writer.day(first.at), writer.day(last.at)]
  const when =
    from === to ? writer.say(`le ${to}`, `on ${to}`) : writer.say(`du ${from} au ${to}`, `from ${from} to ${to}`)
  const count = writer.number(applied.length)
  const sentence = `${writer.say(`${count}\u00a0${applied.length > 1 ? 'changements' : 'changement'}`, `${count} ${applied.length > 1 ? 'changes' : 'change'}`)}, ${when}.`
  const rows = applied.slice(-SHOWN).map((change) => [writer.text(change.label), writer.moment(change.at)])
  return [
    html`<p>${sentence}</p>`,
    html`<details>
      <summary>
        ${applied.length > SHOWN ? writer.say(`Les ${SHOWN} derniers`, `The latest ${SHOWN}`) : writer.say('Les changements', 'The changes')}
      </summary>
      ${table(writer.say('Changements, du plus ancien au plus récent', 'Changes, oldest first'), [{ head: writer.say('Changement', 'Change') }, { head: writer.say('Date', 'Date') }], rows)}
    </details>`
  ]
}
