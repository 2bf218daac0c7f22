/** The first letters of a name's first two words, by what readers see as characters. */
export function initials(name: string | null): string {
  const words = (name ?? "").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toLocaleUpperCase())
    .join("");
}

const tones = ["blue", "iris", "teal", "amber", "ruby"] as const;

/** The same colour for the same contact, everywhere. */
export function avatarTone(chatwootId: number): (typeof tones)[number] {
  return tones[chatwootId % tones.length] ?? "blue";
}
