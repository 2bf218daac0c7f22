import { seconds } from "../state/clock.ts";
import type { Context } from "../state/context.ts";
import type { Contact, Conversation, Micros } from "../state/records.ts";
import { addContactInbox } from "../verbs/add-contact-inbox.ts";
import { addMessage } from "../verbs/add-message.ts";
import { assign } from "../verbs/assign.ts";
import { conversationTraits, messageSourceId } from "../verbs/channel-traits.ts";
import { createContact } from "../verbs/create-contact.ts";
import { labelContact } from "../verbs/label-contact.ts";
import { labelConversation } from "../verbs/label-conversation.ts";
import { saveConversation } from "../verbs/save-conversation.ts";
import { setStatus } from "../verbs/set-status.ts";
import { startConversation } from "../verbs/start-conversation.ts";
import type { Installation, UserKey } from "./installation.ts";
import type { Person, Story } from "./story.ts";

const MINUTE = seconds(60);
const HOUR = 60 * MINUTE;
const DEFAULT_PACE = 4;

export interface Cast {
  installation: Installation;
  people: Record<string, Person>;
  /** Who has appeared so far; a person's second story goes to the same contact. */
  known: Map<string, Contact>;
}

/** Tells one conversation through the same verbs as everything else, on a clock of its own in the past. */
export function playStory(ctx: Context, cast: Cast, story: Story): void {
  const inbox = cast.installation.inboxes[story.inbox];
  const times = timesOf(ctx, story);
  let time = (times[0] ?? 0) - seconds(20);
  const past: Context = { ...ctx, now: () => ++time, emit: () => {} };

  const contact = contactOf(past, cast, story, inbox.account_id);
  const contactInbox = addContactInbox(past, contact, inbox, cast.people[story.person]?.sourceIds?.[story.inbox]);
  const traits = conversationTraits(past, inbox.channel_type, contactInbox.source_id);
  const conversation = startConversation(past, {
    contactInbox,
    additionalAttributes: story.subject ? { ...traits, mail_subject: story.subject } : traits,
    customAttributes: story.customAttributes,
  });
  story.lines.forEach((line, index) => {
    time = times[index] ?? time;
    sayLine(past, cast, conversation, line);
    if (index === 0) handOver(past, cast, conversation, story);
  });
  if (story.status && story.status !== conversation.status) {
    conversation.agent_last_seen_at = past.now();
    setStatus(past, conversation, story.status, userOf(cast, story.assignee ?? "grace"), time + 20 * HOUR);
  }
}

/** Lines run at an uneven pace and end when the story says. */
function timesOf(ctx: Context, story: Story): Micros[] {
  const gaps = story.lines.map(() => Math.round((0.5 + ctx.random.next()) * (story.pace ?? DEFAULT_PACE) * MINUTE));
  const end = ctx.now() - Math.round(story.endedHoursAgo * HOUR);
  return gaps.map((_, index) => end - gaps.slice(index + 1).reduce((sum, gap) => sum + gap, 0));
}

function contactOf(past: Context, cast: Cast, story: Story, accountId: number): Contact {
  const key = `${accountId}:${story.person}`;
  const known = cast.known.get(key);
  if (known) return known;
  const person = cast.people[story.person];
  if (!person) throw new Error(`no such person: ${story.person}`);
  const { labels, notes, sourceIds: _used, ...fields } = person;
  const contact = createContact(past, accountId, fields);
  if (labels) labelContact(past, contact, labels);
  for (const { by, content } of notes ?? []) {
    const now = past.now();
    past.world.notes.insert({
      content,
      account_id: accountId,
      contact_id: contact.id,
      user_id: userOf(cast, by).id,
      created_at: now,
      updated_at: now,
    });
  }
  cast.known.set(key, contact);
  return contact;
}

function handOver(past: Context, cast: Cast, conversation: Conversation, story: Story): void {
  if (story.assignee) assign(past, conversation, userOf(cast, story.assignee), userOf(cast, story.assignee));
  if (story.labels) labelConversation(past, conversation, story.labels);
  if (story.priority) saveConversation(past, conversation, { priority: story.priority });
}

function sayLine(past: Context, cast: Cast, conversation: Conversation, [speaker, content]: Story["lines"][number]) {
  const inbox = past.world.inboxes.get(conversation.inbox_id);
  const sourceId = inbox ? messageSourceId(past.random, inbox.channel_type) : null;
  if (speaker === "customer") {
    const sender = { type: "Contact" as const, id: conversation.contact_id };
    addMessage(past, conversation, { content, message_type: "incoming", sender, source_id: sourceId });
    return;
  }
  const isNote = speaker.startsWith("note:");
  const user = userOf(cast, speaker.replace("note:", "") as UserKey);
  const sender = { type: "User" as const, id: user.id };
  const message = addMessage(past, conversation, {
    content,
    message_type: "outgoing",
    sender,
    private: isNote,
    source_id: isNote ? null : sourceId,
  });
  message.status = isNote ? "sent" : "read";
  // Whoever answers has read what came before.
  conversation.agent_last_seen_at = past.now();
  conversation.assignee_last_seen_at = conversation.agent_last_seen_at;
}

const userOf = ({ installation }: Cast, key: UserKey) => installation.users[key];
