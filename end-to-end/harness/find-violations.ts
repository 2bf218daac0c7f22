import axe from "axe-core";
import type { Frame, Page } from "playwright-core";

/** Every rule of axe that a page or frame breaks as it stands, as "rule: element"; `without` names what isn't ours. */
export async function findViolations(place: Page | Frame, without: string[] = []): Promise<string[]> {
  await place.evaluate(axe.source);
  return place.evaluate(async (exclude) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
  }, without);
}
