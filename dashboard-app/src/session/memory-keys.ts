/** What panel and sign-in page keep in the frame's `sessionStorage`, per tenant. */
export const memoryKeys = {
  refreshToken: (tenantKey: string) => `proppilot:refresh:${tenantKey}`,
  /** Mobile app only: the verifier and the code wait here while one window shows both pages in turn. */
  verifier: (tenantKey: string) => `proppilot:verifier:${tenantKey}`,
  code: (tenantKey: string) => `proppilot:code:${tenantKey}`,
};
