import { DataAwsVpcs } from "@cdktf/provider-aws/lib/data-aws-vpcs";
import { Route53ResolverQueryLogConfig } from "@cdktf/provider-aws/lib/route53-resolver-query-log-config";
import { Route53ResolverQueryLogConfigAssociation } from "@cdktf/provider-aws/lib/route53-resolver-query-log-config-association";
import { Construct } from "constructs";
import { logTypes } from "../archive/log-types";
import { Partition } from "../policy/region";
import { iterateOver } from "./expression-list";

export interface ResolverQueryLogsProps {
  readonly name: string;
  readonly partition: Partition;
  readonly accountId: string;
  readonly regions: readonly string[];
  readonly archiveBucketName: string;
  /** Ids of VPCs that are left alone. */
  readonly except: readonly string[];
}

/**
 * Every DNS query that Route 53 Resolver answers for a VPC of the account is logged to the archive.
 *
 * VPCs are looked up when Terraform plans. Each account has its own configuration: one shared from a central account would
 * end logging everywhere when it is unshared. AWS allows 100 VPCs per configuration.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html
 */
export class ResolverQueryLogs extends Construct {
  constructor(scope: Construct, id: string, props: ResolverQueryLogsProps) {
    super(scope, id);
    for (const region of props.regions) {
      const configuration = new Route53ResolverQueryLogConfig(this, `configuration-${region}`, {
        region,
        name: props.name,
        destinationArn: `arn:${props.partition}:s3:::${props.archiveBucketName}/${logTypes.dns.prefix}`,
      });
      const vpcs = new DataAwsVpcs(this, `vpcs-${region}`, {
        region,
        filter: [{ name: "owner-id", values: [props.accountId] }],
      });
      const except = JSON.stringify(props.except);
      const each = iterateOver(this, `logged-${region}`, `setsubtract(${vpcs.fqn}.ids, ${except})`);
      new Route53ResolverQueryLogConfigAssociation(this, `association-${region}`, {
        forEach: each,
        region,
        resolverQueryLogConfigId: configuration.id,
        resourceId: each.value,
      });
    }
  }
}
