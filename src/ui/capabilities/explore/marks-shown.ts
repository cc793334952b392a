import { create } from 'zustand'
import { onProjectChange } from '../../app/project-change'

/** Whether the grid marks the cells of anomalies: as it was set last, whatever table is looked at, as long as the project is open. */
const useMarksState = create<{ isOn: boolean }>(() => ({ isOn: false }))

onProjectChange(() => setMarksShown(false))

export function useMarksShown(): boolean {
  return useMarksState(({ isOn }) => isOn)
}

export function setMarksShown(isOn: boolean): void {
  useMarksState.setState({ isOn })
}
