import type { Format } from '../../contract'
import { refuseBinary } from './refuse-binary'

export async function detectFormat(path: string, name: string): Promise<{ format: Format }> {
  await refuseBinary(path, name)
  return { format: 'delimited' }
}
