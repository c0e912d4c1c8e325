/** Something that a user can mend: said as it is, without a stack trace, with exit code 2. */
export class UserProblem extends Error {
  override readonly name = "UserProblem";

  /** @param write - what to do instead */
  constructor(found: string, write: string) {
    super(`${found}\n  write: ${write}`);
  }
}
