import { tellingText, visibleText } from '../../parts'
import { storedWord } from '../../parts/grid'

/** A value of a list as it is read, and what the eye does not see of it: never the spaces that we group digits by. */
export function valueShown(value: string, type: string): ReturnType<typeof tellingText> {
  const word = storedWord(value, type)
  return word === value ? tellingText(value, 120) : { shown: visibleText(word, 120), hidden: [] }
}
