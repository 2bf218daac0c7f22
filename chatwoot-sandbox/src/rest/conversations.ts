import * as z from "zod";
import { notFound, unprocessable } from "../refusal.ts";
import { seconds, toIso } from "../state/clock.ts";
import { requireContact, requireInbox, requireUser, roleOf } from "../state/lookups.ts";
import type { ContactInbox, Conversation } from "../state/records.ts";
import { addContactInbox } from "../verbs/add-contact-inbox.ts";
import { addMessage } from "../verbs/add-message.ts";
import { assign } from "../verbs/assign.ts";
import { labelConversation } from "../verbs/label-conversation.ts";
import { saveConversation } from "../verbs/save-conversation.ts";
import { setStatus } from "../verbs/set-status.ts";
import { startConversation } from "../verbs/start-conversation.ts";
import { agentView } from "../views/agent-view.ts";
import { conversationView } from "../views/conversation-view.ts";
import { type AccountCall, empty, ok, type Reply, type Route, readBody, route } from "./route.ts";
import { conversationParam, visibleInboxes } from "./visibility.ts";

const statusField = z.enum(["open", "resolved", "pending", "snoozed"]);
const objectField = z.record(z.string(), z.unknown());

const newConversationFields = z.object({
  inbox_id: z.coerce.number().optional(),
  contact_id: z.coerce.number().optional(),
  source_id: z.string().optional(),
  status: statusField.optional(),
  assignee_id: z.number().nullish(),
  additional_attributes: objectField.optional(),
  custom_attributes: objectField.optional(),
  message: z.object({ content: z.string() }).optional(),
});

/** The channel that a new conversation runs over: by its id there, or made for the contact. */
function contactInboxFor(call: AccountCall, wanted: z.infer<typeof newConversationFields>): ContactInbox {
  const { ctx } = call;
  const inboxIds = visibleInboxes(call).map((inbox) => inbox.id);
  const known = ctx.world.contactInboxes.find(
    (row) =>
      inboxIds.includes(row.inbox_id) &&
      (wanted.inbox_id === undefined || row.inbox_id === wanted.inbox_id) &&
      (wanted.source_id === undefined ? row.contact_id === wanted.contact_id : row.source_id === wanted.source_id),
  );
  if (known) return known;
  if (wanted.inbox_id === undefined || !inboxIds.includes(wanted.inbox_id)) throw notFound();
  const contact = requireContact(ctx.world, wanted.contact_id ?? 0);
  if (contact.account_id !== call.account.id) throw notFound();
  return addContactInbox(ctx, contact, requireInbox(ctx.world, wanted.inbox_id), wanted.source_id);
}

function create(call: AccountCall): Reply {
  const { ctx, user } = call;
  const wanted = readBody(call, newConversationFields);
  const conversation = startConversation(ctx, {
    contactInbox: contactInboxFor(call, wanted),
    status: wanted.status,
    assigneeId: wanted.assignee_id,
    additionalAttributes: wanted.additional_attributes,
    customAttributes: wanted.custom_attributes,
  });
  if (wanted.message) {
    addMessage(ctx, conversation, {
      content: wanted.message.content,
      message_type: "outgoing",
      sender: { type: "User", id: user.id },
    });
  }
  return ok(conversationView(ctx, conversation));
}

const show = (call: AccountCall): Reply => ok(conversationView(call.ctx, conversationParam(call)));

function toggleStatus(call: AccountCall): Reply {
  const conversation = conversationParam(call);
  const wanted = readBody(call, z.object({ status: statusField.optional(), snoozed_until: z.number().optional() }));
  const toggled = conversation.status === "open" ? "resolved" : "open";
  const until = wanted.snoozed_until === undefined ? null : seconds(wanted.snoozed_until);
  setStatus(call.ctx, conversation, wanted.status ?? toggled, call.user, until);
  return ok({
    meta: {},
    payload: {
      success: true,
      conversation_id: conversation.display_id,
      current_status: conversation.status,
      snoozed_until: conversation.snoozed_until === null ? null : toIso(conversation.snoozed_until),
    },
  });
}

const priorityFields = z.object({ priority: z.enum(["low", "medium", "high", "urgent", "none"]).nullish() });

function setPriority(call: AccountCall): Conversation {
  const conversation = conversationParam(call);
  const { priority } = readBody(call, priorityFields);
  saveConversation(call.ctx, conversation, { priority: priority === "none" ? null : (priority ?? null) });
  return conversation;
}

function togglePriority(call: AccountCall): Reply {
  setPriority(call);
  return empty();
}

function toggleTyping(call: AccountCall): Reply {
  const fields = z.object({ typing_status: z.enum(["on", "off"]), is_private: z.coerce.boolean().optional() });
  const { typing_status: status, is_private: isPrivate } = readBody(call, fields);
  call.ctx.emit({
    type: "typing",
    conversation: conversationParam(call),
    on: status === "on",
    by: { user: call.user },
    isPrivate: isPrivate ?? false,
  });
  return empty();
}

/** Replaces the whole object, unlike a contact's (CONTRACT 3.9). */
function replaceAttributes(call: AccountCall): Reply {
  const conversation = conversationParam(call);
  const { custom_attributes } = readBody(call, z.object({ custom_attributes: objectField }));
  saveConversation(call.ctx, conversation, { custom_attributes });
  return ok({ custom_attributes: conversation.custom_attributes });
}

const labels = (call: AccountCall): Reply => ok({ payload: conversationParam(call).label_list });

function replaceLabels(call: AccountCall): Reply {
  const conversation = conversationParam(call);
  labelConversation(call.ctx, conversation, readBody(call, z.object({ labels: z.array(z.string()) })).labels);
  return ok({ payload: conversation.label_list });
}

function assignTo(call: AccountCall): Reply {
  const { ctx, account } = call;
  const conversation = conversationParam(call);
  const { assignee_id: id } = readBody(call, z.object({ assignee_id: z.coerce.number().nullish() }));
  const assignee = id ? requireUser(ctx.world, id) : null;
  if (assignee && !roleOf(ctx.world, account.id, assignee.id)) throw unprocessable("Assignee must be a member");
  assign(ctx, conversation, assignee, call.user);
  return ok(assignee && agentView(ctx, account.id, assignee));
}

/** What opening a conversation does: the unread count goes. */
function markSeen(call: AccountCall): Reply {
  const { ctx, user } = call;
  const conversation = conversationParam(call);
  const now = ctx.now();
  // Written past the model: no new version of the conversation, no event.
  conversation.agent_last_seen_at = now;
  if (conversation.assignee_id === user.id) conversation.assignee_last_seen_at = now;
  return ok(conversationView(ctx, conversation));
}

export const conversationRoutes: Route[] = [
  route("post", "/conversations", create),
  route("get", "/conversations/:displayId", show),
  route("patch", "/conversations/:displayId", (call) => ok(conversationView(call.ctx, setPriority(call)))),
  route("post", "/conversations/:displayId/toggle_status", toggleStatus),
  route("post", "/conversations/:displayId/toggle_priority", togglePriority),
  route("post", "/conversations/:displayId/toggle_typing_status", toggleTyping),
  route("post", "/conversations/:displayId/custom_attributes", replaceAttributes),
  route("get", "/conversations/:displayId/labels", labels),
  route("post", "/conversations/:displayId/labels", replaceLabels),
  route("post", "/conversations/:displayId/assignments", assignTo),
  route("post", "/conversations/:displayId/update_last_seen", markSeen),
];
