/** Repeatable chance: the same seed makes the same names, tokens and faults. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  token(length: number): string;
  digits(length: number): string;
  uuid(): string;
}

const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  // Mulberry32: 32 bits of state are plenty for a toy.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = (from: string, length: number) =>
    Array.from({ length }, () => from[Math.floor(next() * from.length)]).join("");
  return {
    next,
    token: (length) => pick(ALPHABET, length),
    digits: (length) => pick("123456789", 1) + pick("0123456789", length - 1),
    uuid: () => {
      const hex = pick("0123456789abcdef", 30);
      const parts = [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(12, 15)}`,
        `a${hex.slice(15, 18)}`,
        hex.slice(18),
      ];
      return parts.join("-");
    },
  };
}
