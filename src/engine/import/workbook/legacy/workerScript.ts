/** A sheet as the worker tells it. */
export interface WorkerSheet {
  name: string
  hidden: boolean
  table: boolean
  rows: number
  columns: number
}

/** A row as the worker sends it: parallel lists; `formats` are places in the list of codes sent so far. */
export interface WorkerRow {
  index: number
  columns: number[]
  types: string[]
  values: (string | number | boolean)[]
  formats: number[]
}

export type WorkerReply =
  | { kind: 'sheets'; sheets: WorkerSheet[]; date1904: boolean }
  | {
      kind: 'opened'
      merges: { top: number; left: number; bottom: number; right: number }[]
      hiddenRows: number
      hiddenColumns: number
    }
  | { kind: 'rows'; rows: WorkerRow[]; codes: string[]; done: boolean }
  | { kind: 'failed'; message: string }

export type WorkerRequest = { kind: 'heads' } | { kind: 'open'; sheet: number } | { kind: 'rows' }

/**
 * What runs in the worker, as text: it must be plain JavaScript wherever the engine runs (sources under test, bundle,
 * archive of the shell), and imports nothing but the library, whose place is handed in. Sheets are asked for by number,
 * so that no name chosen by a file is used as a key here beyond the library's own.
 */
export const WORKER_SCRIPT = `
'use strict'
const { parentPort, workerData } = require('node:worker_threads')
const library = require(workerData.library)
const bytes = Buffer.from(workerData.bytes)
const BATCH_CELLS = 20000
let [book, data, next, codes, sent] = [null, [], 0, new Map(), 0]

parentPort.on('message', (request) => {
  try {
    parentPort.postMessage(answer(request))
  } catch (error) {
    parentPort.postMessage({ kind: 'failed', message: String((error && error.message) || error) })
  }
})

function answer(request) {
  if (request.kind === 'heads') return heads()
  if (request.kind === 'open') return open(request.sheet)
  return rows()
}

function read(more) {
  return library.read(bytes, {
    type: 'buffer', dense: true, cellNF: true, cellText: false, cellFormula: false, cellHTML: false, cellDates: false, ...more
  })
}

function heads() {
  const heads = read({ sheetRows: 1 })
  const facts = (heads.Workbook && heads.Workbook.Sheets) || []
  const sheets = heads.SheetNames.map((name, place) => {
    const sheet = heads.Sheets[name] || {}
    const ref = sheet['!fullref'] || sheet['!ref']
    const first = (sheet['!data'] || [])[0]
    // An empty sheet claims its first cell.
    const range = ref && (ref !== 'A1' || (first && first[0])) ? library.utils.decode_range(ref) : null
    return {
      name: String(name),
      hidden: Boolean(facts[place] && facts[place].Hidden),
      table: !sheet['!type'] || sheet['!type'] === 'sheet',
      rows: range ? range.e.r - range.s.r + 1 : 0,
      columns: range ? range.e.c - range.s.c + 1 : 0
    }
  })
  const props = (heads.Workbook && heads.Workbook.WBProps) || {}
  return { kind: 'sheets', sheets, date1904: Boolean(props.date1904) }
}

function open(place) {
  book = read({ sheets: [place] })
  const sheet = book.Sheets[book.SheetNames[place]] || {}
  data = sheet['!data'] || []
  next = 0
  const hidden = (list) => (list || []).filter((one) => one && one.hidden).length
  return {
    kind: 'opened',
    merges: (sheet['!merges'] || []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c })),
    hiddenRows: hidden(sheet['!rows']),
    hiddenColumns: hidden(sheet['!cols'])
  }
}

function rows() {
  const rows = []
  let cells = 0
  for (; next < data.length && cells < BATCH_CELLS; next++) {
    const row = { index: next, columns: [], types: [], values: [], formats: [] }
    const list = data[next]
    if (!list) continue
    list.forEach((cell, column) => {
      if (!cell || cell.v === undefined || cell.v === null || cell.t === 'z') return
      row.columns.push(column)
      row.types.push(cell.t)
      row.values.push(typeof cell.v === 'object' ? String(cell.v) : cell.v)
      row.formats.push(cell.t === 'n' ? codeOf(cell.z) : 0)
      cells += 1
    })
    if (row.columns.length) rows.push(row)
    data[next] = null
  }
  const all = [...codes.keys()]
  const fresh = all.slice(sent)
  sent = all.length
  return { kind: 'rows', rows, codes: fresh, done: next >= data.length }
}

function codeOf(format) {
  const code = typeof format === 'string' ? format : 'General'
  let place = codes.get(code)
  if (place === undefined) codes.set(code, (place = codes.size))
  return place
}
`
