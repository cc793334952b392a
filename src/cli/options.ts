import { InvalidArgumentError } from 'commander'

/** Reads an option as a whole number between two bounds; anything else is wrong usage. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text)) throw outside(least, most)
    return number(least, most)(text)
  }
}

/** Reads an option as a number between two bounds. */
export function number(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (!(value >= least && value <= most)) throw outside(least, most)
    return value
  }
}

/** Reads an option as one of some words. */
export function choice<T extends string>(...words: T[]): (text: string) => T {
  return (text) => {
    const found = words.find((word) => word === text)
    if (!found) throw new InvalidArgumentError(words.join(' | '))
    return found
  }
}

function outside(least: number, most: number): InvalidArgumentError {
  return new InvalidArgumentError(`${least} … ${most}`)
}
