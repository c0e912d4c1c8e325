"""Networks: flow logs, DNS query logs, traffic mirroring, load balancers, firewalls and distributions."""

import unittest
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, WORKLOAD, shared

TAG = {"Key": "Stage", "Value": "test"}


def setUpModule() -> None:
    global server, ec2
    server = shared()
    ec2 = server.client("ec2", WORKLOAD)


def vpc_and_subnet() -> tuple[str, str]:
    """A new VPC and its only subnet."""
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    return vpc, ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]


class FlowLogs(unittest.TestCase):
    def test_a_flow_log_keeps_a_folder_of_another_accounts_bucket_and_its_options(self) -> None:
        server.create_bucket("flow-logs")
        vpc, _ = vpc_and_subnet()
        options = {"FileFormat": "parquet", "HiveCompatiblePartitions": False, "PerHourPartition": True}
        asked = {
            "TrafficType": "ALL",
            "LogDestinationType": "s3",
            "LogDestination": "arn:aws:s3:::flow-logs/vpc/",
            "LogFormat": "${version} ${vpc-id}",
            "MaxAggregationInterval": 60,
            "DestinationOptions": options,
        }
        specification = {"ResourceType": "vpc-flow-log", "Tags": [TAG]}
        created = {"ResourceType": "VPC", "ResourceIds": [vpc], "TagSpecifications": [specification], **asked}
        [identifier] = ec2.create_flow_logs(**created)["FlowLogIds"]
        [log] = ec2.describe_flow_logs(FlowLogIds=[identifier])["FlowLogs"]
        self.assertEqual({name: log[name] for name in asked}, asked)
        self.assertEqual((log["ResourceId"], log["FlowLogStatus"], log["Tags"]), (vpc, "ACTIVE", [TAG]))
        with self.assertRaisesRegex(ClientError, "FlowLogAlreadyExists"):
            ec2.create_flow_logs(**created)

    def test_a_flow_log_needs_a_bucket_that_exists(self) -> None:
        with self.assertRaisesRegex(ClientError, "nowhere does not exist"):
            ec2.create_flow_logs(
                ResourceType="VPC",
                ResourceIds=[vpc_and_subnet()[0]],
                TrafficType="ALL",
                LogDestinationType="s3",
                LogDestination="arn:aws:s3:::nowhere/vpc/",
            )

    def test_a_transit_gateway_has_flow_logs_without_a_type_of_traffic(self) -> None:
        server.create_bucket("transit-logs")
        gateway = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
        [identifier] = ec2.create_flow_logs(
            ResourceType="TransitGateway",
            ResourceIds=[gateway],
            LogDestinationType="s3",
            LogDestination="arn:aws:s3:::transit-logs",
            MaxAggregationInterval=60,
        )["FlowLogIds"]
        [log] = ec2.describe_flow_logs(FlowLogIds=[identifier])["FlowLogs"]
        self.assertNotIn("TrafficType", log)


