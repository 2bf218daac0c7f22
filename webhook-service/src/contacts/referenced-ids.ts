import * as z from "zod";

/** The conversations and messages that a delivery may touch, so that they are loaded once for a whole batch. */
export interface ReferencedIds {
  conversations: number[];
  messages: number[];
}

const withId = z.object({ id: z.int() });
const listOfIds = z.array(withId).nullish().catch(undefined);
const shape = z.object({
  id: z.int().optional().catch(undefined),
  messages: listOfIds,
  conversation: withId.extend({ messages: listOfIds }).nullish().catch(undefined),
  conversations: z
    .array(withId.extend({ messages: listOfIds, last_non_activity_message: withId.nullish().catch(undefined) }))
    .nullish()
    .catch(undefined),
});

/** Reads ids only; a body of another form has none. */
export function referencedIds(event: string, body: unknown): ReferencedIds {
  const parsed = shape.safeParse(body);
  if (!parsed.success) return { conversations: [], messages: [] };
  const { id, messages, conversation, conversations } = parsed.data;
  const own = id === undefined ? [] : [id];
  return {
    conversations: [
      ...(event.startsWith("conversation_") ? own : []),
      ...(conversation ? [conversation.id] : []),
      ...(conversations ?? []).map((one) => one.id),
    ],
    messages: [
      ...(event.startsWith("message_") ? own : []),
      ...[messages, conversation?.messages, ...(conversations ?? []).map((one) => one.messages)].flatMap((list) =>
        (list ?? []).map((one) => one.id),
      ),
      ...(conversations ?? []).flatMap(({ last_non_activity_message: last }) => (last ? [last.id] : [])),
    ],
  };
}
