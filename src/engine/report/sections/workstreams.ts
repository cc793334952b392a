import type { Workstream, WorkstreamStatus } from '../../../contract'
import type { ReportFacts, Writer } from '../context'
import { html, prose, type Markup } from '../markup'
import { figureInWords } from './findings'
import { note } from './table'

const STATUS: Record<WorkstreamStatus, [string, string]> = {
  idea: ['idée', 'idea'],
  ready: ['prêt', 'ready'],
  doing: ['en cours', 'in progress'],
  done: ['terminé', 'done']
}

/** Each workstream with its problem, its action and the findings it rests on. */
export function workstreamsSection({ workstreams, findings }: ReportFacts, writer: Writer): Markup[] {
  if (!workstreams.length) return [note(writer.say('Aucun chantier n’est ouvert.', 'No workstream is open.'))]
  return workstreams.map((workstream) => {
    const cited = workstream.findingIds.map((id) => findings.find((finding) => finding.id === id))
    const evidence = cited.map((finding) =>
      finding
        ? html`<li>
            ${finding.title}${writer.say('\u00a0: ', ': ')}<strong>${writer.text(finding.figure.text)}</strong>
            (${figureInWords(finding, writer)})${finding.stale && writer.say(' – périmé', ' – stale')}
          </li>`
        : html`<li>${writer.say('constat supprimé du projet', 'finding removed from the project')}</li>`
    )
    return html`<article class="workstream">
      <h3>${workstream.title}</h3>
      <p class="subtitle">${facts(workstream, writer).join(' · ')}</p>
      ${
        workstream.problem &&
        html`<h4>${writer.say('Problème', 'Problem')}</h4>
          ${prose(workstream.problem)}`
      }${
        workstream.action &&
        html`<h4>${writer.say('Action', 'Action')}</h4>
          ${prose(workstream.action)}`
      }
      <h4>${writer.say('Preuves', 'Evidence')}</h4>
      ${
        evidence.length
          ? html`<ul>
              ${evidence}
            </ul>`
          : note(writer.say('Aucun constat n’appuie encore ce chantier.', 'No finding supports this workstream yet.'))
      }
    </article>`
  })
}

function facts({ status, owner, durationDays }: Workstream, writer: Writer): string[] {
  const [fr, en] = STATUS[status]
  return [
    writer.say(fr, en),
    ...(owner ? [writer.say(`responsable\u00a0: ${owner}`, `owner: ${owner}`)] : []),
    ...(durationDays === null
      ? []
      : [writer.say(`${writer.number(durationDays)}\u00a0jours ouvrés`, `${writer.number(durationDays)} working days`)])
  ]
}
