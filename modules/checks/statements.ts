import {
  DataAwsIamPolicyDocument,
  DataAwsIamPolicyDocumentStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IConstruct } from "constructs";

/** The statements of a policy document; none for any other construct. */
export function statementsOf(node: IConstruct): DataAwsIamPolicyDocumentStatement[] {
  if (!(node instanceof DataAwsIamPolicyDocument)) return [];
  const statements = node.statementInput;
  return Array.isArray(statements) ? statements : [];
}
