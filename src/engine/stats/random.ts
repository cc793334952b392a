/** A seeded source of chance: the same seed gives the same draws, on every machine. */
export type Random = {
  /** A 32-bit unsigned integer. */
  uint32(): number
  /** A number in [0, 1), with 32 bits of resolution. */
  next(): number
  /** An integer in [0, n), n a positive integer. */
  below(n: number): number
  /** True with probability `p`. */
  chance(p: number): boolean
  /** A draw of the normal distribution (polar method of Marsaglia and Bray, 1964). */
  normal(mean?: number, sd?: number): number
  /** A draw of the exponential distribution of that mean (by inversion). */
  exponential(mean: number): number
  /** One of `items`, all equally likely; throws a RangeError on an empty list. */
  pick<T>(items: readonly T[]): T
  /** The index of one of `weights` (not negative, not all zero), drawn in their proportion. */
  weighted(weights: readonly number[]): number
  /** An independent stream named by `label`: what is drawn from it does not move the draws of this one. */
  fork(label: string | number): Random
}

/**
 * A generator seeded by a number or a text. The engine is xoshiro128** 1.1 (D. Blackman and S. Vigna, « Scrambled
 * linear pseudorandom number generators », ACM TOMS 47, 2021; https://prng.di.unimi.it/xoshiro128starstar.c), its
 * state filled by the finaliser of MurmurHash3 over a Weyl sequence. Not for secrets.
 */
export function createRandom(seed: number | string): Random {
  return build(hashSeed(String(seed)))
}

/** The raw engine from four 32-bit words (not all zero): returns its outputs one by one. */
export function xoshiro128starstar(words: readonly [number, number, number, number]): () => number {
  const engine = new Xoshiro(0, words)
  return () => engine.uint32()
}

/** A class, not closures: a case forks a hundred thousand streams. */
class Xoshiro implements Random {
  private a: number
  private b: number
  private c: number
  private d: number
  private spare: number | null = null

  constructor(
    private readonly seed: number,
    words: readonly [number, number, number, number]
  ) {
    this.a = words[0] | 0
    this.b = words[1] | 0
    this.c = words[2] | 0
    this.d = words[3] | 0
  }

  uint32(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.b, 5), 7), 9)
    const shifted = this.b << 9
    this.c ^= this.a
    this.d ^= this.b
    this.b ^= this.c
    this.a ^= this.d
    this.c ^= shifted
    this.d = rotateLeft(this.d, 11)
    return result >>> 0
  }

  next(): number {
    return this.uint32() / 4294967296
  }

  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  chance(p: number): boolean {
    return this.next() < p
  }

  normal(mean = 0, sd = 1): number {
    return mean + sd * this.standardNormal()
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next())
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('cannot pick from an empty list')
    return items[this.below(items.length)]!
  }

  weighted(weights: readonly number[]): number {
    let sum = 0
    for (const weight of weights) sum += weight
    let left = this.next() * sum
    for (let i = 0; i < weights.length; i++) {
      left -= weights[i]!
      if (left < 0) return i
    }
    return weights.length - 1
  }

  fork(label: string | number): Random {
    return build(mix(this.seed ^ hashSeed(String(label))))
  }

  private standardNormal(): number {
    if (this.spare !== null) {
      const kept = this.spare
      this.spare = null
      return kept
    }
    for (;;) {
      const x = 2 * this.next() - 1
      const y = 2 * this.next() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const factor = Math.sqrt((-2 * Math.log(square)) / square)
      this.spare = y * factor
      return x * factor
    }
  }
}

function build(seed: number): Random {
  return new Xoshiro(seed, [spread(seed, 1), spread(seed, 2), spread(seed, 3), spread(seed, 4) | 1])
}

function rotateLeft(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by))
}

function spread(seed: number, step: number): number {
  return mix(seed + Math.imul(step, 0x9e3779b9))
}

/** FNV-1a over UTF-16 units, finished by `mix`. */
function hashSeed(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash)
}

/** fmix32 of MurmurHash3 (A. Appleby, public domain). */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
