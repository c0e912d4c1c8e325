import {
  DescribeFlowLogsCommand,
  DescribeTransitGatewaysCommand,
  DescribeVpcsCommand,
  EC2Client,
  FlowLog,
} from "@aws-sdk/client-ec2";
import {
  ListResolverQueryLogConfigAssociationsCommand,
  ListResolverQueryLogConfigsCommand,
  Route53ResolverClient,
} from "@aws-sdk/client-route53resolver";
import { logTypes } from "../../../modules/archive/log-types";
import { broken, faultsOr, healthy, silent } from "../answers";
import { accountsOf, whereCollected } from "../expectations";
import type { Answer, Asked, Link } from "../link";
import { allPages } from "../pages";

const flowLogs = "ec2:DescribeFlowLogs";
const associations = "route53resolver:ListResolverQueryLogConfigAssociations";

async function vpcs(asked: Asked, except: readonly string[]): Promise<string[]> {
  const client = asked.client(EC2Client);
  const Filters = [{ Name: "owner-id", Values: [asked.accountId] }];
  const found = await allPages(async (NextToken) => {
    const page = await client.send(new DescribeVpcsCommand({ Filters, NextToken }));
    return { items: page.Vpcs, next: page.NextToken };
  });
  return found.flatMap(({ VpcId: id }) => (id && !except.includes(id) ? [id] : []));
}

async function transitGateways(asked: Asked, except: readonly string[]): Promise<string[]> {
  const client = asked.client(EC2Client);
  const Filters = [{ Name: "owner-id", Values: [asked.accountId] }];
  const found = await allPages(async (NextToken) => {
    const page = await client.send(new DescribeTransitGatewaysCommand({ Filters, NextToken }));
    return { items: page.TransitGateways, next: page.NextToken };
  });
  return found.flatMap(({ TransitGatewayId: id, State: state }) =>
    id && state !== "deleted" && !except.includes(id) ? [id] : [],
  );
}

/** What is wrong with the flow log of one resource that should go to the archive. */
function fault(resource: string, own: FlowLog | undefined): Answer[] {
  if (!own) return [broken("no flow log goes to the archive", flowLogs, { resource })];
  if (own.FlowLogStatus !== "ACTIVE") {
    return [broken(`the flow log is ${own.FlowLogStatus ?? "without a status"}`, flowLogs, { resource })];
  }
  if (own.DeliverLogsStatus === "FAILED" || own.DeliverLogsErrorMessage) {
    return [broken("the flow log cannot deliver", flowLogs, { resource, error: own.DeliverLogsErrorMessage })];
  }
  return [];
}

/** Every resource has a flow log into the archive; where else they go is said with it. */
const flows =
  (
    prefix: string,
    find: (asked: Asked, except: readonly string[]) => Promise<string[]>,
    section: "vpcFlowLogs" | "transitGatewayFlowLogs",
  ) =>
  async (asked: Asked): Promise<readonly Answer[]> => {
    const resources = await find(asked, asked.organization.sources[section].except);
    if (resources.length === 0) return [silent("there is nothing to log", flowLogs)];
    const client = asked.client(EC2Client);
    const found = await allPages(async (NextToken) => {
      const page = await client.send(new DescribeFlowLogsCommand({ NextToken }));
      return { items: page.FlowLogs, next: page.NextToken };
    });
    const { partition } = asked.names;
    const archive = `arn:${partition}:s3:::${asked.names.bucketName("logs")}/${prefix}`.replace(/\/$/, "");
    const isOurs = ({ LogDestination: to = "" }: FlowLog) => to.replace(/\/$/, "") === archive;
    const faults = resources.flatMap((id) =>
      fault(
        id,
        found.find((log) => log.ResourceId === id && isOurs(log)),
      ),
    );
    const foreign = found.filter((log) => log.LogDestinationType === "s3" && !isOurs(log));
    const elsewhere = [...new Set(foreign.flatMap(({ LogDestination: to }) => to ?? []))];
    const said = elsewhere.length > 0 ? `, and flow logs that are not ours to ${elsewhere.join(", ")}` : "";
    return faultsOr(faults, healthy(`${resources.length} of ${resources.length} have flow logs${said}`, flowLogs));
  };

