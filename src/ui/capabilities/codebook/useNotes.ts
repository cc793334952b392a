import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Note } from '../../../contract'
import { api } from '../../client'

/** All notes of the project. */
export function useNotes() {
  return useQuery({ queryKey: ['codebook', 'notes'], queryFn: ({ signal }) => api.codebook.notes({}, { signal }) })
}

/** What the notes on the columns of a table say in a line or two, by column. */
export function useColumnNotes(table: string): ReadonlyMap<string, string> {
  const { data } = useNotes()
  return useMemo(
    () =>
      new Map(
        (data ?? []).flatMap((note): [string, string][] =>
          note.table === table && note.column !== null ? [[note.column, inLine(note)]] : []
        )
      ),
    [data, table]
  )
}

function inLine({ label, description, unit, codes, doubt }: Note): string {
  const coded = codes.slice(0, 12).map(({ code, meaning }) => `${code} = ${meaning}`)
  return [label, unit, description, coded.join(' ; '), doubt && `? ${doubt}`].filter(Boolean).join('\n')
}