class TrafficMirroring(unittest.TestCase):
    def test_targets_have_the_type_of_what_they_name(self) -> None:
        for member, kind in {
            "NetworkLoadBalancerArn": "network-load-balancer",
            "NetworkInterfaceId": "network-interface",
            "GatewayLoadBalancerEndpointId": "gateway-load-balancer-endpoint",
        }.items():
            target = ec2.create_traffic_mirror_target(**{member: "named"})["TrafficMirrorTarget"]
            self.assertEqual((target[member], target["Type"]), ("named", kind))
            asked = {"TrafficMirrorTargetIds": [target["TrafficMirrorTargetId"]]}
            [described] = ec2.describe_traffic_mirror_targets(**asked)["TrafficMirrorTargets"]
            self.assertEqual(described["Type"], kind)
            ec2.delete_traffic_mirror_target(TrafficMirrorTargetId=target["TrafficMirrorTargetId"])

    def test_a_filter_has_its_rules_services_and_tags(self) -> None:
        identifier = ec2.create_traffic_mirror_filter()["TrafficMirrorFilter"]["TrafficMirrorFilterId"]
        ec2.modify_traffic_mirror_filter_network_services(
            TrafficMirrorFilterId=identifier, AddNetworkServices=["amazon-dns"]
        )
        rule = {"RuleNumber": 1, "RuleAction": "accept", "Protocol": 6, "SourceCidrBlock": "10.0.0.0/8"}
        created = ec2.create_traffic_mirror_filter_rule(
            TrafficMirrorFilterId=identifier, TrafficDirection="ingress", DestinationCidrBlock="0.0.0.0/0", **rule
        )["TrafficMirrorFilterRule"]
        ec2.create_tags(Resources=[identifier], Tags=[TAG])
        [described] = ec2.describe_traffic_mirror_filters(TrafficMirrorFilterIds=[identifier])["TrafficMirrorFilters"]
        [found] = described["IngressFilterRules"]
        self.assertEqual({name: found[name] for name in rule}, rule)
        self.assertEqual((described["EgressFilterRules"], described["NetworkServices"]), ([], ["amazon-dns"]))
        self.assertEqual(described["Tags"], [TAG])

        ec2.modify_traffic_mirror_filter_rule(
            TrafficMirrorFilterRuleId=created["TrafficMirrorFilterRuleId"], RuleAction="reject", RemoveFields=["protocol"]
        )
        ec2.modify_traffic_mirror_filter_network_services(
            TrafficMirrorFilterId=identifier, RemoveNetworkServices=["amazon-dns"]
        )
        [described] = ec2.describe_traffic_mirror_filters(TrafficMirrorFilterIds=[identifier])["TrafficMirrorFilters"]
        [found] = described["IngressFilterRules"]
        self.assertEqual((found["RuleAction"], "Protocol" in found), ("reject", False))
        self.assertEqual(described["NetworkServices"], [])

        asked = {"TrafficMirrorFilterRuleIds": [created["TrafficMirrorFilterRuleId"]]}
        [found] = ec2.describe_traffic_mirror_filter_rules(**asked)["TrafficMirrorFilterRules"]
        self.assertEqual(found["RuleAction"], "reject")
        ec2.delete_traffic_mirror_filter_rule(TrafficMirrorFilterRuleId=created["TrafficMirrorFilterRuleId"])
        [described] = ec2.describe_traffic_mirror_filters(TrafficMirrorFilterIds=[identifier])["TrafficMirrorFilters"]
        self.assertEqual(described["IngressFilterRules"], [])
        ec2.delete_traffic_mirror_filter(TrafficMirrorFilterId=identifier)
        with self.assertRaisesRegex(ClientError, "InvalidTrafficMirrorFilterId.NotFound"):
            ec2.describe_traffic_mirror_filters(TrafficMirrorFilterIds=[identifier])

    def test_a_session_changes_and_ends(self) -> None:
        mirror = ec2.create_traffic_mirror_filter()["TrafficMirrorFilter"]["TrafficMirrorFilterId"]
        asked = {"NetworkInterfaceId": "eni-1", "TrafficMirrorTargetId": "tmt-shared", "TrafficMirrorFilterId": mirror}
        session = ec2.create_traffic_mirror_session(SessionNumber=1, PacketLength=128, **asked)["TrafficMirrorSession"]
        self.assertEqual({name: session[name] for name in asked}, asked)
        identifier = session["TrafficMirrorSessionId"]
        ec2.modify_traffic_mirror_session(
            TrafficMirrorSessionId=identifier, SessionNumber=2, RemoveFields=["packet-length"]
        )
        [session] = ec2.describe_traffic_mirror_sessions()["TrafficMirrorSessions"]
        self.assertEqual((session["SessionNumber"], "PacketLength" in session), (2, False))
        ec2.delete_traffic_mirror_session(TrafficMirrorSessionId=identifier)
        with self.assertRaisesRegex(ClientError, "InvalidTrafficMirrorSessionId.NotFound"):
            ec2.describe_traffic_mirror_sessions(TrafficMirrorSessionIds=[identifier])


