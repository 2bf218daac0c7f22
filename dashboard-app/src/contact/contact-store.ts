import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { Contact } from "@proppilot/shared-types";
import type { ContactAnswer, ContactsApi } from "../api/contacts.ts";
import { ApiError, toApiError } from "../api/problem.ts";
import { backoff } from "../page/backoff.ts";
import { type Clock, pause } from "../page/clock.ts";
import { type ChangedField, changedFields } from "./changed-fields.ts";

export type ContactState =
  | { kind: "none" }
  | { kind: "loading" }
  | { kind: "shown"; contact: Contact; etag: string | null }
  | { kind: "failed"; code: ApiError["code"] };

export interface ContactStore {
  state: ReadonlySignal<ContactState>;
  /** What the last live update changed, for as long as it is worth pointing out. */
  changed: ReadonlySignal<ReadonlySet<ChangedField>>;
  /** Shows the contact behind a Chatwoot contact id, and keeps trying while that may still succeed. */
  open(chatwootId: number): void;
  close(): void;
  retry(): void;
  /** Takes in a newer reading of the contact on show; older ones and other people's are dropped. */
  take(contact: Contact, etag?: string | null): void;
  /** Asks whether the contact on show is still as shown. */
  revalidate(): Promise<void>;
  fail(code: ApiError["code"]): void;
}

interface Deps {
  api: ContactsApi;
  clock: Clock;
}

const pendingPause = 1_000;
const pendingTries = 20;
const pointOutFor = 2_500;

/** The contact on show. */
export function createContactStore({ api, clock }: Deps): ContactStore {
  const state = signal<ContactState>({ kind: "none" });
  const changed = signal<ReadonlySet<ChangedField>>(new Set());
  let wanted: number | null = null;
  let work = new AbortController();
  let forgetChanged = () => {};

  /** Calls off whatever still runs for the contact of before. */
  function begin(next: ContactState): AbortSignal {
    work.abort();
    work = new AbortController();
    forgetChanged();
    batch(() => {
      state.value = next;
      changed.value = new Set();
    });
    return work.signal;
  }

  async function load(chatwootId: number, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        const answer = await untilKnown(chatwootId, signal);
        if (answer && !signal.aborted) state.value = { kind: "shown", ...answer };
        return;
      } catch (error) {
        if (signal.aborted) return;
        const problem = toApiError(error);
        state.value = { kind: "failed", code: problem.code };
        if (!problem.passing) return;
        await pause(clock, backoff(attempt), signal);
      }
    }
  }

  async function untilKnown(chatwootId: number, signal: AbortSignal): Promise<Exclude<ContactAnswer, string> | null> {
    for (let tries = 0; tries < pendingTries && !signal.aborted; tries++) {
      const answer = await api.byChatwootId(chatwootId, signal);
      if (typeof answer === "object") return answer;
      await pause(clock, pendingPause, signal);
    }
    if (signal.aborted) return null;
    throw new ApiError("chatwoot_unreachable");
  }

  function pointOut(fields: ChangedField[]): void {
    if (fields.length === 0) return;
    forgetChanged();
    changed.value = new Set(fields);
    forgetChanged = clock.after(pointOutFor, () => {
      changed.value = new Set();
    });
  }

  function take(contact: Contact, etag: string | null = null): void {
    const shown = state.value;
    if (shown.kind !== "shown" || shown.contact.id !== contact.id) return;
    if (contact.revision < shown.contact.revision) return;
    batch(() => {
      pointOut(changedFields(shown.contact, contact));
      state.value = { kind: "shown", contact, etag };
    });
  }

  function fail(code: ApiError["code"]): void {
    begin({ kind: "failed", code });
  }

  function open(chatwootId: number): void {
    wanted = chatwootId;
    void load(chatwootId, begin({ kind: "loading" }));
  }

  return {
    state,
    changed,
    open,
    take,
    fail,
    close() {
      wanted = null;
      begin({ kind: "none" });
    },
    retry() {
      if (wanted !== null) open(wanted);
    },
    async revalidate() {
      const shown = state.value;
      if (shown.kind !== "shown") return;
      const { signal } = work;
      try {
        const answer = await api.again(shown.contact.id, shown.etag, signal);
        if (typeof answer === "object" && !signal.aborted) take(answer.contact, answer.etag);
      } catch (error) {
        const problem = toApiError(error);
        // A passing failure is the live stream's to report; what is shown stays, with its time.
        if (!signal.aborted && !problem.passing) fail(problem.code);
      }
    },
  };
}
