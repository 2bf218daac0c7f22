import type { Conversation } from "@proppilot/shared-types";

const conversation = (id: number, rest: Partial<Conversation>): Conversation => ({
  id,
  inboxId: 1,
  inboxName: "Harbour WhatsApp",
  kind: "whatsapp",
  status: "open",
  assignee: null,
  labels: [],
  createdAt: "2026-01-20T08:15:00Z",
  lastActivityAt: "2026-03-12T10:38:00Z",
  lastMessage: null,
  url: `http://localhost:3100/app/accounts/1/conversations/${id}`,
  ...rest,
});

export const conversations: Conversation[] = [
  conversation(128, {
    assignee: { id: 1, name: "Grace Okafor" },
    labels: ["viewing"],
    lastMessage: {
      id: 9001,
      direction: "incoming",
      excerpt: "Thursday at four works for us. Could we see the flat on the third floor as well?",
      attachments: 0,
      at: "2026-03-12T10:38:00Z",
    },
  }),
  conversation(121, {
    kind: "telegram",
    inboxName: "Harbour Telegram",
    status: "pending",
    lastActivityAt: "2026-03-10T17:02:00Z",
    lastMessage: {
      id: 8801,
      direction: "outgoing",
      excerpt: "Here are the floor plans you asked for. The balcony faces the water.",
      attachments: 2,
      at: "2026-03-10T17:02:00Z",
    },
  }),
  conversation(96, {
    kind: "email",
    inboxName: "sales@harbourhomes.example",
    status: "snoozed",
    assignee: { id: 2, name: "Alan Reyes" },
    lastActivityAt: "2026-02-18T09:30:00Z",
    lastMessage: { id: 7001, direction: "incoming", excerpt: "", attachments: 3, at: "2026-02-18T09:30:00Z" },
  }),
  conversation(54, {
    kind: "web_widget",
    inboxName: "harbourhomes.example",
    status: "resolved",
    lastActivityAt: "2025-11-03T12:00:00Z",
  }),
];
