import * as z from "zod";
import { invalid, notFound } from "../refusal.ts";
import { conversationsOf } from "../state/lookups.ts";
import type { Label } from "../state/records.ts";
import { labelContact } from "../verbs/label-contact.ts";
import { labelConversation } from "../verbs/label-conversation.ts";
import { labelView } from "../views/settings-views.ts";
import {
  type AccountCall,
  administratorRoute,
  empty,
  idParam,
  ok,
  type Reply,
  type Route,
  readBody,
  route,
} from "./route.ts";

const labelFields = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  color: z.string().optional(),
  show_on_sidebar: z.boolean().optional(),
});

/** Unicode letters, digits, `_` and `-`, stored lower case (CONTRACT 3.7). */
const TITLE = /^[\p{L}\p{N}_-]+$/u;

const labelsOf = ({ ctx, account }: AccountCall) => ctx.world.labels.where((label) => label.account_id === account.id);

function labelParam(call: AccountCall): Label {
  const label = call.ctx.world.labels.get(idParam(call, "labelId"));
  if (label?.account_id !== call.account.id) throw notFound();
  return label;
}

function validTitle(call: AccountCall, title: string, ownId: number): string {
  const stored = title.trim().toLowerCase();
  const taken = labelsOf(call).some((label) => label.title === stored && label.id !== ownId);
  if (taken) throw invalid([{ attribute: "title", message: "Title has already been taken" }]);
  if (!TITLE.test(stored)) throw invalid([{ attribute: "title", message: "Title is invalid" }]);
  return stored;
}

/** In a background job every tagged contact and conversation is saved, each with its event. */
function retag({ ctx, account }: AccountCall, from: string, to: string[]): void {
  const renamed = (labels: string[]) => labels.flatMap((label) => (label === from ? to : [label]));
  ctx.jobs.run(() => {
    for (const contact of ctx.world.contacts.where((row) => row.account_id === account.id)) {
      if (contact.label_list.includes(from)) labelContact(ctx, contact, renamed(contact.label_list));
    }
    for (const conversation of conversationsOf(ctx.world, account.id)) {
      if (conversation.label_list.includes(from)) {
        labelConversation(ctx, conversation, renamed(conversation.label_list));
      }
    }
  });
}

function create(call: AccountCall): Reply {
  const wanted = readBody(call, labelFields, "label");
  const label = call.ctx.world.labels.insert({
    account_id: call.account.id,
    title: validTitle(call, wanted.title ?? "", 0),
    description: wanted.description ?? "",
    color: wanted.color ?? "#1f93ff",
    show_on_sidebar: wanted.show_on_sidebar ?? true,
  });
  return ok(labelView(label));
}

function update(call: AccountCall): Reply {
  const label = labelParam(call);
  const wanted = readBody(call, labelFields, "label");
  const before = label.title;
  const title = wanted.title === undefined ? before : validTitle(call, wanted.title, label.id);
  Object.assign(label, wanted, { title });
  if (title !== before) retag(call, before, [title]);
  return ok(labelView(label));
}

function destroy(call: AccountCall): Reply {
  const label = labelParam(call);
  call.ctx.world.labels.delete(label.id);
  retag(call, label.title, []);
  return empty();
}

export const labelRoutes: Route[] = [
  route("get", "/labels", (call) => ok({ payload: labelsOf(call).map(labelView) })),
  administratorRoute("get", "/labels/:labelId", (call) => ok(labelView(labelParam(call)))),
  administratorRoute("post", "/labels", create),
  administratorRoute("patch", "/labels/:labelId", update),
  administratorRoute("delete", "/labels/:labelId", destroy),
];
