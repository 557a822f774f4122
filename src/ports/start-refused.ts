/** The product will not start like this. The message says what is wrong and what to do, for the person at the terminal. */
export class StartRefused extends Error {
  override readonly name = "StartRefused";
}
