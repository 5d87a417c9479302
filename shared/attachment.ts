/** Something that came beside a report and is kept for it. */

/** `replay`: what a page showed around the error, as JSON Lines of what rollbar.js posted. */
export const attachmentKinds = ['replay'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

export interface KeptAttachment {
  /** Unique among attachments of its kind. */
  id: number;
  kind: AttachmentKind;
  /** A file name to save it under. */
  name: string;
  /** Of the whole content, in UTF-8. */
  bytes: number;
  receivedAt: number;
}

/** A part of the content of at most 512 Ki characters, and what to ask for the next one with; null at the end. */
export interface AttachmentChunk {
  text: string;
  next: number | null;
}
