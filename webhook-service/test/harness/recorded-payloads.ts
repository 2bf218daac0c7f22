import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../chatwoot-sandbox/fixtures/payloads", import.meta.url));

/** A webhook that a real Chatwoot wrote. */
export interface RecordedWebhook {
  file: string;
  event: string;
  accountId: number;
  body: Record<string, unknown>;
}

/** Every recorded webhook body, of every age. REST answers are not among them. */
export const recordedWebhooks: RecordedWebhook[] = readdirSync(folder)
  .filter((file) => /^\d+-(?!rest)/.test(file))
  .map((file) => {
    const parsed = JSON.parse(readFileSync(`${folder}/${file}`, "utf8"));
    const body = parsed.body ?? parsed;
    return { file, event: body.event, accountId: accountOf(body), body };
  });

function accountOf(body: Record<string, unknown>): number {
  const ids = JSON.stringify(body).match(/"account(?:_id":|":\{"id":)(\d+)/);
  return Number(ids?.[1] ?? 1);
}

/** The recorded request of Chatwoot Cloud with its headers; its signature holds over the compact JSON of its body. */
export const recordedRequest: { headers: Record<string, string>; body: unknown } = JSON.parse(
  readFileSync(`${folder}/01-message_created-whatsapp-cloud-with-headers.json`, "utf8"),
);
