import { describe, expect, it } from "@jest/globals";
import { findHost } from "./host.ts";

type FakeWindow = Parameters<typeof findHost>[0];

function aWindow({ framed, mobile }: { framed: boolean; mobile: boolean }): { window: FakeWindow; asked: string[] } {
  const asked: string[] = [];
  const window: Record<string, unknown> = { location: { origin: "https://panel.example" } };
  window.parent = framed
    ? { postMessage: (text: string, origin: string) => asked.push(`${text} to ${origin}`) }
    : window;
  if (mobile) window.ReactNativeWebView = { postMessage: (text: string) => asked.push(`${text} to the app`) };
  return { window: window as unknown as FakeWindow, asked };
}

describe("findHost", () => {
  it("asks Chatwoot and nobody else when framed", () => {
    const { window, asked } = aWindow({ framed: true, mobile: false });
    const host = findHost(window, "https://chat.example");
    host.askForContext();
    expect(host.kind).toBe("frame");
    expect(host.contextFrom).toEqual({ source: window.parent, origin: "https://chat.example" });
    expect(asked).toEqual(["chatwoot-dashboard-app:fetch-info to https://chat.example"]);
  });

  it("trusts its own window only inside the mobile app", () => {
    const { window, asked } = aWindow({ framed: false, mobile: true });
    const host = findHost(window, "https://chat.example");
    host.askForContext();
    expect(host.contextFrom).toEqual({ source: window, origin: "https://panel.example" });
    expect(asked).toEqual(["chatwoot-dashboard-app:fetch-info to the app"]);
  });

  it("does not take a frame for the mobile app", () => {
    const { window } = aWindow({ framed: true, mobile: true });
    expect(findHost(window, "https://chat.example").kind).toBe("frame");
  });

  it("asks nobody in an ordinary window", () => {
    const { window } = aWindow({ framed: false, mobile: false });
    const host = findHost(window, "https://chat.example");
    expect(host.contextFrom.origin).toBe("https://chat.example");
    expect(() => host.askForContext()).not.toThrow();
  });
});
