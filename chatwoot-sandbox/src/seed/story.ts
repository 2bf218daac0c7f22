import type { Contact, ConversationStatus, Priority } from "../state/records.ts";
import type { InboxKey, UserKey } from "./installation.ts";

/** A person of the demo, known by a short key. */
export interface Person
  extends Partial<
    Pick<
      Contact,
      "name" | "email" | "phone_number" | "identifier" | "blocked" | "additional_attributes" | "custom_attributes"
    >
  > {
  name: string;
  labels?: string[];
  notes?: { by: UserKey; content: string }[];
  /** Ids in channels where they don't follow from the rest (CONTRACT 4). */
  sourceIds?: Partial<Record<InboxKey, string>>;
}

/** One conversation, told line by line: who says what. `note:` is private, between agents. */
export interface Story {
  person: string;
  inbox: InboxKey;
  /** How long ago the last line was said. */
  endedHoursAgo: number;
  /** What passed between two lines, in minutes; default 4. */
  pace?: number;
  assignee?: UserKey;
  status?: ConversationStatus;
  priority?: Priority;
  labels?: string[];
  customAttributes?: Record<string, unknown>;
  subject?: string;
  lines: [speaker: "customer" | UserKey | `note:${UserKey}`, text: string][];
}

export interface Chapter {
  people: Record<string, Person>;
  stories: Story[];
}
