import { readFileSync } from 'node:fs'

/** The most memory that this program has held. What `resourceUsage` tells begins with that of the program that started it. */
export function peakMegabytes(): number {
  return Number(/VmHWM:\s+(\d+)/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
}
