import type { StepEffect } from '../../../contract'

type Figures = Pick<StepEffect, 'readCells' | 'onlyRead'> & { changedCells: number }
type Words = 'changed' | 'onlyRead' | 'readAsWritten'

/** What a step did to cells, told as before and after tell it: those that hold another value apart from those that a type or a label only wrote otherwise. */
export function cellsInWords({ changedCells, readCells, onlyRead }: Figures): [Words, number][] {
  const changed = changedCells - (onlyRead ?? 0)
  const told: [Words, number][] = []
  if (onlyRead) told.push(['onlyRead', onlyRead])
  if (!onlyRead && readCells) told.push(['readAsWritten', readCells])
  if (changed || !told.length) told.push(['changed', changed])
  return told
}
