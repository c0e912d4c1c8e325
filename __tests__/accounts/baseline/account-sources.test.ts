import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { attachBackend } from "../../../accounts/workspace/backends";
import { Management } from "../../../accounts/management/management";
import { Organization } from "../../../accounts/organization/organization";
import { SourceName, Sources } from "../../../accounts/organization/sources";
import { Workload } from "../../../accounts/baseline/workload";
import { withoutTokenTraces } from "../../../main";
import { statefulTypes } from "../../../modules/checks/stateful-resources-are-protected";
import { organization } from "../../support/organizations";
import { Stack } from "../../support/synthesized";
import { everySource } from "../../support/variants";

/** Management and one workload account: between them every source, in two Regions. */
function workspacesOf(described: Organization): readonly Stack[] {
  const outdir = mkdtempSync(join(tmpdir(), "sources-"));
  try {
    const app = new App({ outdir });
    withoutTokenTraces(() => {
      const payments = described.accounts.workloads[0];
      if (!payments) throw new Error("there is no workload account");
      for (const workspace of [new Management(app, described), new Workload(app, "payments", described, payments)]) {
        attachBackend(workspace, described);
      }
      app.synth();
    });
    return ["management", "payments"].map(
      (name) => JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8")) as Stack,
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** `TYPE.NAME` of every resource, with its arguments. */
const flat = (stacks: readonly Stack[]) =>
  new Map(
    stacks.flatMap((stack, index) =>
      Object.entries(stack.resource).flatMap(([type, named]) =>
        Object.entries(named).map(([name, block]) => [`${index} ${type}.${name}`, JSON.stringify(block)] as const),
      ),
    ),
  );

const facts = organization((draft) => {
  everySource(draft);
  draft.regions = { home: "eu-west-1", vault: "eu-central-1", governed: ["eu-west-1", "us-east-1"], retired: [] };
});

/** What is left of the resources when sources are set otherwise. */
const withSources = (changed: Partial<Sources>) =>
  flat(workspacesOf({ ...facts, sources: { ...facts.sources, ...changed } }));

/** A source as it is, but off. */
const off = <Name extends Exclude<SourceName, "syslogRelays" | "trafficMirrors" | "costAndUsage">>(name: Name) => ({
  [name]: { ...facts.sources[name], enabled: false },
});

const everything = withSources({});

/** Source -> the constructs it consists of; their ids begin the addresses of its resources. */
const constructs = {
  config: ["config_", "config-aggregator", "logging-gaps_"],
  vpcFlowLogs: ["vpc-flow-logs_"],
  transitGatewayFlowLogs: ["transit-gateway-flow-logs_"],
  resolverQueryLogs: ["resolver-query-logs_"],
  publicZoneQueryLogs: ["public-zone-query-logs_"],
  logGroupRetention: ["log-group-retention_", "report-log-groups_"],
  loadBalancers: ["load-balancer-logs_"],
  cloudFront: ["cloudfront-logs_"],
  webAcls: ["web-acl-logs_"],
  networkFirewalls: ["network-firewall-logs_"],
  loggingGaps: ["logging-gaps_"],
  directories: ["directory-logs_"],
  operatingSystems: ["operating-system-logs_"],
  sessions: ["session-manager_", "syslog-relay-data-centre_instances_session-policy_"],
  inventory: ["inventory_"],
} as const;

describe.each(Object.entries(constructs) as [keyof typeof constructs, readonly string[]][])(
  "switching %s off",
  (name, ids) => {
    const remaining = withSources({ ...off(name), ...(name === "config" ? off("loggingGaps") : {}) });
    const removed = [...everything.keys()].filter((address) => !remaining.has(address));

    test("removes its resources, all of them and no others", () => {
      const own = [...everything.keys()].filter((address) =>
        ids.some((id) => address.replace(/^\d \w+\./, "").startsWith(id)),
      );
      expect(removed).not.toEqual([]);
      expect(removed.sort()).toEqual(own.sort());
    });

    test("leaves what holds data, and everything else as it is", () => {
      expect(removed.filter((address) => statefulTypes.some((type) => address.includes(` ${type}.`)))).toEqual([]);
      for (const [address, block] of remaining) expect(block).toBe(everything.get(address));
    });
  },
);

test.each([
  ["switched off", off("dataEvents")],
  ["chosen to be none", { dataEvents: { enabled: true as const, s3: "none" as const, lambda: "none" as const } }],
])("data events that are %s end their trail and nothing else", (_, sources) => {
  const remaining = withSources(sources);
  expect([...everything.keys()].filter((address) => !remaining.has(address))).toEqual([
    "0 aws_cloudtrail.data-event-trail",
  ]);
  const changed = [...remaining].filter(([address, block]) => everything.get(address) !== block);
  expect(changed.map(([address]) => address)).toEqual(["0 aws_cloudtrail.organization-trail"]);
  expect(everything.get("0 aws_cloudtrail.organization-trail")).toContain("aws_cloudtrail.data-event-trail");
  expect(changed[0]?.[1]).not.toContain("aws_cloudtrail.data-event-trail");
});

describe.each([
  ["vpcFlowLogs", "vpc-flow-logs"],
  ["transitGatewayFlowLogs", "transit-gateway-flow-logs"],
] as const)("the local copy of %s", (name, id) => {
  const withCopy = (copy: Partial<Sources["vpcFlowLogs"]["localCopy"]>) =>
    withSources({ [name]: { ...facts.sources[name], localCopy: { ...facts.sources[name].localCopy, ...copy } } });
  const groupsOf = (made: ReturnType<typeof flat>) =>
    [...made].filter(([address]) => address.includes(` aws_cloudwatch_log_group.log-groups_${id}-`));

  test("ends with what writes it when it is switched off; its log groups, and what else there is, stay as they are", () => {
    const remaining = withCopy({ enabled: false });
    const removed = [...everything.keys()].filter((address) => !remaining.has(address));
    expect(removed.length).toBe(8);
    for (const address of removed) {
      expect(address).toMatch(new RegExp(`^\\d (aws_flow_log\\.${id}_local-|aws_iam_role(_policy)?\\.${id}_role_)`));
    }
    for (const [address, block] of remaining) expect(block).toBe(everything.get(address));
  });

  test("is kept 30 days unless the file says otherwise, and the log group is never another", () => {
    expect(groupsOf(everything)).toHaveLength(4);
    for (const [, block] of groupsOf(everything)) expect(block).toContain('"retention_in_days":30');
    const longer = groupsOf(withCopy({ retentionDays: 731 }));
    expect(longer.map(([address]) => address)).toEqual(groupsOf(everything).map(([address]) => address));
    for (const [address, block] of longer) {
      expect(block).toBe(everything.get(address)?.replace('"retention_in_days":30', '"retention_in_days":731'));
    }
  });

  test("is not raised to what other log groups are kept", () => {
    const machines = [...everything].filter(([address]) => address.includes(" aws_sfn_state_machine."));
    expect(machines).toHaveLength(4);
    for (const [, block] of machines) expect(block).toMatch(new RegExp(`LogGroupName in \\[[^\\]]*/${id}'`));
  });
});

test("switching the cost export off keeps its bucket", () => {
  const remaining = withSources({ costAndUsage: { enabled: false, retentionDays: 400 } });
  const removed = [...everything.keys()].filter((address) => !remaining.has(address));
  expect(removed.map((address) => address.replace(/^0 (\w+)\..*$/, "$1")).sort()).toEqual([
    "aws_bcmdataexports_export",
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_s3_bucket_replication_configuration",
  ]);
});

test("a relay or a mirror that is taken out of the list takes its resources with it and no data", () => {
  const remaining = withSources({ syslogRelays: [], trafficMirrors: [] });
  const removed = [...everything.keys()].filter((address) => !remaining.has(address));
  expect(removed.every((address) => /\.(syslog-relay-data-centre|traffic-mirror-inspection)_/.test(address))).toBe(
    true,
  );
  expect(removed.filter((address) => statefulTypes.some((type) => address.includes(` ${type}.`)))).toEqual([]);
});

test("every source can be switched off here", () => {
  const { costAndUsage, syslogRelays, trafficMirrors, dataEvents, ...others } = facts.sources;
  expect([costAndUsage, syslogRelays, trafficMirrors, dataEvents].includes(undefined)).toBe(false);
  expect(Object.keys(others).sort()).toEqual(Object.keys(constructs).sort());
});
