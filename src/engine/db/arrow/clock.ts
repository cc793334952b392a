/** `HH:MM:SS`, then a fraction without trailing zeros, from units of 10^-digits second; hours may pass 24. */
export function clock(units: bigint, digits: number): string {
  const scale = 10n ** BigInt(digits)
  const seconds = units / scale
  const fraction = String(units % scale)
    .padStart(digits, '0')
    .replace(/0+$/, '')
  const whole = `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`
  return fraction ? `${whole}.${fraction}` : whole
}

function two(value: bigint): string {
  return String(value).padStart(2, '0')
}