class Instances(unittest.TestCase):
    def test_a_launch_template_keeps_its_tags_apart_from_those_of_its_instances(self) -> None:
        ec2.create_launch_template(
            LaunchTemplateName="tagged",
            LaunchTemplateData={"TagSpecifications": [{"ResourceType": "instance", "Tags": [TAG]}]},
            TagSpecifications=[{"ResourceType": "launch-template", "Tags": [{"Key": "Stage", "Value": "one"}]}],
        )
        [template] = ec2.describe_launch_templates(LaunchTemplateNames=["tagged"])["LaunchTemplates"]
        ec2.create_tags(Resources=[template["LaunchTemplateId"]], Tags=[{"Key": "Stage", "Value": "two"}])
        [template] = ec2.describe_launch_templates(LaunchTemplateNames=["tagged"])["LaunchTemplates"]
        self.assertEqual(template["Tags"], [{"Key": "Stage", "Value": "two"}])
        [version] = ec2.describe_launch_template_versions(LaunchTemplateName="tagged")["LaunchTemplateVersions"]
        specifications = version["LaunchTemplateData"]["TagSpecifications"]
        self.assertEqual(specifications, [{"ResourceType": "instance", "Tags": [TAG]}])

    def test_a_group_keeps_the_lifetime_of_its_instances_and_refreshes_them(self) -> None:
        ec2.create_launch_template(LaunchTemplateName="refreshed", LaunchTemplateData={"InstanceType": "t3.micro"})
        groups = server.client("autoscaling", WORKLOAD)
        groups.create_auto_scaling_group(
            AutoScalingGroupName="refreshed",
            LaunchTemplate={"LaunchTemplateName": "refreshed"},
            MinSize=0,
            MaxSize=1,
            MaxInstanceLifetime=604800,
            AvailabilityZones=["eu-west-1a"],
        )
        [group] = groups.describe_auto_scaling_groups(AutoScalingGroupNames=["refreshed"])["AutoScalingGroups"]
        self.assertEqual(group["MaxInstanceLifetime"], 604800)
        groups.update_auto_scaling_group(
            AutoScalingGroupName="refreshed", MaxInstanceLifetime=86400, DefaultInstanceWarmup=60
        )
        [group] = groups.describe_auto_scaling_groups(AutoScalingGroupNames=["refreshed"])["AutoScalingGroups"]
        self.assertEqual((group["MaxInstanceLifetime"], group["DefaultInstanceWarmup"]), (86400, 60))
        started = groups.start_instance_refresh(AutoScalingGroupName="refreshed")["InstanceRefreshId"]
        [refresh] = groups.describe_instance_refreshes(AutoScalingGroupName="refreshed")["InstanceRefreshes"]
        self.assertEqual((refresh["InstanceRefreshId"], refresh["Status"]), (started, "Successful"))
        with self.assertRaisesRegex(ClientError, "ActiveInstanceRefreshNotFound"):
            groups.cancel_instance_refresh(AutoScalingGroupName="refreshed")


class LoadBalancers(unittest.TestCase):
    def test_a_network_load_balancer_has_the_arn_of_one_and_takes_any_certificate(self) -> None:
        balancers = server.client("elbv2", WORKLOAD)
        vpc, subnet = vpc_and_subnet()
        [balancer] = balancers.create_load_balancer(Name="net", Type="network", Subnets=[subnet], Tags=[TAG])[
            "LoadBalancers"
        ]
        arn = balancer["LoadBalancerArn"]
        self.assertIn(":loadbalancer/net/net/", arn)
        [tagged] = balancers.describe_tags(ResourceArns=[arn])["TagDescriptions"]
        self.assertEqual(tagged["Tags"], [TAG])
        [group] = balancers.create_target_group(Name="tls", Protocol="TLS", Port=6514, VpcId=vpc)["TargetGroups"]
        forward = [{"Type": "forward", "TargetGroupArn": group["TargetGroupArn"]}]
        certificates = [
            {"CertificateArn": f"arn:aws:acm:eu-west-1:{WORKLOAD}:certificate/{number}"} for number in (1, 2)
        ]
        [listener] = balancers.create_listener(
            LoadBalancerArn=arn, Protocol="TLS", Port=6514, Certificates=certificates[:1], DefaultActions=forward
        )["Listeners"]
        balancers.modify_listener(
            ListenerArn=listener["ListenerArn"], Protocol="TLS", Port=6514, Certificates=certificates[1:]
        )
        [listener] = balancers.describe_listeners(LoadBalancerArn=arn)["Listeners"]
        self.assertEqual((listener["Protocol"], listener["Certificates"]), ("TLS", certificates[1:]))


