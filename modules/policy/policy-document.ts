import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { Construct } from "constructs";
import { Remedy } from "../checks/problem";
import { refuseLarger } from "../checks/refusal";
import { SizedThing } from "../checks/size-limits";
import { policyLength } from "./policy-length";
import { Principals, Statement } from "./statement";

const principalBlock = (principals: Principals) => {
  if (principals === "*") return { type: "*", identifiers: ["*"] };
  return "services" in principals
    ? { type: "Service", identifiers: [...principals.services] }
    : { type: "AWS", identifiers: [...principals.aws] };
};

/** Terraform would read `${aws:...}` as its own interpolation; the provider turns `&{...}` back into it. */
const escapeVariables = (text: string) => text.replace(/\$\{(?=(aws|s3|kms):)/g, "&{");

const escapeAll = (texts: readonly string[] | undefined) => texts?.map(escapeVariables);

/** How a policy is sent, and so how its characters are counted. */
const forms = {
  /** White space is not counted. */
  uncounted: { indent: 0, minified: false },
  /** White space is counted, and left out. */
  minified: { indent: 0, minified: true },
  /** White space is counted, and there is room for it. */
  indented: { indent: 2, minified: false },
} as const;

const formOf = {
  trustPolicy: "uncounted",
  rolePolicy: "uncounted",
  managedPolicy: "uncounted",
  bucketPolicy: "minified",
  serviceControlPolicy: "minified",
  resourceControlPolicy: "minified",
  keyPolicy: "indented",
  destinationPolicy: "indented",
  deliveryDestinationPolicy: "indented",
  logResourcePolicy: "indented",
  topicPolicy: "indented",
  sinkPolicy: "minified",
  eventBusPolicy: "indented",
  queuePolicy: "indented",
} as const satisfies Partial<Record<SizedThing, keyof typeof forms>>;

/** What a policy is attached to, which decides how long it may be. */
export type PolicyKind = keyof typeof formOf;

/**
 * A policy as an `aws_iam_policy_document`, which Terraform renders and reviewers can read statement by statement.
 * Use `.json` where a resource wants the policy.
 *
 * A policy that is longer than AWS takes is refused.
 */
export class PolicyDocument extends Construct {
  readonly json: string;

  /** @param remedy - what in the organization file makes it shorter; without one, a policy that is too long is a fault */
  constructor(scope: Construct, id: string, kind: PolicyKind, statements: readonly Statement[], remedy?: Remedy) {
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
    const form = forms[formOf[kind]];
    this.json = form.minified ? document.minifiedJson : document.json;
    refuseLarger(this, kind, policyLength(statements, form.indent), remedy);
  }
}
