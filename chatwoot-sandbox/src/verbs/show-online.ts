import { seconds } from "../state/clock.ts";
import type { Context } from "../state/context.ts";
import type { Contact } from "../state/records.ts";

/** How long a visitor of the website counts as present after the last sign of life (CONTRACT 3.4). */
const PRESENCE = seconds(90);

export function showOnline(ctx: Context, contact: Contact): void {
  contact.online_until = ctx.now() + PRESENCE;
}
