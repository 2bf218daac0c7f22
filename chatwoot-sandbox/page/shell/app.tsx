import type { DeskContext } from "../store/desk.ts";
import { AccountView } from "./account-view.tsx";
import { Notice } from "./notice.tsx";

/** Waits for the sandbox, then shows the account that the address and the chosen user lead to. */
export function App({ context }: { context: DeskContext }) {
  const { session, problems } = context;
  const identity = session.identity.value;
  return (
    <>
      {identity !== null && (
        <AccountView
          key={`${identity.accountId}-${identity.user.id}`}
          context={context}
          user={identity.user}
          accountId={identity.accountId}
        />
      )}
      {identity === null && (
        <main class="thread-empty page-alone">
          {session.state.value === null
            ? "Waiting for the sandbox…"
            : "Nobody in this sandbox belongs to this account."}
        </main>
      )}
      <Notice problems={problems} />
    </>
  );
}
