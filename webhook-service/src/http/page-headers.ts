import type { Request, Response } from "express";
import helmet from "helmet";

/**
 * What a page of ours may do and who may frame it. No X-Frame-Options, which can't name Chatwoot's origin (CONTRACT
 * §2.3), and no opener policy, which would cut the sign-in popup from the panel that waits for its code.
 */
export function pageHeaders(
  request: Request,
  response: Response,
  { nonce, frameAncestors }: { nonce: string; frameAncestors: string },
): void {
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [`'nonce-${nonce}'`, "'strict-dynamic'"],
        styleSrc: ["'self'", `'nonce-${nonce}'`],
        imgSrc: ["'self'", "https:", "http:", "data:"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: [frameAncestors],
      },
    },
    crossOriginOpenerPolicy: { policy: "unsafe-none" },
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: false,
    // Neighbours on subdomains are not ours to decide for.
    strictTransportSecurity: { includeSubDomains: false },
  });
  protect(request, response, (error?: unknown) => {
    if (error) throw error;
  });
  response.set("Cache-Control", "no-store");
}
