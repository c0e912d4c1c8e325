/** Who a statement speaks of: AWS services, IAM principals, or everybody (`*`, which needs a condition). */
export type Principals = { readonly services: readonly string[] } | { readonly aws: readonly string[] } | "*";

/** Condition block in the shape of IAM's own JSON: operator -> key -> accepted values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * One statement of a policy. The `sid` states its intent.
 *
 * Policy variables are written as IAM writes them, `${aws:SourceAccount}`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export interface Statement {
  /** Intent in PascalCase, e.g. `AllowCloudTrailToWrite`; unique within the policy. */
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** @default - none, as identity policies require */
  readonly principals?: Principals;
  /** @default - none, where `notActions` stands in their place */
  readonly actions?: readonly string[];
  /** Everything but these; excludes `actions`. */
  readonly notActions?: readonly string[];
  /** @default - none, as trust policies require */
  readonly resources?: readonly string[];
  /** Everything but these; excludes `resources`. */
  readonly notResources?: readonly string[];
  readonly conditions?: Conditions;
}