class QueryLogs(unittest.TestCase):
    def test_a_zone_logs_its_queries_to_a_group_of_us_east_1_only(self) -> None:
        zones = server.client("route53", WORKLOAD)
        zone = zones.create_hosted_zone(Name="example.org", CallerReference="public")["HostedZone"]["Id"]
        for region in ("eu-west-1", "us-east-1"):
            server.client("logs", WORKLOAD, region).create_log_group(logGroupName=f"/dns/{region}")
        group = f"arn:aws:logs:us-east-1:{WORKLOAD}:log-group:/dns/"
        asked = {"HostedZoneId": zone.rpartition("/")[2], "CloudWatchLogsLogGroupArn": f"{group}us-east-1"}
        with self.assertRaisesRegex(ClientError, "NoSuchCloudWatchLogsLogGroup"):
            zones.create_query_logging_config(**{**asked, "CloudWatchLogsLogGroupArn": f"{group}eu-west-1"})
        created = zones.create_query_logging_config(**asked)["QueryLoggingConfig"]
        self.assertEqual(zones.get_query_logging_config(Id=created["Id"])["QueryLoggingConfig"], created)
        self.assertEqual({name: created[name] for name in asked}, asked)
        with self.assertRaisesRegex(ClientError, "QueryLoggingConfigAlreadyExists"):
            zones.create_query_logging_config(**asked)

    def test_a_zone_with_a_vpc_is_private(self) -> None:
        zones = server.client("route53", WORKLOAD)
        vpc = {"VPCId": vpc_and_subnet()[0], "VPCRegion": "eu-west-1"}
        zone = zones.create_hosted_zone(Name="corp.example.org", CallerReference="private", VPC=vpc)["HostedZone"]["Id"]
        described = zones.get_hosted_zone(Id=zone)
        self.assertTrue(described["HostedZone"]["Config"]["PrivateZone"])
        self.assertEqual(described["VPCs"], [vpc])

    def test_a_resolver_configuration_has_tags_and_is_deleted_after_its_last_association(self) -> None:
        resolver = server.client("route53resolver", WORKLOAD)
        created = resolver.create_resolver_query_log_config(
            Name="dns", DestinationArn="arn:aws:s3:::dns-logs/resolver", CreatorRequestId="1", Tags=[TAG]
        )["ResolverQueryLogConfig"]
        self.assertEqual(created["DestinationArn"], "arn:aws:s3:::dns-logs/resolver")
        self.assertEqual(resolver.list_tags_for_resource(ResourceArn=created["Arn"])["Tags"], [TAG])
        association = {"ResolverQueryLogConfigId": created["Id"], "ResourceId": vpc_and_subnet()[0]}
        identifier = resolver.associate_resolver_query_log_config(**association)[
            "ResolverQueryLogConfigAssociation"
        ]["Id"]
        with self.assertRaisesRegex(ClientError, "InvalidRequestException"):
            resolver.delete_resolver_query_log_config(ResolverQueryLogConfigId=created["Id"])
        resolver.disassociate_resolver_query_log_config(**association)
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            resolver.get_resolver_query_log_config_association(ResolverQueryLogConfigAssociationId=identifier)
        resolver.delete_resolver_query_log_config(ResolverQueryLogConfigId=created["Id"])
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            resolver.get_resolver_query_log_config(ResolverQueryLogConfigId=created["Id"])


def tagged_arns(kind: str, region: str = "eu-west-1", **filters: Any) -> list[str]:
    """The ARNs the tagging service finds of one type."""
    tagging = server.client("resourcegroupstaggingapi", WORKLOAD, region)
    found = tagging.get_resources(ResourceTypeFilters=[kind], **filters)["ResourceTagMappingList"]
    return [item["ResourceARN"] for item in found]


