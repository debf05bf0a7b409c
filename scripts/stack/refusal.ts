/** Why a command ends before it begins, in words for its user: what is wrong, and what to do. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
