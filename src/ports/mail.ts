/** Mail carries no content: a link, whose file it is about in neutral words, in the reader's language. */
export interface Mail {
  send(letter: Letter): Promise<void>;
}

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string; // ours, so that a retry is the same letter
}
