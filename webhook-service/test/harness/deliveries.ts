import { v7 as uuidv7 } from "uuid";
import { readEnvelope } from "../../src/deliveries/read-envelope.ts";
import type { NewDelivery } from "../../src/deliveries/store-deliveries.ts";

/** A webhook's body as the receiver would store it, without the way through HTTP. */
export function deliveryOf(tenantId: string, body: { event: string }): NewDelivery {
  return {
    id: uuidv7(),
    tenantId,
    receivedAt: new Date(),
    source: "chatwoot",
    origin: "pushed",
    event: body.event,
    externalId: null,
    sentAt: null,
    headers: {},
    body: JSON.stringify(body),
    destination: readEnvelope(body).destination,
  };
}
