import { logTypes } from "../log-types";
import { Statement } from "../../policy/statement";
import { WriterFacts } from "./facts";

/**
 * Application and Classic Load Balancers of the bucket's Region write access, connection and health-check logs.
 *
 * Elastic Load Balancing sends no ACL header, so the statement must not ask for one.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export function loadBalancingBucketStatements(facts: WriterFacts, bucketArn: string, region: string): Statement[] {
  const types = [logTypes.alb, logTypes.albConnections, logTypes.albHealthChecks, logTypes.clb];
  return [
    {
      sid: "AllowLoadBalancersToWrite",
      principals: { services: ["logdelivery.elasticloadbalancing.amazonaws.com"] },
      actions: ["s3:PutObject"],
      resources: types.map(({ prefix }) => `${bucketArn}/${prefix}AWSLogs/*`),
      conditions: {
        StringEquals: { "aws:SourceOrgID": facts.organizationId },
        ArnLike: { "aws:SourceArn": `arn:${facts.partition}:elasticloadbalancing:${region}:*:loadbalancer/*` },
      },
    },
  ];
}
