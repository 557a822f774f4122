/**
 * The machine has no room left, for a document or for the database: what was asked is undone whole, and asking again
 * helps only once the operator has made room.
 */
export class DiskFull extends Error {
  override readonly name = "DiskFull";
}
