import { expect, test } from 'vitest'
import { nameLikeness, namesKey } from './names'

test.each([
  ['Customer ID', 'CustomerID', 'customers'],
  ['id_client', 'client_id', 'clients'],
  ['N° client', 'id_client', 'clients'],
  ['client', 'id', 'clients'],
  ['cust_id', 'id_client', 'clients_2025'],
  ['customerid', 'id_client', 'clients'],
  ['Ligne', 'code_ligne', 'lignes']
])('%j speaks of %j in %j', (foreign, key, table) => {
  expect(nameLikeness(foreign, key, table)).toBeGreaterThanOrEqual(0.9)
})

test.each([
  ['gp_id', 'id', 'gps'],
  ['ship_via', 'ship_code', 'ship']
])('short names: %j speaks of %j in %j', (foreign, key, table) => {
  expect(nameLikeness(foreign, key, table)).toBeGreaterThanOrEqual(0.6)
})

test('a role before the thing still speaks of it; a bare id speaks of its own table only', () => {
  expect(nameLikeness('billing_customer_id', 'customer_id', 'customers')).toBeGreaterThanOrEqual(0.8)
  expect(nameLikeness('id', 'id', 'clients')).toBeLessThan(0.5)
  expect(nameLikeness('note', 'id', 'clients')).toBeLessThan(0.5)
  expect(nameLikeness('constructor', '__proto__', 'toString')).toBeLessThan(0.5)
})

test('names of keys', () => {
  expect(['id', 'code_postal', 'N° contact', 'CustomerID', 'matricule'].map((name) => namesKey(name, 't'))).toEqual([
    true,
    true,
    true,
    true,
    true
  ])
  expect(namesKey('ville', 'villes')).toBe(true)
  expect(['distance', 'humid', 'video', 'prix'].map((name) => namesKey(name, 't'))).toEqual([
    false,
    false,
    false,
    false
  ])
})
