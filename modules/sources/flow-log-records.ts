/** How a field is typed in Parquet files, and so in a table over them. */
type FieldType = "string" | "int" | "bigint";

/** One field of a flow log record, under AWS's name. */
export interface FlowLogField {
  readonly name: string;
  readonly type: FieldType;
}

const fields = (type: FieldType, names: string): Map<string, FieldType> =>
  new Map(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, type]),
  );

/** Fields in the given order; those without a type of their own are strings. */
const inOrder = (order: string, ...typed: Map<string, FieldType>[]): FlowLogField[] => {
  const types = new Map(typed.flatMap((each) => [...each]));
  return [...fields("string", order).keys()].map((name) => ({ name, type: types.get(name) ?? "string" }));
};

/**
 * Every field of versions 2 to 10. Version 11 adds fields that need tag specifications, which the provider cannot give.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
export const vpcFlowLogFields: readonly FlowLogField[] = inOrder(
  `version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
   vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr
   region az-id sublocation-type sublocation-id
   pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path
   ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id
   ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id
   reject-reason resource-id encryption-status`,
  fields("int", "version srcport dstport protocol tcp-flags traffic-path"),
  fields("bigint", "packets bytes start end"),
);

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-flow-logs.html */
export const transitGatewayFlowLogFields: readonly FlowLogField[] = inOrder(
  `version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id
   tgw-src-vpc-id tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id
   tgw-dst-az-id tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol packets bytes start end log-status type
   packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded packets-lost-ttl-expired tcp-flags region
   flow-direction pkt-src-aws-service pkt-dst-aws-service`,
  fields("int", "version srcport dstport protocol tcp-flags"),
  fields(
    "bigint",
    `packets bytes start end packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded
     packets-lost-ttl-expired`,
  ),
);

/** The custom format that asks for these fields; Terraform reads `$${...}` as a literal `${...}`. */
export const logFormat = (records: readonly FlowLogField[]): string =>
  records.map(({ name }) => `$\${${name}}`).join(" ");

/** Columns of a table over files in that format. */
export const tableColumns = (records: readonly FlowLogField[]): FlowLogField[] =>
  records.map(({ name, type }) => ({ name: name.replaceAll("-", "_"), type }));
