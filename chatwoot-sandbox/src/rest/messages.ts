import * as z from "zod";
import { featureOff, invalid, notFound, unprocessable } from "../refusal.ts";
import { requireInbox, threadOf } from "../state/lookups.ts";
import type { Message } from "../state/records.ts";
import { addMessage } from "../verbs/add-message.ts";
import { deleteMessage } from "../verbs/delete-message.ts";
import { saveMessage } from "../verbs/save-message.ts";
import { messagesMeta, messageView } from "../views/message-view.ts";
import { takeFromBudget } from "./rate-limit.ts";
import { type AccountCall, empty, idParam, ok, type Reply, type Route, readBody, route } from "./route.ts";
import { conversationParam } from "./visibility.ts";

const LATEST = 20;
const NEWER = 100;
const BETWEEN = 1000;
const CONTENT_MAX = 150_000;

/** Selection by id, answers ascending (CONTRACT 3.9, message paging). */
function pageOfMessages(messages: Message[], before: unknown, after: unknown): Message[] {
  const [first, end] = [Number(after), Number(before)];
  if (after !== undefined && before !== undefined) {
    return messages.filter((message) => message.id >= first && message.id < end).slice(0, BETWEEN);
  }
  if (before !== undefined) return messages.filter((message) => message.id < end).slice(-LATEST);
  if (after !== undefined) return messages.filter((message) => message.id > first).slice(0, NEWER);
  return messages.slice(-LATEST);
}

function list(call: AccountCall): Reply {
  const { ctx, query } = call;
  const conversation = conversationParam(call);
  const internalToo = query.filter_internal_messages === undefined;
  const thread = threadOf(ctx.world, conversation).filter(
    (message) => internalToo || (!message.private && message.message_type !== "activity"),
  );
  const page = pageOfMessages(thread, query.before, query.after).sort((a, b) => a.created_at - b.created_at);
  return ok({
    meta: messagesMeta(ctx, conversation),
    payload: page.map((message) => messageView(ctx, conversation, message)),
  });
}

const newMessageFields = z.object({
  content: z.string().nullish(),
  private: z.coerce.boolean().optional(),
  message_type: z.enum(["outgoing", "incoming"]).optional(),
  content_type: z.string().optional(),
  content_attributes: z.record(z.string(), z.unknown()).optional(),
  echo_id: z.string().optional(),
  source_id: z.string().optional(),
});

function create(call: AccountCall): Reply {
  const { ctx, user } = call;
  const conversation = conversationParam(call);
  const wanted = readBody(call, newMessageFields);
  const incoming = wanted.message_type === "incoming";
  if (incoming && requireInbox(ctx.world, conversation.inbox_id).channel_type !== "Channel::Api") {
    throw unprocessable("Incoming messages are only allowed in Api inboxes");
  }
  if ((wanted.content?.length ?? 0) > CONTENT_MAX) {
    throw invalid([{ attribute: "content", message: `Content is too long (maximum is ${CONTENT_MAX} characters)` }]);
  }
  takeFromModel(call, conversation.id);
  const message = addMessage(ctx, conversation, {
    content: wanted.content ?? null,
    message_type: wanted.message_type ?? "outgoing",
    sender: incoming ? { type: "Contact", id: conversation.contact_id } : { type: "User", id: user.id },
    private: wanted.private,
    content_type: wanted.content_type,
    content_attributes: wanted.content_attributes,
    source_id: wanted.source_id,
  });
  return ok({ ...messageView(ctx, conversation, message), ...(wanted.echo_id ? { echo_id: wanted.echo_id } : {}) });
}

/** This limit is a validation of the message, not the throttle's: 422 (CONTRACT 3.3, "model, not rack"). */
function takeFromModel({ ctx }: AccountCall, conversationId: number): void {
  try {
    takeFromBudget(ctx, `messages:${conversationId}`, ctx.limits.messagesPerConversation);
  } catch {
    throw invalid([{ attribute: "base", message: "Too many messages" }]);
  }
}

function messageParam(call: AccountCall): Message {
  const conversation = conversationParam(call);
  const message = call.ctx.world.messages.get(idParam(call, "messageId"));
  if (!message || message.conversation_id !== conversation.id) throw notFound();
  return message;
}

function update(call: AccountCall): Reply {
  const { ctx } = call;
  const message = messageParam(call);
  if (requireInbox(ctx.world, message.inbox_id).channel_type !== "Channel::Api") {
    throw featureOff("Message status update is only allowed for API inboxes");
  }
  const fields = z.object({
    status: z.enum(["sent", "delivered", "read", "failed"]).optional(),
    external_error: z.string().optional(),
  });
  const { status, external_error } = readBody(call, fields);
  saveMessage(ctx, message, {
    ...(status ? { status } : {}),
    ...(external_error ? { content_attributes: { ...message.content_attributes, external_error } } : {}),
  });
  return ok(messageView(ctx, conversationParam(call), message));
}

function destroy(call: AccountCall): Reply {
  deleteMessage(call.ctx, messageParam(call));
  return empty();
}

export const messageRoutes: Route[] = [
  route("get", "/conversations/:displayId/messages", list),
  route("post", "/conversations/:displayId/messages", create),
  route("patch", "/conversations/:displayId/messages/:messageId", update),
  route("delete", "/conversations/:displayId/messages/:messageId", destroy),
];
