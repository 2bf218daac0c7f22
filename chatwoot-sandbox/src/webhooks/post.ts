import http from "node:http";
import https from "node:https";

// Chatwoot gives 5 s to open and 5 s between reads (CONTRACT 1.3); a socket's idle time covers both.
const TIMEOUT_MS = 5000;
const REDIRECTS_FOLLOWED = 10;

// A fresh connection each time and ten at once, as Chatwoot's ten background threads do it.
const agents = { "http:": new http.Agent({ maxSockets: 10 }), "https:": new https.Agent({ maxSockets: 10 }) };

export interface Outgoing {
  url: string;
  headers: Record<string, string>;
  body: string;
  followRedirects: boolean;
}

/** Posts once and gives the status; the answer's body is thrown away. Throws on any failure of the transport. */
export async function post(outgoing: Outgoing): Promise<number> {
  let url = new URL(outgoing.url);
  for (let hop = 0; ; hop += 1) {
    const { status, location } = await postTo(url, outgoing);
    const redirected = status >= 300 && status < 400 && location !== undefined;
    if (!redirected || !outgoing.followRedirects || hop === REDIRECTS_FOLLOWED) return status;
    url = new URL(location, url);
  }
}

function postTo(url: URL, { headers, body }: Outgoing): Promise<{ status: number; location: string | undefined }> {
  const secure = url.protocol === "https:";
  const options: https.RequestOptions = {
    method: "POST",
    agent: secure ? agents["https:"] : agents["http:"],
    timeout: TIMEOUT_MS,
    headers: { ...headers, "content-length": Buffer.byteLength(body) },
    ...(url.username ? { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(url, options, (response) => {
      response.on("error", reject);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, location: response.headers.location });
      });
      response.resume();
    });
    request.on("timeout", () => request.destroy(new Error("Timed out reading data from server")));
    request.on("error", reject);
    request.end(body);
  });
}
