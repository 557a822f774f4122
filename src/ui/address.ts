/**
 * The address a link may carry: a path of ours or https. Anything else ("javascript:", "//other", tabs inside,
 * mixed case) is null, and the link is shown as text. The address may come from a partner or a list.
 */
export function safeAddress(to: string): string | null {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007f\\]/.test(to)) return null;
  if (/^[#?]/.test(to)) return to;
  if (to.startsWith("/")) return to.startsWith("//") ? null : to;
  return /^https:\/\/[^/@]+(\/|$|\?|#)/.test(to) || /^mailto:[^?]+$/.test(to) ? to : null;
}

/** A place inside the product to go back to, or `fallback`: "//evil", "\evil" and "https:evil" are not places. */
export function localPath(to: unknown, fallback: string): string {
  if (typeof to !== "string" || !to.startsWith("/")) return fallback;
  return safeAddress(to) ?? fallback;
}
