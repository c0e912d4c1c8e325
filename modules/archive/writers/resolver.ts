import { Statement } from "../../policy/statement";
import { WriterFacts } from "./facts";

/**
 * When a role makes a Resolver query log configuration, Route 53 looks at the bucket in the name of that role. Only such
 * forwarded calls are allowed: the role itself cannot list what other accounts have written.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-choosing-target-resource.html
 */
export const resolverBucketStatements = (
  facts: WriterFacts,
  bucketArn: string,
  deploymentRoleName: string,
): Statement[] => [
  {
    sid: "AllowResolverToCheckBucketForDeployment",
    principals: "*",
    actions: ["s3:ListBucket"],
    resources: [bucketArn],
    conditions: {
      StringEquals: { "aws:PrincipalOrgID": facts.organizationId },
      ArnLike: { "aws:PrincipalArn": `arn:${facts.partition}:iam::*:role/${deploymentRoleName}` },
      Bool: { "aws:ViaAWSService": "true" },
    },
  },
];
