import { expect, it } from 'vitest'
import { middleCut } from './middle-cut'

it('a long name loses its middle, so that its end still tells it apart', () => {
  expect(middleCut('Telco_customer_churn_location.xlsx', 40)).toBe('Telco_customer_churn_location.xlsx')
  const cut = middleCut('Telco_customer_churn_population_estimates_2024.xlsx', 40)
  expect([...cut]).toHaveLength(40)
  expect(cut).toMatch(/^Telco_customer_.*….*_estimates_2024\.xlsx$/)
  expect([...middleCut('😀'.repeat(60), 40)]).toHaveLength(40)
})