class Edge(unittest.TestCase):
    def test_a_firewall_changes_logs_and_is_found_by_its_tags(self) -> None:
        firewalls = server.client("network-firewall", WORKLOAD)
        defaults = {"StatelessDefaultActions": ["aws:pass"], "StatelessFragmentDefaultActions": ["aws:pass"]}
        policy = firewalls.create_firewall_policy(FirewallPolicyName="p", FirewallPolicy=defaults)
        arn = firewalls.create_firewall(
            FirewallName="f",
            FirewallPolicyArn=policy["FirewallPolicyResponse"]["FirewallPolicyArn"],
            VpcId="vpc-1",
            SubnetMappings=[{"SubnetId": "subnet-1"}],
            Tags=[TAG],
        )["Firewall"]["FirewallArn"]
        self.assertEqual(tagged_arns("network-firewall:firewall"), [arn])
        self.assertEqual(firewalls.list_firewalls()["Firewalls"], [{"FirewallName": "f", "FirewallArn": arn}])
        firewalls.update_firewall_description(FirewallArn=arn, Description="changed")
        self.assertEqual(firewalls.describe_firewall(FirewallName="f")["Firewall"]["Description"], "changed")
        for change, member, value in (
            (firewalls.update_firewall_delete_protection, "DeleteProtection", True),
            (firewalls.update_firewall_policy_change_protection, "FirewallPolicyChangeProtection", True),
            (firewalls.update_subnet_change_protection, "SubnetChangeProtection", True),
            (firewalls.associate_firewall_policy, "FirewallPolicyArn", f"{arn}-policy"),
        ):
            change(FirewallArn=arn, **{member: value})
            self.assertEqual(firewalls.describe_firewall(FirewallArn=arn)["Firewall"][member], value)

        alert, flow = (
            {
                "LogType": kind,
                "LogDestinationType": "S3",
                "LogDestination": {"bucketName": "archive", "prefix": "network-firewall"},
            }
            for kind in ("ALERT", "FLOW")
        )
        with self.assertRaisesRegex(ClientError, "Only one logging destination"):
            firewalls.update_logging_configuration(
                FirewallArn=arn, LoggingConfiguration={"LogDestinationConfigs": [alert, flow]}
            )
        for configurations in ([alert], [alert, flow]):
            firewalls.update_logging_configuration(
                FirewallArn=arn, LoggingConfiguration={"LogDestinationConfigs": configurations}
            )
        described = firewalls.describe_logging_configuration(FirewallArn=arn)["LoggingConfiguration"]
        self.assertEqual(described["LogDestinationConfigs"], [alert, flow])
        firewalls.tag_resource(ResourceArn=arn, Tags=[{"Key": "Owner", "Value": "network"}])
        firewalls.untag_resource(ResourceArn=arn, TagKeys=["Stage"])
        kept = firewalls.list_tags_for_resource(ResourceArn=arn)["Tags"]
        self.assertEqual(kept, [{"Key": "Owner", "Value": "network"}])
        firewalls.untag_resource(ResourceArn=arn, TagKeys=["Owner"])
        self.assertEqual(tagged_arns("network-firewall:firewall"), [])
        firewalls.delete_firewall(FirewallName="f")
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            firewalls.describe_firewall(FirewallName="f")

    def test_a_firewall_policy_is_changed_by_its_latest_version_only(self) -> None:
        firewalls = server.client("network-firewall", ARCHIVE)
        policy = {"StatelessDefaultActions": ["aws:pass"], "StatelessFragmentDefaultActions": ["aws:pass"]}
        token = firewalls.create_firewall_policy(FirewallPolicyName="p", FirewallPolicy=policy)["UpdateToken"]
        policy["StatelessDefaultActions"] = ["aws:drop"]
        change = {"FirewallPolicyName": "p", "FirewallPolicy": policy, "UpdateToken": token}
        firewalls.update_firewall_policy(**change)
        self.assertEqual(firewalls.describe_firewall_policy(FirewallPolicyName="p")["FirewallPolicy"], policy)
        with self.assertRaisesRegex(ClientError, "InvalidTokenException"):
            firewalls.update_firewall_policy(**change)
        firewalls.delete_firewall_policy(FirewallPolicyName="p")
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            firewalls.describe_firewall_policy(FirewallPolicyName="p")

    def test_a_group_of_rules_is_of_one_type_and_changes(self) -> None:
        firewalls = server.client("network-firewall", ARCHIVE)
        named = {"RuleGroupName": "r", "Type": "STATELESS"}
        rules = {"RulesSource": {"StatelessRulesAndCustomActions": {"StatelessRules": []}}}
        created = firewalls.create_rule_group(**named, Capacity=1, RuleGroup=rules)
        arn = created["RuleGroupResponse"]["RuleGroupArn"]
        self.assertIn(":stateless-rulegroup/r", arn)
        changed = {"RulesSource": {"RulesString": "pass tcp any any -> any any (sid:1;)"}}
        token = created["UpdateToken"]
        firewalls.update_rule_group(RuleGroupArn=arn, RuleGroup=changed, UpdateToken=token)
        self.assertEqual(firewalls.describe_rule_group(**named)["RuleGroup"], changed)
        firewalls.delete_rule_group(RuleGroupArn=arn)
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            firewalls.describe_rule_group(RuleGroupArn=arn)

    def test_web_acls_are_found_by_type_and_tags(self) -> None:
        visibility = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}
        found = {}
        for scope, region in (("REGIONAL", "eu-west-1"), ("CLOUDFRONT", "us-east-1")):
            for name, tags in (("tagged", [TAG]), ("untagged", [])):
                found[scope, name] = server.client("wafv2", WORKLOAD, region).create_web_acl(
                    Name=name, Scope=scope, DefaultAction={"Allow": {}}, VisibilityConfig=visibility, Tags=tags
                )["Summary"]["ARN"]
        regional, distributed = found["REGIONAL", "tagged"], found["CLOUDFRONT", "tagged"]
        self.assertEqual(tagged_arns("wafv2"), [regional])
        self.assertEqual(tagged_arns("wafv2:regional/webacl"), [regional])
        self.assertEqual(tagged_arns("wafv2:regional/ipset"), [])
        self.assertEqual(tagged_arns("wafv2", TagFilters=[{"Key": "Stage", "Values": ["test"]}]), [regional])
        self.assertEqual(tagged_arns("wafv2", TagFilters=[{"Key": "Stage", "Values": ["other"]}]), [])
        self.assertEqual(tagged_arns("wafv2", "us-east-1"), [distributed])

    def test_a_distribution_is_kept_whole_and_found_by_its_tags(self) -> None:
        distributions = server.client("cloudfront", WORKLOAD, "us-east-1")
        configuration = {
            "CallerReference": "1",
            "Comment": "",
            "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [{"Id": "o", "DomainName": "example.org"}]},
            "DefaultCacheBehavior": {
                "TargetOriginId": "o",
                "ViewerProtocolPolicy": "https-only",
                "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
            },
        }
        created = distributions.create_distribution_with_tags(
            DistributionConfigWithTags={"DistributionConfig": configuration, "Tags": {"Items": [TAG]}}
        )
        arn, identifier = created["Distribution"]["ARN"], created["Distribution"]["Id"]
        plain = distributions.create_distribution(DistributionConfig={**configuration, "Enabled": False})
        self.assertEqual(distributions.get_distribution(Id=plain["Distribution"]["Id"])["ETag"], plain["ETag"])
        distributions.delete_distribution(Id=plain["Distribution"]["Id"], IfMatch=plain["ETag"])
        distributions.tag_resource(Resource=arn, Tags={"Items": [{"Key": "Old", "Value": "x"}]})
        self.assertEqual(len(distributions.list_tags_for_resource(Resource=arn)["Tags"]["Items"]), 2)
        distributions.untag_resource(Resource=arn, TagKeys={"Items": ["Old"]})
        self.assertEqual(distributions.list_tags_for_resource(Resource=arn)["Tags"]["Items"], [TAG])
        self.assertEqual(arn, f"arn:aws:cloudfront::{WORKLOAD}:distribution/{identifier}")
        self.assertEqual(tagged_arns("cloudfront:distribution", "us-east-1"), [arn])
        self.assertEqual(tagged_arns("cloudfront:distribution"), [])
        described = distributions.get_distribution_config(Id=identifier)
        kept = {name: described["DistributionConfig"][name] for name in configuration}
        self.assertEqual(kept, configuration)
        with self.assertRaisesRegex(ClientError, "DistributionNotDisabled"):
            distributions.delete_distribution(Id=identifier, IfMatch=described["ETag"])
        disabled = {**described["DistributionConfig"], "Enabled": False}
        with self.assertRaisesRegex(ClientError, "PreconditionFailed"):
            distributions.update_distribution(Id=identifier, IfMatch="old", DistributionConfig=disabled)
        etag = distributions.update_distribution(
            Id=identifier, IfMatch=described["ETag"], DistributionConfig=disabled
        )["ETag"]
        distributions.delete_distribution(Id=identifier, IfMatch=etag)
        self.assertEqual(distributions.list_distributions()["DistributionList"]["Quantity"], 0)


if __name__ == "__main__":
    unittest.main()
