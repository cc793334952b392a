import type { Plan } from '../../../contract'
import { inertLine } from '../../../charts'
import type { Writer } from '../context'
import { html, type Markup } from '../markup'

const ROW = 26
const LABELS = 200
const WIDTH = 720
const DAY_MS = 86_400_000

/** The calendar as a picture: one bar a workstream on a scale of dates, critical ones marked by outline as well as colour, slack as a thin line. */
export function gantt(plan: Plan, writer: Writer): Markup {
  const first = Date.parse(plan.start)
  const last = Math.max(Date.parse(plan.finish), ...plan.tasks.map((task) => Date.parse(task.lateFinish))) + DAY_MS
  const scale = (WIDTH - LABELS - 10) / Math.max(last - first, DAY_MS)
  const x = (day: string, after = 0): number => round(LABELS + (Date.parse(day) + after * DAY_MS - first) * scale)
  const height = plan.tasks.length * ROW + 30
  const rows = new Map(plan.tasks.map((task, place) => [task.id, 24 + place * ROW]))
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" class="gantt">
    ${monthStarts(first, last).map((month) => {
      const at = round(LABELS + (month - first) * scale)
      return html`<line x1="${at}" x2="${at}" y1="18" y2="${height}" class="grid" /><text
          x="${at + 3}"
          y="13"
          class="tick"
          >${monthName(month, last - first, writer)}</text
        >`
    })}${plan.tasks.flatMap((task) =>
      task.after.map((before) => {
        const from = plan.tasks.find(({ id }) => id === before)
        const [top, bottom] = [rows.get(before), rows.get(task.id)]
        if (!from || top === undefined || bottom === undefined) return ''
        const [start, end] = [x(from.finish, 1), x(task.start)]
        return html`<path
          d="M${start},${top + 11}H${Math.max(start + 4, end - 6)}V${bottom + 11}H${end}"
          class="link"
        />`
      })
    )}${plan.tasks.map((task) => {
      const y = rows.get(task.id) ?? 0
      const [start, end] = [x(task.start), x(task.finish, 1)]
      const bar =
        task.duration === 0
          ? html`<path d="M${start},${y + 5}l6,6l-6,6l-6,-6z" class="${task.critical ? 'bar critical' : 'bar'}" />`
          : html`<rect
              x="${start}"
              y="${y + 4}"
              width="${round(Math.max(2, end - start))}"
              height="14"
              rx="2"
              class="${task.critical ? 'bar critical' : 'bar'}"
            />`
      return html`<text x="${LABELS - 8}" y="${y + 15}" text-anchor="end" class="name"
          >${inertLine(task.title, 30)}</text
        >${task.slack > 0 && html`<line x1="${end}" x2="${x(task.lateFinish, 1)}" y1="${y + 11}" y2="${y + 11}" class="slack" />`}${bar}`
    })}
  </svg>`
}

/** First days of months in the span; every second, third… one where they would stand too close. */
function monthStarts(first: number, last: number): number[] {
  const start = new Date(first)
  const months: number[] = []
  for (let month = start.getUTCMonth(); months.length < 1200; month++) {
    const at = Date.UTC(start.getUTCFullYear(), month, 1)
    if (at >= last) break
    if (at >= first) months.push(at)
  }
  const step = Math.ceil(months.length / 10)
  return months.length ? months.filter((_, place) => place % step === 0) : [first]
}

function monthName(at: number, span: number, writer: Writer): string {
  const date = new Date(at)
  const options: Intl.DateTimeFormatOptions =
    span < 45 * DAY_MS && date.getUTCDate() !== 1
      ? { day: 'numeric', month: 'short', timeZone: 'UTC' }
      : { month: 'short', year: '2-digit', timeZone: 'UTC' }
  return date.toLocaleDateString(writer.language === 'fr' ? 'fr-FR' : 'en-GB', options)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
