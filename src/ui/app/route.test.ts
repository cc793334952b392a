import { beforeEach, describe, expect, it } from 'vitest'
import { go, readRoute, readTableParam, setParams, tableParam, writeRoute } from './route'

beforeEach(() => {
  location.hash = ''
})

describe('route', () => {
  it('goes to an address and back, whatever the name', () => {
    const table = { schema: 'raw' as const, name: 'a&b=c #%é"; DROP.x\n' }
    const route = { screen: 'explore', params: { table: tableParam(table) } }
    expect(readRoute(writeRoute(route))).toEqual(route)
    expect(readTableParam(readRoute(writeRoute(route)).params.table)).toEqual(table)
  })

  it('refuses what is no table', () => {
    expect(readTableParam(undefined)).toBeNull()
    expect(readTableParam('main.x')).toBeNull()
    expect(readTableParam('raw.')).toBeNull()
  })

  it('keeps the table from a screen to the next, and drops empty params', () => {
    go('explore', { table: 'raw.clients', tab: 'x' })
    go('anomalies')
    expect(readRoute(location.hash)).toEqual({ screen: 'anomalies', params: { table: 'raw.clients' } })
    setParams({ table: '' })
    expect(readRoute(location.hash).params).toEqual({})
  })
})
