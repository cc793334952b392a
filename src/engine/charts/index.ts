import { calls, projectOf } from '../call'
import { lookOf } from './noted'
import { readChart } from './read'
import { listCharts, removeChart, saveChart, updateChart } from './saved'

export { compileChart } from './compile'
export { readChart } from './read'
export { chartName, listCharts, saveChart } from './saved'

/** Charts, as the contract says them. */
export const charts = calls.charts.router({
  data: calls.charts.data.handler(async ({ input, context, signal }) => {
    const project = projectOf(context)
    const data = await readChart(project, input.intent, signal)
    project.looks.note(lookOf(input.intent, data))
    return data
  }),
  list: calls.charts.list.handler(({ context }) => listCharts(projectOf(context))),
  save: calls.charts.save.handler(({ input, context }) => saveChart(projectOf(context), input.intent)),
  update: calls.charts.update.handler(({ input, context }) => updateChart(projectOf(context), input.id, input.intent)),
  remove: calls.charts.remove.handler(async ({ input, context }) => {
    await removeChart(projectOf(context), input.id)
    return {}
  })
})
