/**
 * What a share from 0 to 1 is told as, with so many decimals of a percentage: a few among many are not read as none, nor nearly
 * all as all. `sign` stands before it where it is only near: `< 0,1 %`, `> 99,9 %`.
 */
export function toldShare(share: number, digits = 1): { sign: '<' | '>' | null; share: number } {
  const least = 10 ** -(digits + 2)
  if (share > 0 && share < least / 2) return { sign: '<', share: least }
  if (share < 1 && share >= 1 - least / 2) return { sign: '>', share: 1 - least }
  return { sign: null, share }
}
