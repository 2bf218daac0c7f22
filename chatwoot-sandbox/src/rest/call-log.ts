/** A REST call as tests and the page may ask for it. */
export interface CallEntry {
  method: string;
  path: string;
  status: number;
  userId: number | null;
  at: string;
}
