import { create } from 'zustand'
import type { Source } from '../../../../contract'
import { onProjectChange } from '../../../app/project-change'
import type { Failure } from './draft'

/** Files that loads refused, with why: they stay to be read, whatever is loaded next, until they are put away or loaded after all. */
export const useRefused = create<{ refused: readonly Failure[] }>(() => ({ refused: [] }))

/** Keeps what a load refused; what it loaded of what was refused before is no more told. */
export function keepRefused(failures: readonly Failure[], loaded: readonly Pick<Source, 'deliveries'>[] = []): void {
  const files = loaded.flatMap(({ deliveries }) => deliveries.flatMap((delivery) => delivery.files))
  const names = new Set(files.flatMap(({ name, part }) => [name, [name, ...part].join(' › ')]))
  useRefused.setState(({ refused }) => ({
    refused: [...refused, ...failures].filter(
      (one, place, all) => !names.has(one.file) && place === all.findIndex((other) => isSame(one, other))
    )
  }))
}

export function forgetRefused(): void {
  useRefused.setState({ refused: [] })
}

onProjectChange(forgetRefused)

export function isSame(one: Failure, other: Failure): boolean {
  return one.file === other.file && one.message.fr === other.message.fr
}
