import { useDesk } from "../store/desk-provider.ts";

const versions = [
  { version: "3.16", title: "3.16 (webhooks unsigned)" },
  { version: "4.10", title: "4.10 (webhooks unsigned)" },
  { version: "4.16", title: "4.16 (webhooks signed)" },
  { version: "4.17", title: "after 4.16.2 (context with theme)" },
];

export function VersionSwitch() {
  const { sandbox, session, problems } = useDesk();
  const current = session.state.value?.version ?? "";
  const choose = (version: string) =>
    problems.during(sandbox.setVersion(version).then(() => session.setVersion(version)));
  return (
    <section class="contact-section">
      <h3>Chatwoot version</h3>
      <select
        class="input"
        aria-label="Chatwoot version"
        value={current}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {versions.map(({ version, title }) => (
          <option key={version} value={version}>
            {title}
          </option>
        ))}
      </select>
    </section>
  );
}
