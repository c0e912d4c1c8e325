import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { Construct } from "constructs";

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

const principalBlock = (principals: Principals) => {
  if (principals === "*") return { type: "*", identifiers: ["*"] };
  return "services" in principals
    ? { type: "Service", identifiers: [...principals.services] }
    : { type: "AWS", identifiers: [...principals.aws] };
};

/** Terraform would read `${aws:...}` as its own interpolation; the provider turns `&{...}` back into it. */
const escapeVariables = (text: string) => text.replace(/\$\{(?=(aws|s3|kms):)/g, "&{");

const escapeAll = (texts: readonly string[] | undefined) => texts?.map(escapeVariables);

/**
 * A policy as an `aws_iam_policy_document`, which Terraform renders and reviewers can read statement by statement.
 * Use `.json` where a resource wants the policy.
 */
export class PolicyDocument extends Construct {
  readonly json: string;
  /** The same without white space, for what counts it. */
  readonly minifiedJson: string;

  constructor(scope: Construct, id: string, statements: readonly Statement[]) {
    super(scope, id);
    const sids = statements.map((statement) => statement.sid);
    const repeated = sids.find((sid, index) => sids.indexOf(sid) !== index);
    if (repeated) throw new Error(`policy ${this.node.path} has two statements with the sid ${repeated}`);

    const document = new DataAwsIamPolicyDocument(this, "Default", {
      statement: statements.map((statement) => ({
        sid: statement.sid,
        effect: statement.effect ?? "Allow",
        principals: statement.principals && [principalBlock(statement.principals)],
        actions: statement.actions && [...statement.actions],
        notActions: statement.notActions && [...statement.notActions],
        resources: escapeAll(statement.resources),
        notResources: escapeAll(statement.notResources),
        condition: Object.entries(statement.conditions ?? {}).flatMap(([test, keys]) =>
          Object.entries(keys).map(([variable, values]) => ({
            test,
            variable,
            values: [values].flat().map(escapeVariables),
          })),
        ),
      })),
    });
    this.json = document.json;
    this.minifiedJson = document.minifiedJson;
  }
}
