/** Up to two letters that stand for a name, by what readers see as characters. */
export function initials(name: string | null): string {
  const words = (name ?? "").match(/[\p{L}\p{N}]+/gu) ?? [];
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  return chosen.map((word) => [...(word ?? "")][0]?.toLocaleUpperCase() ?? "").join("");
}

const tones = ["blue", "iris", "teal", "amber", "ruby"] as const;

/** The same colour for the same contact, everywhere. */
export function avatarTone(chatwootId: number): (typeof tones)[number] {
  return tones[chatwootId % tones.length] ?? "blue";
}
