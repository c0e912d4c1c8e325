import { Conditions } from "../policy/statement";

/**
 * Condition of a denial that lets these principals through. Each is the ARN of a role, with `*` for any account; whoever
 * carries no such ARN is refused.
 *
 * Service-linked roles need no exemption: service control policies never apply to them.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export const allBut = (...principalArns: readonly string[]): Conditions => ({
  ArnNotLike: { "aws:PrincipalArn": principalArns },
});
