import { expect, it } from "@jest/globals";
import { aContact } from "../../test/support/samples.ts";
import { knownValue } from "./known-value.ts";

it("tells an empty field from one that nobody has told us about", () => {
  const contact = aContact({ email: null, phone: null, unknown: ["phone"] });
  expect(knownValue(contact, "email")).toEqual({ kind: "none" });
  expect(knownValue(contact, "phone")).toEqual({ kind: "unknown" });
  expect(knownValue(contact, "name")).toEqual({ kind: "known", value: "Ada Marchetti" });
});

it("never says that a contact was not created or came from nowhere", () => {
  const contact = aContact({ createdAt: null, source: null });
  expect(knownValue(contact, "createdAt").kind).toBe("unknown");
  expect(knownValue(contact, "source").kind).toBe("unknown");
});
