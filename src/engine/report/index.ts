import { calls, projectOf } from '../call'
import { readOutline, resetOutline, saveOutline } from './outline'
import { renderReport } from './render'

export { Writer } from './context'
export { html, Markup } from './markup'
export { REPORT_POLICY } from './page'
export { STYLE } from './style'
export { renderReport, type ReportOptions } from './render'

/** The report, as the contract says it. */
export const report = calls.report.router({
  get: calls.report.get.handler(({ context }) => readOutline(projectOf(context))),
  save: calls.report.save.handler(({ input, context }) => saveOutline(projectOf(context), input)),
  reset: calls.report.reset.handler(({ context }) => resetOutline(projectOf(context))),
  html: calls.report.html.handler(async ({ input, context, signal }) => ({
    html: await renderReport(projectOf(context), { language: input.language, now: context.session.now(), signal }),
    fileName: `${projectOf(context).name}.html`
  }))
})
