import { useSyncExternalStore } from 'react'
import type { TableRef } from '../../contract'
import type { ScreenId } from './screen'

/** Where the user is: `#/explore?table=clean.clients`. A reload or a link comes back to the same place. */
export type Route = { screen: string; params: Readonly<Record<string, string>> }

/** The route of the moment; the component renders again when it changes. */
export function useRoute(): Route {
  return readRoute(useSyncExternalStore(onHashChange, () => location.hash))
}

/** Goes to a screen; params say what it shows. The table stays chosen from a screen to the next unless told. */
export function go(screen: ScreenId, params: Record<string, string> = {}): void {
  location.hash = writeRoute({ screen, params: { ...tableOf(readRoute(location.hash).params), ...params } })
}

/** Goes to a screen as one comes to a project: nothing of the place before is kept. */
export function enterScreen(screen: ScreenId): void {
  location.hash = writeRoute({ screen, params: {} })
}

/** Changes what the current screen shows; an empty text takes a param away. */
export function setParams(params: Record<string, string>, options: { replace?: boolean } = {}): void {
  const { screen, params: before } = readRoute(location.hash)
  const hash = writeRoute({ screen, params: { ...before, ...params } })
  if (options.replace) history.replaceState(null, '', hash)
  else location.hash = hash
  if (options.replace) window.dispatchEvent(new HashChangeEvent('hashchange'))
}

export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  return { screen: path, params: Object.fromEntries(new URLSearchParams(query)) }
}

export function writeRoute({ screen, params }: Route): string {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== '')).toString()
  return `#/${screen}${query ? `?${query}` : ''}`
}

/** A table as one param. */
export function tableParam(table: TableRef): string {
  return `${table.schema}.${table.name}`
}

/** The inverse of `tableParam`; null where it names none. */
export function readTableParam(param: string | undefined): TableRef | null {
  const match = /^(raw|clean)\.(.+)$/s.exec(param ?? '')
  return match?.[1] && match[2] ? { schema: match[1] === 'raw' ? 'raw' : 'clean', name: match[2] } : null
}

function tableOf(params: Readonly<Record<string, string>>): Record<string, string> {
  return params.table ? { table: params.table } : {}
}

function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
