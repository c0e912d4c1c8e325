import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { DataAwsRoute53Zones } from "@cdktf/provider-aws/lib/data-aws-route53-zones";
import { Route53QueryLog } from "@cdktf/provider-aws/lib/route53-query-log";
import { Construct } from "constructs";
import { Partition } from "../policy/region";
import { iterateOver } from "./expression-list";
import { LogGroup } from "./log-groups";
import { allowToWrite, LogResourcePolicy } from "./log-resource-policy";

export interface PublicZoneQueryLogsProps {
  readonly policyName: string;
  readonly partition: Partition;
  readonly accountId: string;
  /** us-east-1, the only Region whose log groups Route 53 writes to. */
  readonly region: string;
  readonly logGroup: LogGroup;
  /** Ids of zones that are left alone, because they log elsewhere already: a zone has one configuration. */
  readonly except: readonly string[];
}

/**
 * Every DNS query for a public hosted zone of the account is logged to a group of us-east-1, which the pipeline forwards.
 * Zones are looked up when Terraform plans; private ones have no such log.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html
 */
export class PublicZoneQueryLogs extends Construct {
  constructor(scope: Construct, id: string, props: PublicZoneQueryLogsProps) {
    super(scope, id);
    const admission = new LogResourcePolicy(this, "policy", {
      policyName: props.policyName,
      region: props.region,
      statements: [
        allowToWrite("AllowZonesToWriteQueries", props.logGroup, {
          accountId: props.accountId,
          service: "route53.amazonaws.com",
          sourceArn: `arn:${props.partition}:route53:::hostedzone/*`,
        }),
      ],
    });
    const zones = new DataAwsRoute53Zones(this, "zones", {});
    // An account without zones has no list at all, instead of an empty one.
    const every = iterateOver(this, "every-zone", `coalesce(${zones.fqn}.ids, [])`);
    const zone = new DataAwsRoute53Zone(this, "zone", { forEach: every, zoneId: every.value });
    const publicZones = `[for id, zone in ${zone.fqn} : id if !zone.private_zone]`;
    const each = iterateOver(this, "public-zones", `setsubtract(${publicZones}, ${JSON.stringify(props.except)})`);
    new Route53QueryLog(this, "query-log", {
      forEach: each,
      zoneId: each.value,
      cloudwatchLogGroupArn: props.logGroup.arn,
      dependsOn: [admission],
    });
  }
}
