import { describe, expect, it } from "@jest/globals";
import { frameToAnswer } from "./answer-fetch-info.ts";

const frames = [{ contentWindow: "first" }, { contentWindow: "second" }];
const asks = (source: string, data: unknown = "chatwoot-dashboard-app:fetch-info") => ({ data, source });

describe("frameToAnswer", () => {
  it("is frame 0 up to 4.16.2, even when another frame or a stranger asked", () => {
    expect(frameToAnswer(asks("second"), frames, false)).toBe(0);
    expect(frameToAnswer(asks("stranger"), frames, false)).toBe(0);
  });

  it("is the frame that asked after 4.16.2, and nobody for a stranger", () => {
    expect(frameToAnswer(asks("second"), frames, true)).toBe(1);
    expect(frameToAnswer(asks("stranger"), frames, true)).toBeNull();
  });

  it.each([" chatwoot-dashboard-app:fetch-info", "fetch-info", { event: "chatwoot-dashboard-app:fetch-info" }, null])(
    "ignores %j",
    (data) => {
      expect(frameToAnswer(asks("first", data), frames, false)).toBeNull();
    },
  );
});
