import { describe, expect, it } from "@jest/globals";
import { describeNewCustomer } from "./new-customer.ts";

describe("describeNewCustomer", () => {
  it("turns any spelling of a WhatsApp number into E.164 and bare digits", () => {
    expect(describeNewCustomer("whatsapp", "Ada", "+44 7700 900-123")).toEqual({
      name: "Ada",
      phone_number: "+447700900123",
      source_id: "447700900123",
    });
  });

  it("gives a Telegram user the same id every time, as string and as number", () => {
    const first = describeNewCustomer("telegram", "Ada", "@ada_example");
    expect(describeNewCustomer("telegram", "Ada", "ada_example")).toEqual(first);
    expect(first.additional_attributes?.social_telegram_user_id).toBe(Number(first.source_id));
  });

  it("stores an email address in lower case", () => {
    expect(describeNewCustomer("email", "Ada", "Ada@Example.com")).toMatchObject({
      email: "ada@example.com",
      source_id: "ada@example.com",
    });
  });

  it("knows a website visitor by name only", () => {
    expect(describeNewCustomer("website", "Ada", "")).toEqual({ name: "Ada" });
  });
});
