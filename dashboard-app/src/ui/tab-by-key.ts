/** The tab that a key leads to, around the ends; `null` for keys that mean nothing to tabs. */
export function tabByKey<Id>(ids: Id[], selected: Id, key: string, rightToLeft: boolean): Id | null {
  const at = ids.indexOf(selected);
  const forward = rightToLeft ? "ArrowLeft" : "ArrowRight";
  const back = rightToLeft ? "ArrowRight" : "ArrowLeft";
  if (key === forward) return ids[(at + 1) % ids.length] ?? null;
  if (key === back) return ids.at(at - 1) ?? null;
  if (key === "Home") return ids[0] ?? null;
  if (key === "End") return ids.at(-1) ?? null;
  return null;
}
