import { useDesk } from "../store/desk-provider.ts";

/** For somebody who has just arrived: what this place is and what to try. */
export function Welcome() {
  const { directory } = useDesk();
  const titles = directory.apps.value.map((app) => app.title);
  return (
    <section class="thread thread-empty" aria-label="Welcome">
      <div class="welcome">
        <h2>A Chatwoot to play with</h2>
        <p>
          This sandbox behaves like Chatwoot, with customers who don’t exist. Nothing you write here reaches a real
          person.
        </p>
        <ol>
          <li>Open one of the conversations in the list.</li>
          <li>
            {titles.length > 0
              ? `Choose the tab ${titles.join(" or ")} above the messages.`
              : "No app is connected to this account yet. Once there is one, it has a tab above the messages."}
          </li>
          <li>
            If the app asks who you are: your access token is in the <strong>Profile settings</strong> of your avatar,
            at the end of the menu on the left.
          </li>
          <li>Write as the customer in the amber box and watch what happens.</li>
        </ol>
      </div>
    </section>
  );
}
