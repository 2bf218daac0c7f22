import * as z from "zod";
import { invalid, notFound } from "../refusal.ts";
import type { Note } from "../state/records.ts";
import { noteView } from "../views/settings-views.ts";
import { contactParam } from "./contacts.ts";
import { type AccountCall, empty, idParam, ok, type Reply, type Route, readBody, route } from "./route.ts";

const CONTENT_MAX = 20_000;

// Notes make no webhook at all (CONTRACT 3.5), so these change rows and tell nobody.

function noteParam(call: AccountCall): Note {
  const contact = contactParam(call);
  const note = call.ctx.world.notes.get(idParam(call, "noteId"));
  if (!note || note.contact_id !== contact.id) throw notFound();
  return note;
}

function readContent(call: AccountCall): string {
  const { content } = readBody(call, z.object({ content: z.string().nullish() }), "note");
  if (!content?.trim()) throw invalid([{ attribute: "content", message: "Content can't be blank" }]);
  if (content.length > CONTENT_MAX) {
    throw invalid([{ attribute: "content", message: `Content is too long (maximum is ${CONTENT_MAX} characters)` }]);
  }
  return content;
}

function list(call: AccountCall): Reply {
  const contact = contactParam(call);
  const notes = call.ctx.world.notes.where((note) => note.contact_id === contact.id);
  return ok(notes.sort((a, b) => b.created_at - a.created_at).map((note) => noteView(call.ctx, note)));
}

function create(call: AccountCall): Reply {
  const { ctx, account, user } = call;
  const now = ctx.now();
  const note = ctx.world.notes.insert({
    content: readContent(call),
    account_id: account.id,
    contact_id: contactParam(call).id,
    user_id: user.id,
    created_at: now,
    updated_at: now,
  });
  return ok(noteView(ctx, note));
}

/** Any member may edit any note, and becomes its user by it. */
function update(call: AccountCall): Reply {
  const note = noteParam(call);
  note.content = readContent(call);
  note.user_id = call.user.id;
  note.updated_at = call.ctx.now();
  return ok(noteView(call.ctx, note));
}

function destroy(call: AccountCall): Reply {
  call.ctx.world.notes.delete(noteParam(call).id);
  return empty();
}

export const noteRoutes: Route[] = [
  route("get", "/contacts/:contactId/notes", list),
  route("post", "/contacts/:contactId/notes", create),
  route("get", "/contacts/:contactId/notes/:noteId", (call) => ok(noteView(call.ctx, noteParam(call)))),
  route("patch", "/contacts/:contactId/notes/:noteId", update),
  route("delete", "/contacts/:contactId/notes/:noteId", destroy),
];
