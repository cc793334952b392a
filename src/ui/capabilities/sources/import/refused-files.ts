import { create } from 'zustand'
import type { Source } from '../../../../contract'
import { onProjectChange } from '../../../app/project-change'
import type { Failure } from './draft'

/** A file that a load refused, and when that load ended. */
export type RefusedFile = Failure & { at: string }

/** Files that loads refused, with why: they stay to be read, whatever is loaded next, until they are put away or loaded after all. */
export const useRefused = create<{ refused: readonly RefusedFile[] }>(() => ({ refused: [] }))

/** Keeps what a load refused; what it loaded, or refused again, is no more told of an earlier one. */
export function keepRefused(
  failures: readonly Failure[],
  loaded: readonly Pick<Source, 'deliveries'>[] = [],
  at = new Date().toISOString()
): void {
  const files = loaded.flatMap(({ deliveries }) => deliveries.flatMap((delivery) => delivery.files))
  const names = new Set(files.flatMap(({ name, part }) => [name, [name, ...part].join(' › ')]))
  useRefused.setState(({ refused }) => ({
    refused: [...failures.map((one) => ({ ...one, at })), ...refused].filter(
      (one, place, all) => !names.has(one.file) && place === all.findIndex((other) => isSame(one, other))
    )
  }))
}

/** Puts away what was read; all of it unless told. */
export function forgetRefused(read?: readonly Failure[]): void {
  useRefused.setState(({ refused }) => ({
    refused: read ? refused.filter((one) => !read.some((other) => isSame(one, other))) : []
  }))
}

onProjectChange(() => forgetRefused())

export function isSame(one: Failure, other: Failure): boolean {
  return one.file === other.file && one.message.fr === other.message.fr
}
