import type { Contact } from "@proppilot/shared-types";
import { stages } from "@proppilot/shared-types/contact-fields";
import { useLanguage } from "../language/language.ts";
import { Moment } from "../ui/moment.tsx";

interface Props {
  contact: Pick<Contact, "stage" | "stageSince">;
  changed: boolean;
}

/** The way from New to Customer, with the place reached on it. */
export function StagePath({ contact, changed }: Props) {
  const { t } = useLanguage();
  const reached = stages.indexOf(contact.stage);
  const [before, after] = t("stage.since", { date: "\n" }).split("\n");
  return (
    <section class={changed ? "stage changed" : "stage"} aria-labelledby="stage-heading">
      <p class="stage-line">
        <span id="stage-heading" class="label">
          {t("field.stage")}
        </span>
        <span class="stage-since">
          {before}
          <Moment at={contact.stageSince} />
          {after}
        </span>
      </p>
      <ol class="stage-path">
        {stages.map((stage, at) => (
          <li
            key={stage}
            class={at < reached ? "step passed" : at === reached ? "step current" : "step"}
            aria-current={at === reached ? "step" : undefined}
          >
            <span class="step-name">{t(`stage.${stage}`)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
