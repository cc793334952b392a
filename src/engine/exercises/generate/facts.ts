import type { Facts } from './model'

/** Facts of which nothing is known yet. */
export function blankFacts(): Facts {
  return {
    day: 0,
    month: 0,
    label: '',
    peak: false,
    line: '',
    mode: '',
    vehicle: '',
    ticket: '',
    channel: '',
    os: '',
    version: '',
    age: 0,
    delay: 0,
    connection: false,
    ticketFailed: false,
    centre: '',
    reason: '',
    contacted: false,
    refundDays: 0
  }
}
