import type { Plan } from '../../../contract'
import type { ReportFacts, Writer } from '../context'
import { html, type Markup } from '../markup'
import { gantt } from './gantt'
import { note, table } from './table'

/** The calendar drawn and as a table, with what the plan supposes. */
export function planSection({ plan }: ReportFacts, writer: Writer): Markup[] {
  if (!plan?.tasks.length) return [note(writer.say('Aucun chantier n’est planifié.', 'No workstream is scheduled.'))]
  return [
    html`<p>${summary(plan, writer)}</p>`,
    html`<figure>
      <div class="chart" role="img" aria-label="${description(plan, writer)}">${gantt(plan, writer)}</div>
    </figure>`,
    table(
      writer.say('Calendrier des chantiers (jours ouvrés)', 'Calendar of the workstreams (working days)'),
      [
        { head: writer.say('Chantier', 'Workstream') },
        { head: writer.say('Responsable', 'Owner') },
        { head: writer.say('Début', 'Start') },
        { head: writer.say('Fin', 'End') },
        { head: writer.say('Durée', 'Duration'), numeric: true },
        { head: writer.say('Marge', 'Slack'), numeric: true },
        { head: writer.say('Critique', 'Critical') }
      ],
      plan.tasks.map((task) => [
        task.title,
        task.owner || '–',
        writer.day(task.start),
        writer.day(task.finish),
        task.durationUnknown ? writer.say('à estimer', 'to be estimated') : writer.number(task.duration),
        writer.number(task.slack),
        task.critical ? writer.say('oui', 'yes') : writer.say('non', 'no')
      ])
    ),
    ...plan.notes.map((text) => note(writer.text(text))),
    ...plan.tasks.flatMap((task) =>
      task.notes.map((text) => note([task.title, writer.say('\u00a0: ', ': '), writer.text(text)]))
    )
  ]
}

function summary(plan: Plan, writer: Writer): string {
  return writer.say(
    `Du ${writer.day(plan.start)} au ${writer.day(plan.finish)}, soit ${writer.number(plan.makespan)}\u00a0jours ouvrés\u00a0; chemin critique\u00a0: ${writer.number(plan.criticalPathLength)}\u00a0jours.`,
    `From ${writer.day(plan.start)} to ${writer.day(plan.finish)}: ${writer.number(plan.makespan)} working days; critical path: ${writer.number(plan.criticalPathLength)} days.`
  )
}

function description(plan: Plan, writer: Writer): string {
  return `${writer.say('Diagramme de Gantt.', 'Gantt chart.')} ${summary(plan, writer)} ${writer.say('Les dates sont dans le tableau qui suit.', 'The dates are in the table below.')}`
}
