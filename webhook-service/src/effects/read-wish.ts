/** What of a contact should be read again from Chatwoot, and why. Wishes for one contact are joined into one call. */
export interface ReadWish {
  reason: string;
  /** Nothing contradicts; we only know little yet. Such reads come last. */
  firstSight: boolean;
  /** Conversations whose state payloads could not decide. */
  conversationIds: number[];
  /** Messages whose content payloads could not decide. */
  messages: { conversationId: number; messageId: number }[];
  /** Chatwoot ids under which the contact's conversations were held before: one of the two has been merged away. */
  suspects: number[];
}
