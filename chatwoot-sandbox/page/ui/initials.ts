/** At most two letters that stand for a name; a name without letters keeps its first character. */
export function initials(name: string): string {
  const words = name.split(/[\s\-_]+/u).filter((word) => /\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => word?.match(/\p{L}/u)?.[0] ?? "",
  );
  return letters.join("").toUpperCase() || [...name.trim()][0] || "?";
}