async function resolver(asked: Asked): Promise<readonly Answer[]> {
  const { organization, names } = asked;
  const resources = await vpcs(asked, organization.sources.resolverQueryLogs.except);
  const client = asked.client(Route53ResolverClient);
  const configurations = await allPages(async (NextToken) => {
    const page = await client.send(new ListResolverQueryLogConfigsCommand({ NextToken }));
    return { items: page.ResolverQueryLogConfigs, next: page.NextToken };
  });
  const known = accountsOf(organization).map(({ id }) => id);
  const foreign = configurations
    .filter(({ OwnerId: owner }) => owner && !known.includes(owner))
    .map(({ Arn: resource, OwnerId: owner }) =>
      broken(
        `a configuration of account ${owner ?? ""}, which is not of the organization, is shared with this one`,
        "route53resolver:ListResolverQueryLogConfigs",
        { resource },
      ),
    );
  const bucket = `:s3:::${names.bucketName("logs")}/`;
  const ours = configurations.find(
    ({ Name, DestinationArn: to = "" }) => Name === organization.namePrefix && `${to}/`.includes(bucket),
  );
  if (!ours)
    return [
      ...foreign,
      broken("there is no query log configuration into the archive", "route53resolver:ListResolverQueryLogConfigs"),
    ];
  if (resources.length === 0) return faultsOr(foreign, silent("there is no VPC", "ec2:DescribeVpcs"));
  const found = await allPages(async (NextToken) => {
    const page = await client.send(new ListResolverQueryLogConfigAssociationsCommand({ NextToken }));
    return { items: page.ResolverQueryLogConfigAssociations, next: page.NextToken };
  });
  const faults = resources.flatMap((resource) => {
    const own = found.find((each) => each.ResourceId === resource && each.ResolverQueryLogConfigId === ours.Id);
    if (!own) return [broken("queries of a VPC are not logged", associations, { resource })];
    if (own.Status === "ACTIVE" || own.Status === "CREATING") return [];
    const error = [own.Error, own.ErrorMessage].filter((text) => text && text !== "NONE").join(": ");
    return [
      broken(`the association of a VPC is ${own.Status ?? "without a status"}`, associations, { resource, error }),
    ];
  });
  return faultsOr([...foreign, ...faults], healthy(`queries of ${resources.length} VPCs are logged`, associations));
}

export const network: readonly Link[] = [
  {
    id: "vpc-flow-logs",
    what: "Every VPC has a flow log into the archive.",
    source: "vpcflow",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#ec2.amazonaws.com",
    calls: ["ec2:DescribeVpcs", flowLogs],
    places: whereCollected("vpcFlowLogs"),
    ask: flows(logTypes.vpcflow.prefix, vpcs, "vpcFlowLogs"),
  },
  {
    id: "transit-gateway-flow-logs",
    what: "Every transit gateway has a flow log into the archive.",
    source: "tgwflow",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#ec2.amazonaws.com",
    calls: ["ec2:DescribeTransitGateways", flowLogs],
    places: whereCollected("transitGatewayFlowLogs"),
    ask: flows(logTypes.tgwflow.prefix, transitGateways, "transitGatewayFlowLogs"),
  },
  {
    id: "resolver-query-logs",
    what: "DNS queries of every VPC go into the archive, and no configuration of strangers is shared.",
    source: "dns",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#route53resolver.amazonaws.com",
    calls: ["ec2:DescribeVpcs", "route53resolver:ListResolverQueryLogConfigs", associations],
    places: whereCollected("resolverQueryLogs"),
    ask: resolver,
  },
];
