import * as z from "zod";

const webhookFaults = z.object({
  drop: z.number().min(0).max(1).describe("share of webhooks that are never sent"),
  duplicate: z.number().min(0).max(1).describe("share of webhooks sent twice, under two delivery ids"),
  delayMs: z.number().min(0),
  reorder: z.boolean(),
});

const apiFaults = z.object({
  failWith: z.union([z.literal(500), z.literal(429), z.null()]),
  htmlBody: z.boolean().describe("the 500 is a page, as a proxy in front of Chatwoot sends it"),
  latencyMs: z.number().min(0),
  onlyPaths: z.string().nullable().describe("regular expression over the path"),
  times: z.int().min(0).nullable().describe("how many calls are still hit; null = all"),
});

const faultsSchema = z.object({ webhooks: webhookFaults, api: apiFaults });
export type Faults = z.infer<typeof faultsSchema>;

export const faultsChangeSchema = z.strictObject({
  webhooks: webhookFaults.partial().strict().optional(),
  api: apiFaults.partial().strict().optional(),
});
export type FaultsChange = z.infer<typeof faultsChangeSchema>;

export const noFaults = (): Faults => ({
  webhooks: { drop: 0, duplicate: 0, delayMs: 0, reorder: false },
  api: { failWith: null, htmlBody: false, latencyMs: 0, onlyPaths: null, times: null },
});

export function changeFaults(faults: Faults, change: FaultsChange): Faults {
  return { webhooks: { ...faults.webhooks, ...change.webhooks }, api: { ...faults.api, ...change.api } };
}
