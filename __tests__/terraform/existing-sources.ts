/** What becomes of what an account has already, as `docs/runbooks/existing-settings.md` says it. */
export type Outcome = "left alone" | "taken over" | "refused";

/** One source that the apply lane meets with logging of its own. */
export interface ExistingSource {
  readonly outcome: Outcome;
  /** What Terraform says of it, where it is refused; lines are broken anywhere. */
  readonly refusal?: string;
  /** Python that makes it in one account and Region, given `vpc`, `subnets` and boto3's `client`. */
  readonly made: string;
  /** Python that takes it away again, so that the next apply goes through. @default - it may stay */
  readonly removed?: string;
  /** Python of what tells it from ours, as one JSON value; the same before and after where it is left alone. */
  readonly observed: string;
}

const webAclArn =
  'next(acl["ARN"] for acl in client("wafv2").list_web_acls(Scope="REGIONAL")["WebACLs"] if acl["Name"] == "own")';
const firewallArn = 'client("network-firewall").describe_firewall(FirewallName="own")["Firewall"]["FirewallArn"]';
const queryLogging = 'client("route53").list_query_logging_configs()["QueryLoggingConfigs"]';

/** Section of the organization file -> what an account has of it before the first deployment. */
export const existingSources: Readonly<Record<string, ExistingSource>> = {
  vpcFlowLogs: {
    outcome: "left alone",
    made: `
client("logs").create_log_group(logGroupName="/own/flow-logs")
client("ec2").create_flow_logs(
    ResourceIds=[vpc], ResourceType="VPC", TrafficType="REJECT", LogGroupName="/own/flow-logs",
    DeliverLogsPermissionArn="arn:aws:iam::444444444444:role/own")`,
    observed: `[log["FlowLogId"] for log in client("ec2").describe_flow_logs()["FlowLogs"]
      if log.get("LogGroupName") == "/own/flow-logs"]`,
  },
  resolverQueryLogs: {
    outcome: "left alone",
    made: `
config = client("route53resolver").create_resolver_query_log_config(
    Name="own", DestinationArn="arn:aws:s3:::own-dns-logs", CreatorRequestId="own")["ResolverQueryLogConfig"]
client("route53resolver").associate_resolver_query_log_config(ResolverQueryLogConfigId=config["Id"], ResourceId=vpc)`,
    observed: `[config["AssociationCount"]
      for config in client("route53resolver").list_resolver_query_log_configs()["ResolverQueryLogConfigs"]
      if config["Name"] == "own"]`,
  },
  publicZoneQueryLogs: {
    outcome: "refused",
    refusal: "QueryLoggingConfigAlreadyExists",
    made: `
client("logs").create_log_group(logGroupName="/own/queries")
zone = client("route53").create_hosted_zone(Name="own.example.com", CallerReference="own")["HostedZone"]["Id"]
client("route53").create_query_logging_config(
    HostedZoneId=zone.split("/")[-1],
    CloudWatchLogsLogGroupArn="arn:aws:logs:us-east-1:444444444444:log-group:/own/queries:*")`,
    removed: `
for config in ${queryLogging}:
    if "/own/" in config["CloudWatchLogsLogGroupArn"]:
        client("route53").delete_query_logging_config(Id=config["Id"])`,
    observed: `[config["Id"] for config in ${queryLogging} if "/own/" in config["CloudWatchLogsLogGroupArn"]]`,
  },
  loadBalancers: {
    outcome: "refused",
    refusal: "Delivery source own has this name, or this log",
    made: `
own = client("elbv2").create_load_balancer(Name="own", Scheme="internal", Subnets=subnets)["LoadBalancers"][0]
client("logs").put_delivery_source(name="own", resourceArn=own["LoadBalancerArn"], logType="ALB_ACCESS_LOGS")`,
    removed: 'client("logs").delete_delivery_source(name="own")',
    observed: `[source["name"] for source in client("logs").describe_delivery_sources()["deliverySources"]
      if source["name"] == "own"]`,
  },
  webAcls: {
    outcome: "taken over",
    made: `
own = client("wafv2").create_web_acl(
    Name="own", Scope="REGIONAL", DefaultAction={"Allow": {}}, Tags=[{"Key": "team", "Value": "payments"}],
    VisibilityConfig={"SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "own"})
client("wafv2").put_logging_configuration(LoggingConfiguration={
    "ResourceArn": own["Summary"]["ARN"], "LogDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-own"]})`,
    observed: `client("wafv2").get_logging_configuration(ResourceArn=${webAclArn})["LoggingConfiguration"]
      ["LogDestinationConfigs"]`,
  },
  networkFirewalls: {
    outcome: "refused",
    refusal: "Only one logging destination can change in one request",
    made: `
policy = client("network-firewall").create_firewall_policy(FirewallPolicyName="own", FirewallPolicy={
    "StatelessDefaultActions": ["aws:forward_to_sfe"], "StatelessFragmentDefaultActions": ["aws:forward_to_sfe"]})
own = client("network-firewall").create_firewall(
    FirewallName="own", FirewallPolicyArn=policy["FirewallPolicyResponse"]["FirewallPolicyArn"], VpcId=vpc,
    SubnetMappings=[{"SubnetId": subnets[0]}], Tags=[{"Key": "team", "Value": "payments"}])
client("network-firewall").update_logging_configuration(
    FirewallArn=own["Firewall"]["FirewallArn"], LoggingConfiguration={"LogDestinationConfigs": [
        {"LogType": "ALERT", "LogDestinationType": "CloudWatchLogs", "LogDestination": {"logGroup": "/own/alerts"}}]})`,
    removed: `client("network-firewall").update_logging_configuration(
    FirewallArn=${firewallArn}, LoggingConfiguration={"LogDestinationConfigs": []})`,
    observed: `[each["LogDestinationType"] for each in client("network-firewall").describe_logging_configuration(
      FirewallArn=${firewallArn})["LoggingConfiguration"]["LogDestinationConfigs"]]`,
  },
};
